create schema if not exists checkpoints;
