"""Backups: one encrypted stream of the database, the files and what else a home must not lose, and the way back.

sealed     bytes in authenticated, encrypted chunks
entries    named things in one stream of bytes, and their count at the end
snapshot   the database as it was at one moment, by PostgreSQL's own programs (`programs`)
places     where backups lie: `folder`, `bucket`
keyfile    the keys of records, which lie beside the backups of a `line`; `bring` rewrites it, `loaded` takes them back
make, back making one and checking it; restoring one
keep       which ones may go; plan  when the next is due
"""
