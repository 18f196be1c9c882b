"""Business cards (vCard 2.1, RFC 2426, RFC 6350): read as a table with a row for each, and written."""
