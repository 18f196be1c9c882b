"""What is remembered of import sources beside their declaration."""

from __future__ import annotations

from django.db import models


class SourceState(models.Model):
    """When a source is read, by which template, and how the last time went."""

    pk = models.CompositePrimaryKey("tenant_id", "source")
    tenant_id = models.BigIntegerField()
    source = models.BigIntegerField()
    template = models.JSONField()  # {"object", "mapping", "details"}, as they were when the source was saved
    next_at = models.DateTimeField(null=True)  # null: it is not active
    asked_at = models.DateTimeField(null=True)  # somebody wants it to be read now
    running_at = models.DateTimeField(null=True)  # since when it is being read
    last_at = models.DateTimeField(null=True)
    outcome = models.TextField(null=True)  # one of `kept.OUTCOMES`
    error = models.TextField(null=True)  # sealed JSON: {"code", "data"}
    failures = models.IntegerField(default=0)  # one after the other
    job = models.BigIntegerField(null=True)  # the import that was started last

    class Meta:
        indexes = (
            models.Index(
                fields=["tenant_id", "next_at"], condition=models.Q(next_at__isnull=False), name="sourcestate_next"
            ),
        )


class SourceFile(models.Model):
    """A file as it was when it was last taken, by which one sees that it has not changed."""

    pk = models.CompositePrimaryKey("tenant_id", "source", "name")
    tenant_id = models.BigIntegerField()
    source = models.BigIntegerField()
    name = models.TextField()  # "" for what an address leads to
    mark = models.TextField()  # of a file: number, size and time; of an address: its tag and time


class SourceRun(models.Model):
    """A file that was taken, or a reading that failed."""

    pk = models.CompositePrimaryKey("tenant_id", "source", "number")
    tenant_id = models.BigIntegerField()
    source = models.BigIntegerField()
    number = models.BigIntegerField()  # from 1
    at = models.DateTimeField()
    outcome = models.TextField()
    name = models.TextField(null=True)  # of the file
    sha256 = models.TextField(null=True)
    job = models.BigIntegerField(null=True)
    error = models.TextField(null=True)  # sealed JSON: {"code", "data"}

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "source", "sha256"], name="sourcerun_content"),)


class SourceKey(models.Model):
    """A header with which an address lets us in; told to nobody, and sent to its own origin only."""

    pk = models.CompositePrimaryKey("tenant_id", "source")
    tenant_id = models.BigIntegerField()
    source = models.BigIntegerField()
    origin = models.TextField()  # https://example.com:443
    header = models.TextField()
    value = models.TextField()  # sealed
