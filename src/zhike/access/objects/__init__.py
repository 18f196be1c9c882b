"""The objects that access declares."""
