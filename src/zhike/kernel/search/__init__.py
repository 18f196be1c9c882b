"""Search: the tokens of a record, the tokens of a query, and finding over all objects.

Tokens lie in each table's own `search` column (a tsvector without positions) under a GIN index that starts with the
tenant, so a search costs no second table and filters and search words meet in one statement.
"""
