"""Doors: HTTP API, chat, terminal, command line. Translation only; no rule lives here."""
