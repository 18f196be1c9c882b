"""The tables of data quality: its rules, and what was found by them. No value of a record stands in these."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.engines.quality.objects.quality_rule import QualityRule

__all__ = ["Day", "QualityRule", "Reader", "Repeat", "Report", "Score"]


class Score(models.Model):
    """How good one record is: 100 less what the rules that it breaks weigh."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    score = models.SmallIntegerField()
    failing = ArrayField(models.BigIntegerField())  # ids of rules
    at = models.DateTimeField()  # when this last came out differently


class Repeat(models.Model):
    """A record with a value in a field that another record has, too: see `repeats`."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "field", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    field = models.TextField()
    record_id = models.BigIntegerField()


class Day(models.Model):
    """The records of an object on a day: how many, how good on average, how many break which rule."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "day")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    day = models.DateField()
    records = models.BigIntegerField()
    score = models.FloatField()  # 0 to 100
    failing = models.JSONField()  # {"rule id": records}
    weights = models.JSONField()  # {"rule id": weight}, as they were
    at = models.DateTimeField()


class Report(models.Model):
    """A week in numbers, for the steward."""

    pk = models.CompositePrimaryKey("tenant_id", "week")
    tenant_id = models.BigIntegerField()
    week = models.DateField()  # its Monday
    told = models.JSONField()  # [{"object", "records", "score", "before", "rules": [{"rule", "count", "before"}]}]
    at = models.DateTimeField()


class Reader(models.Model):
    """Somebody who wants the report of each week by mail."""

    pk = models.CompositePrimaryKey("tenant_id", "person_id")
    tenant_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    week = models.DateField(null=True)  # of which they were mailed last
