copy staged_facets (item_id, attribute, text_value, number_value) from stdin
