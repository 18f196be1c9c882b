"""Tests of recognising records in pasted texts."""
