"""The privacy desk: what is kept of people and why, a person's complete data, erasing them. No object by name."""
