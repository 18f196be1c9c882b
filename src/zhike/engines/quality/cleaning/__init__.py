"""Cleaning: the same change to many records, seen before it is made, and undone as a whole."""
