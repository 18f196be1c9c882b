"""Products, orders and what came back: what customers buy."""
