"""What is found of a scheme and kept: each run, evaluations, and the review of a year."""
