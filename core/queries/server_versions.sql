select
    current_setting('server_version_num')::integer as postgres,
    (select extversion from pg_extension where extname = 'vector') as pgvector;
