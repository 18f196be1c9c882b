"""Several sheets of one file in one go: their rows link to each other by what stands in a column of both."""
