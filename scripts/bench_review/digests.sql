insert into conversations.digests
select * from conversations.digested
on conflict do nothing
