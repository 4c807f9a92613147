-- Connections of everybody but the crowd and whoever asks.
select pg_terminate_backend(pid)
from pg_stat_activity
where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'crowd'
