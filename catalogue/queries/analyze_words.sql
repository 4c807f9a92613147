analyze words (key, length)
