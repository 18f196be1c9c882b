"""The condition language: one typed tree for filters, views, segments, row rules, triggers and audiences.

`tree.parse` reads and checks it against a spec, `sql.compile` makes SQL of it, `words.say` puts it into words. A single
record is tested by the same SQL with its id: there is no second evaluator to disagree.
"""
