"""One declaration a file."""
