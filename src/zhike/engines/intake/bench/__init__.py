"""A file on the workbench: its rows as they were read, what is wrong with them, and what was mended."""
