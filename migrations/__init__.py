"""Numbered plain SQL, forward only."""
