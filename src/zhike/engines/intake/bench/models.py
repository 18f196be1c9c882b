"""The tables of the workbench. Each row goes with its upload: the database forgets them together.

Cells, edits and what a fault quotes are sealed; words by which equal values are found are keyed.
"""

from __future__ import annotations

from django.db import models


class Bench(models.Model):
    """A file that is checked before it is imported."""

    pk = models.CompositePrimaryKey("tenant_id", "upload")
    tenant_id = models.BigIntegerField()
    upload = models.TextField()
    plan = models.TextField()  # sealed JSON
    generation = models.IntegerField()  # raised by whatever changes what all rows mean
    revision = models.IntegerField(default=0)  # raised by every edit
    last = models.BigIntegerField(default=0)  # the number of the last row that was read
    rows = models.BigIntegerField(default=0)  # rows that were read
    total = models.BigIntegerField()  # rows of the file; an upper bound until it is read to the end
    read = models.BooleanField(default=False)  # to the end
    job = models.BigIntegerField(null=True)  # the import that took the rows
    checker = models.BigIntegerField(null=True)  # the job that checks
    made_at = models.DateTimeField()


class BenchPage(models.Model):
    """Some hundred rows that follow each other, as they were read."""

    pk = models.CompositePrimaryKey("tenant_id", "upload", "number")
    tenant_id = models.BigIntegerField()
    upload = models.TextField()
    number = models.IntegerField()  # from 0
    first = models.BigIntegerField()  # number of the first row
    last = models.BigIntegerField()
    count = models.IntegerField()
    rows = models.TextField()  # sealed JSON: [[number, [cell, ...]], ...]
    outcomes = models.TextField()  # one letter a row, see `pages.LETTERS`
    generation = models.IntegerField()  # of the check

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "upload", "first"], name="benchpage_first"),)


class BenchEdit(models.Model):
    """A cell that was mended."""

    pk = models.CompositePrimaryKey("tenant_id", "upload", "row", "at")
    tenant_id = models.BigIntegerField()
    upload = models.TextField()
    row = models.BigIntegerField()
    at = models.IntegerField()  # index of the column
    value = models.TextField()  # sealed


class BenchFault(models.Model):
    """What is wrong with a row."""

    pk = models.CompositePrimaryKey("tenant_id", "upload", "row", "field")
    tenant_id = models.BigIntegerField()
    upload = models.TextField()
    row = models.BigIntegerField()
    field = models.TextField()  # "": the row as a whole
    code = models.TextField()
    data = models.TextField(null=True)  # sealed JSON
    word = models.TextField(null=True)  # of a value that stands in an earlier row

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "upload", "field", "code", "row"], name="benchfault_code"),
            models.Index(
                fields=["tenant_id", "upload", "word"], condition=models.Q(word__isnull=False), name="benchfault_word"
            ),
        )


class BenchKey(models.Model):
    """A value that only one row may have, and the first row that has it."""

    pk = models.CompositePrimaryKey("tenant_id", "upload", "word")
    tenant_id = models.BigIntegerField()
    upload = models.TextField()
    word = models.TextField()  # keyed: field and value
    row = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "upload", "row"], name="benchkey_row"),)
