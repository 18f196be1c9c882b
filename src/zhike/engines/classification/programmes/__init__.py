"""Programmes for a class: who is drawn, and whether it paid."""
