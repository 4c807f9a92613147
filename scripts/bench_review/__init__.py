"""How quick the review desk is on very many conversations: ``make bench-review``."""
