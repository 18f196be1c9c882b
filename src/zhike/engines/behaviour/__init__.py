"""Behaviour events: what customers and visitors did, when, on what; by API, by web sites, by our own forms."""
