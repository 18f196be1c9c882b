"""What this engine keeps beside the records: their keys, what it has learned, and what it has found."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.engines.duplicates.objects.duplicate_rule import DuplicateRule

__all__ = ["DuplicateRule", "Group", "JoinRequest", "Key", "Learned", "Member", "Pair"]


class Key(models.Model):
    """One key of a record: whoever shares it is worth comparing.

    It is a hash (`linkage.keys`) under a secret of its object, which therefore need not be asked for.
    """

    pk = models.CompositePrimaryKey("tenant_id", "key", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    key = models.BigIntegerField()
    record_id = models.BigIntegerField()

    class Meta:
        # Begins with the record: of a table that was filled a moment ago PostgreSQL knows too little to tell two
        # indexes from each other that begin alike, and looked for a key by going through all records.
        indexes = (models.Index(fields=["record_id", "tenant_id"], name="duplicates_key_record"),)


class Learned(models.Model):
    """What the last whole scan of an object has learned, and what it did."""

    pk = models.CompositePrimaryKey("tenant_id", "object")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    at = models.DateTimeField()
    seconds = models.FloatField()
    records = models.BigIntegerField()
    compared = models.TextField()  # the columns and their roles: see `layout`
    model = models.JSONField()
    common = ArrayField(models.BigIntegerField())  # keys that too many share


class Pair(models.Model):
    """Two records that are probably the same, or of which somebody has said that they are not."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "first_id", "second_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    first_id = models.BigIntegerField()  # the smaller
    second_id = models.BigIntegerField()
    probability = models.FloatField()
    reasons = models.JSONField()  # column -> [level, weight in bits]
    # The second says what the first does in all that is compared. Such a pair stands for all pairs of the second.
    copy = models.BooleanField(default=False, db_default=False)
    different = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "object", "second_id"], name="duplicates_second"),
            models.Index(
                fields=["tenant_id", "object", "at"], condition=models.Q(different=True), name="duplicates_decided"
            ),
        )


class Group(models.Model):
    """Records that are probably all the same, waiting for somebody to say so."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    object = models.TextField()
    probability = models.FloatField()  # of its weakest link
    size = models.IntegerField()
    until = models.DateField(null=True)  # put off until then
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "object", "-probability", "id"], name="duplicates_groups"),)


class Member(models.Model):
    """A record of a group; it is in one at most."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    group_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "group_id"], name="duplicates_members"),)


class JoinRequest(models.Model):
    """Somebody who met a record that they may not see asks its owner to let them into its team."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    reason = models.TextField(default="")
    at = models.DateTimeField()
    state = models.TextField(default="waiting")  # waiting, accepted, refused
    by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "object", "record_id"], name="join_request_record"),)
