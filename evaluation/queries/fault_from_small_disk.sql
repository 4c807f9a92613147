alter table conversations.turns set tablespace pg_default
