"""The chat on other sites: a small script that opens the chat's own page in a frame."""
