"""Web forms, from the builder to the record."""
