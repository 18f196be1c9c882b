"""Records that are the same person or company: found with a probability and reasons, merged, and the merge undone."""
