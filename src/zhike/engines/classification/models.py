"""The tables of classification: what is defined, and what was found of each record by it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.engines.classification.objects.measure import Measure
from zhike.engines.classification.objects.programme import Programme
from zhike.engines.classification.objects.scheme import Scheme
from zhike.engines.classification.objects.segment import Segment

__all__ = [
    "Analysis", "Drawn", "Facts", "Found", "Measure", "Member", "Passage", "Place", "Programme", "Reader", "Report",
    "Request", "Scheme", "Segment", "Slot", "Stay", "Version",
]  # fmt: skip


class Slot(models.Model):
    """Where the values of a measure stand in `Facts`."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "kind", "at")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    kind = models.TextField()  # number, moment
    at = models.IntegerField()  # from 1
    measure_id = models.BigIntegerField()
    computed_at = models.DateTimeField(null=True)  # of all records, the last time; null: not yet

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant_id", "measure_id"], name="slot_of_measure"),)


class Facts(models.Model):
    """The measures of one record."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    numbers = ArrayField(models.FloatField(null=True))
    moments = ArrayField(models.DateTimeField(null=True))


class Member(models.Model):
    """A record that is in a segment."""

    pk = models.CompositePrimaryKey("tenant_id", "segment_id", "record_id")
    tenant_id = models.BigIntegerField()
    segment_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    since = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "record_id"], name="member_of"),)


class Passage(models.Model):
    """A record that entered a segment, or left it."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    segment_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    at = models.DateTimeField()
    entered = models.BooleanField()
    because = models.JSONField()  # {"field": value} of the condition, at that moment

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "segment_id", "-id"], name="passage_of_segment"),
            models.Index(fields=["tenant_id", "record_id", "-id"], name="passage_of_record"),
        )


class Found(models.Model):
    """A segment whose members were found: from then on, whoever comes has entered."""

    pk = models.CompositePrimaryKey("tenant_id", "segment_id")
    tenant_id = models.BigIntegerField()
    segment_id = models.BigIntegerField()
    at = models.DateTimeField()


class Version(models.Model):
    """What a scheme says, said before or is to say."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    number = models.IntegerField()  # from 1
    state = models.TextField()  # draft, planned, published, retired
    definition = models.JSONField()  # see `schemes.definition`
    cuts = models.JSONField()  # where values were cut the last time
    note = models.TextField(default="")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    publish_at = models.DateTimeField(null=True)  # of a planned one
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenant_id", "scheme_id", "number"], name="version_number"),
            models.UniqueConstraint(
                fields=["tenant_id", "scheme_id"], condition=models.Q(state="published"), name="version_in_force"
            ),
        )


class Place(models.Model):
    """The class that a record is in by a scheme."""

    pk = models.CompositePrimaryKey("tenant_id", "scheme_id", "record_id")
    tenant_id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    class_code = models.TextField(db_column="class")
    score = models.IntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # put there by hand until then
    reason = models.TextField(null=True)
    by_id = models.BigIntegerField(null=True)


class Stay(models.Model):
    """A class that a record was in, and left."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    class_code = models.TextField(db_column="class")
    since = models.DateTimeField()
    ended = models.DateTimeField()
    next_class = models.TextField(null=True)
    version_id = models.BigIntegerField()  # by which it left

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "scheme_id", "record_id", "-id"], name="stay_of_record"),
            models.Index(fields=["tenant_id", "scheme_id", "ended"], name="stay_ended"),
        )


class Request(models.Model):
    """Somebody wants a record to be in a class, and somebody else has to agree."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    class_code = models.TextField(db_column="class")
    reason = models.TextField()
    until = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    state = models.TextField()  # waiting, accepted, refused
    answer = models.TextField(default="")
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant_id", "scheme_id", "record_id"],
                condition=models.Q(state="waiting"),
                name="one_request_waits",
            ),
        )


class Report(models.Model):
    """What was found of a scheme at some moment: of a run, an evaluation or a review."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    kind = models.TextField()  # run, evaluation, review
    at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "scheme_id", "kind", "-id"], name="report_of_scheme"),)


class Reader(models.Model):
    """Somebody who wants the reports of a scheme by mail; `report_id` is the last that they were sent."""

    pk = models.CompositePrimaryKey("tenant_id", "scheme_id", "person_id")
    tenant_id = models.BigIntegerField()
    scheme_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    report_id = models.BigIntegerField(null=True)


class Drawn(models.Model):
    """A record that came into a programme: it is treated, or held out to compare with."""

    pk = models.CompositePrimaryKey("tenant_id", "programme_id", "record_id")
    tenant_id = models.BigIntegerField()
    programme_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    at = models.DateTimeField()
    held_out = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "record_id"], name="drawn_record"),)


class Analysis(models.Model):
    """What a statement over all records found, for a while: see `kept`."""

    pk = models.CompositePrimaryKey("tenant_id", "key")
    tenant_id = models.BigIntegerField()
    key = models.TextField()  # of the statement with its values
    rows = models.JSONField()
    at = models.DateTimeField()
    until = models.DateTimeField()
