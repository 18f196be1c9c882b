"""The kernel: what a record is, and the one way to read and to write it."""
