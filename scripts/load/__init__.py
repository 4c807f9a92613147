"""How many people one process can talk with: ``make load``, ``python -m scripts.load``."""
