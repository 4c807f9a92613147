"""The nodes of the graph, one a file: each reads the state and returns changes of it."""
