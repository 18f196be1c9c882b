"""How good the records are: rules, scores, work lists, and cleaning. It names no object."""
