"""What a running import of linked sheets knows of the rows that it has done; it is forgotten when the job ends."""

from __future__ import annotations

from django.db import models


class LinkedRow(models.Model):
    """A row that others may name, by what one of its columns says; or, where `at` is -1, the row itself."""

    pk = models.CompositePrimaryKey("tenant_id", "job", "sheet", "at", "row")
    tenant_id = models.BigIntegerField()
    job = models.BigIntegerField()
    sheet = models.IntegerField()  # its place among the sheets of the import
    at = models.IntegerField()  # index of the column
    row = models.BigIntegerField()
    word = models.TextField(null=True)  # keyed: what the column says
    record = models.BigIntegerField(null=True)  # none: the row was refused; 0: it would be made (in a trial)

    class Meta:
        indexes = (
            models.Index(
                fields=["tenant_id", "job", "sheet", "at", "word", "row"], condition=models.Q(word__isnull=False),
                name="linkedrow_word",
            ),
        )  # fmt: skip
