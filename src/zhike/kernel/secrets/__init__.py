"""Values that are secret at rest: stored sealed (AES-256-GCM), and still found by keyed words.

master key (outside the database) > data keys of a tenant, by version > the key of a record > its values.
What is sealed for a record that has lost its key can be opened by nobody; so a person is erased from the journal, too.
"""
