"""The objects of capture."""
