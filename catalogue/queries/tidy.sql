vacuum (analyze) catalogue.items, catalogue.facets, catalogue.embeddings
