"""Reading attribute values out of free text, by the rules that a domain pack states."""
