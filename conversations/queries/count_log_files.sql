select count(*) as n from pg_ls_waldir()
