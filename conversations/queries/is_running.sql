select exists (
    select from conversations.turns
    where conversation_id = %(id)s
        and client_message_id = %(client_message_id)s
        and status = 'running'
) and exists (
    select from pg_locks
    where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())
        and classid = ((%(key)s::bigint >> 32) & 4294967295)::oid
        and objid = (%(key)s::bigint & 4294967295)::oid
        and objsubid = 1
        and granted
        and pid <> pg_backend_pid()
) as running
