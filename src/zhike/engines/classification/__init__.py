"""Knowing which customers matter: facts about them that are kept, the sets they fall into, and their classes."""
