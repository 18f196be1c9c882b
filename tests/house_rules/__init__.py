"""House rules that linters do not know: small programs over the tree, each with good and bad examples.

A rule is a module with `check(source)` and its examples `GOOD` and `BAD` (path, text). Run them all over the tree with
`python -m tests.house_rules`. A rule with an escape names the comment that marks a line as meant.
"""
