"""Calling: when and how often somebody may be called, which numbers are not, and where their clock stands."""
