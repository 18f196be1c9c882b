"""Named facts of each record, such as what a customer has bought in a year: defined, kept, and read like fields."""
