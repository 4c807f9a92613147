insert into conversations.tags (tag, first_at)
select tag, min(last_at) from conversations.digests, unnest(tags) as tag group by tag
on conflict do nothing
