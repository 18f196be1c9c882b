"""Web forms: pages that anybody may fill in, and what becomes of the answers. No object by name."""
