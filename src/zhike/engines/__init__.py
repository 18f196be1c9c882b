"""What works on any object and names none: HTTP, files in and out, what a person keeps for their work."""
