select pg_switch_wal() from (select pg_logical_emit_message(true, 'firstfive', '')) as something
