"""Conversations for reviewers to find faults in: simulated people, some of whom meet with one.

Unlike the interviews of an evaluation these are held with the product itself, and stored.
"""
