"""Interviews played in process: the agent's own functions, without server, store or cards."""
