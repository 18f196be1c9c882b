"""Reading delimited text (.csv, .tsv) as a stream: which encoding, which delimiter, then rows in constant memory."""
