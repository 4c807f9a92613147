"""People who look for an item: simulated from its attributes alone, or written by hand.

Kept apart from the product: nothing here knows how it reads, or the words it was given to read.
"""
