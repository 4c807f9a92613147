copy compared (item_key, attribute, value) from stdin
