"""Faults done to the running product: its database, its network, its models and itself."""
