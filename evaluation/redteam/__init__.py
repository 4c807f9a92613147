"""The red team: attacks on conversations, items and cards, and what is counted of them."""
