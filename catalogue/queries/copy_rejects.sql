copy staged_rejects (line, reason, raw) from stdin
