"""The tables of capture, for Django to find."""

from __future__ import annotations

from django.db import models

from zhike.engines.capture.objects.suggestion_rule import SuggestionRule

__all__ = ["Suggestion", "SuggestionRule"]


class Suggestion(models.Model):
    """A value for a field of a record, learned from another record. What was refused stays, so that it is known."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    field = models.TextField()
    value = models.TextField()  # JSON, sealed by the key of the record
    raw = models.TextField()  # the words it stood in, sealed likewise
    known = models.TextField()  # a keyed word of the value, by which it is known again
    confidence = models.FloatField()
    source_object = models.TextField()
    source_id = models.BigIntegerField()
    state = models.TextField(default="waiting")  # waiting, accepted, ignored
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)  # null: by a rule
    change_set_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant_id", "object", "record_id", "known"], name="suggestion_once"),
        )
        indexes = (
            models.Index(fields=["tenant_id", "-id"], name="suggestion_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["tenant_id", "source_object", "source_id"], name="suggestion_source"),
        )
