-- The item on the page where a conversation began: evidence of what the person looks for.
alter table conversations.conversations add column looking_at text;
