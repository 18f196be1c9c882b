"""Zhike 知客: know every customer, act on it."""
