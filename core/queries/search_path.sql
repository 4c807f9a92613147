set search_path = checkpoints, public
