"""Business: objects and their rules, one package a domain."""
