"""Whether a sentence tells no more than the words, or the stored value, that it rests on. Pure."""
