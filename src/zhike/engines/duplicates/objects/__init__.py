"""The declared objects of this engine."""
