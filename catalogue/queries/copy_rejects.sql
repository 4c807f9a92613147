copy catalogue.rejects (pack, source, line, reason, raw) from stdin
