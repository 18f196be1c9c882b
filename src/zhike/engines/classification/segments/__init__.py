"""Segments: sets of records by a condition or by hand, whose members are kept."""
