"""From words to typed values: money, numbers, years, places, stance. Pure functions."""
