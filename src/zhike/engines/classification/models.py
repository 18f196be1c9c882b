"""The tables of classification: what is defined, and what was found of each record by it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.engines.classification.objects.measure import Measure

__all__ = ["Facts", "Measure", "Slot"]


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
