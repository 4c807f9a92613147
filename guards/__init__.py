"""Checks as pure functions, and their guardrails-ai validators."""
