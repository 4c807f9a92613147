"""From a raw file to ranked items: read, clean, extract, embed, store, publish; and search."""
