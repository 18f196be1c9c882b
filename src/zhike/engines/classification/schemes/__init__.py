"""Schemes: each puts every record into one class, by a version that was tried before it was published."""
