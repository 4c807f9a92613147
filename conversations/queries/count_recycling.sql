select (current_setting('wal_recycle') = 'on')::integer as n
