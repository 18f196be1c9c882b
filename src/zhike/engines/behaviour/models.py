"""The tables of behaviour beside the declared ones. The events themselves lie in months: see `months`."""

from __future__ import annotations

from django.db import models

from zhike.engines.behaviour.objects.event_kind import EventKind
from zhike.engines.behaviour.objects.tracking_site import TrackingSite

__all__ = ["Count", "Event", "EventKind", "Join", "TrackingSite", "Visitor"]


class Event(models.Model):
    """Something that somebody did. Its table is partitioned, so migrations make it by hand."""

    pk = models.CompositePrimaryKey("tenant_id", "month", "key")
    tenant_id = models.BigIntegerField()
    month = models.DateField()  # the first day of it, in UTC, by the clock of the sender
    key = models.UUIDField()  # made of the id that the sender gave
    kind_id = models.BigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()  # of `at`, in the company's zone when it came in
    # Whose it is: a record that the sender named, or else a visitor.
    object = models.TextField(null=True)
    record_id = models.BigIntegerField(null=True)
    visitor = models.UUIDField(null=True)  # made of the id that the browser has
    # On what: a record, or a text such as the address of a page.
    on_object = models.TextField(null=True)
    on_id = models.BigIntegerField(null=True)
    on_text = models.TextField(null=True)
    properties = models.JSONField(null=True)

    class Meta:
        managed = False


class Visitor(models.Model):
    """A browser whose person is known or was, and the record it is joined to now. Of others there are only events."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    mark = models.UUIDField()  # by which its events name it
    key = models.TextField()  # as our script or the sender made it
    object = models.TextField(null=True)
    record_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()  # when it was identified first

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant_id", "mark"], name="behaviour_visitor_mark"),)
        indexes = (models.Index(fields=["tenant_id", "object", "record_id"], name="behaviour_visitor_record"),)


class Join(models.Model):
    """That a visitor was taken for a record, and until when: the history that a wrong join leaves."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    visitor_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    via = models.TextField()  # api, page, site
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    split_at = models.DateTimeField(null=True)
    split_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "object", "record_id"], name="behaviour_join_record"),
            models.Index(fields=["tenant_id", "visitor_id"], name="behaviour_join_visitor"),
        )


class Count(models.Model):
    """How often the person behind a record did something on a day: what conditions ask."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id", "kind_id", "day")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    kind_id = models.BigIntegerField()
    day = models.DateField()
    n = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(
                fields=["tenant_id", "object", "kind_id", "day", "record_id"],
                include=["n"],
                name="behaviour_count_kind",
            ),
        )
