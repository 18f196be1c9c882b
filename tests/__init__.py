"""Zhike's tests. `conftest.py` says what every test finds."""
