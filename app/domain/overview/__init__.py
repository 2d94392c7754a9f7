"""Overviews: everything a screen shows of one record, read in one go."""
