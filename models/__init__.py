"""Chat and embedding models by name, and the embedded encoder."""
