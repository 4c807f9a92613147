"""What is wrong with a pack, and what to do about it; one kind of fault a file."""
