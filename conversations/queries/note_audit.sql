insert into conversations.audit (who, what, whom, details)
values (%(who)s, %(what)s, %(whom)s, %(details)s)
