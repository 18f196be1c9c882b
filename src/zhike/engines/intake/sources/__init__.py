"""Folders and addresses that are read by the clock: what is new in them becomes an ordinary import."""
