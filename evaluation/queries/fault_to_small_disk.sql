alter table conversations.turns set tablespace small
