"""Puts the parts together: settings, addresses, the command line, the embedded database and what starts them."""
