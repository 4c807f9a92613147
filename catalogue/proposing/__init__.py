"""Proposes a pack for a source that nobody has described yet; a person edits it."""
