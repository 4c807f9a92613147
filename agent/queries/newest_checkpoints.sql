-- The last migration that the checkpointer's library has applied to its own tables.
select max(v) as number from checkpoints.checkpoint_migrations
