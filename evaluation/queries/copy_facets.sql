copy catalogue.facets (pack, attribute, item_key, text_value, number_value) from stdin
