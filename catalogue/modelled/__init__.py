"""What a language model reads in texts: asked within a budget, held against the text, kept."""
