"""Customers and what belongs to them; below the other domains, which may link here."""
