"""The kernel's own tables, and the objects it declares. Every table is a tenant's: its key starts with `tenant_id`."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhike.kernel.objects.custom_field import CustomField

__all__ = [
    "Change",
    "ChangeSet",
    "Counter",
    "CustomField",
    "DataKey",
    "FormerCode",
    "Idempotency",
    "Job",
    "MasterKeyInUse",
    "Merge",
    "RecordKey",
    "Setting",
    "Stamp",
    "Subscription",
    "TeamMember",
    "Touch",
    "UniqueValue",
]


class ChangeSet(models.Model):
    """One batch of writes: who, when, through what, why. The journal is also the outbox: see `events`."""

    append_only = True  # for the application
    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    at = models.DateTimeField()
    xid = models.BigIntegerField()  # the transaction, so that subscribers read in commit-safe order
    object = models.TextField()
    verb = models.TextField()  # create, update, upsert, delete, restore; undo, when it did several of these
    via = models.TextField()
    person_id = models.BigIntegerField(null=True)
    reason = models.TextField(null=True)
    undo_of = models.BigIntegerField(null=True)
    job_id = models.BigIntegerField(null=True)
    records = models.IntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "xid", "id"], name="change_set_order"),
            models.Index(
                fields=["tenant_id", "job_id"], condition=models.Q(job_id__isnull=False), name="change_set_job"
            ),
            models.Index(
                fields=["tenant_id", "undo_of"], condition=models.Q(undo_of__isnull=False), name="change_set_undo"
            ),
            models.Index(fields=["tenant_id", "person_id", "-id"], name="change_set_person"),
        )


class Change(models.Model):
    """What a change set did: one row a changed record; the records it made stand together in one row."""

    append_only = True  # for the application
    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    change_set_id = models.BigIntegerField()
    object = models.TextField()
    verb = models.TextField()  # create, update, delete, restore
    record_id = models.BigIntegerField(null=True)  # null: the records are `ids`
    ids = ArrayField(models.BigIntegerField(), null=True)
    before = models.JSONField(null=True)  # of the changed fields only
    after = models.JSONField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "change_set_id"], name="change_of_set"),
            models.Index(
                fields=["tenant_id", "object", "record_id", "-id"],
                condition=models.Q(record_id__isnull=False),
                name="change_of_record",
            ),
        )


class Counter(models.Model):
    """The last number given out of a code's sequence."""

    pk = models.CompositePrimaryKey("tenant_id", "name")
    tenant_id = models.BigIntegerField()
    name = models.TextField()  # object.field:period
    value = models.BigIntegerField()


class Idempotency(models.Model):
    """The answer given to a request with an idempotency key, kept so that a repeat gets the same."""

    pk = models.CompositePrimaryKey("tenant_id", "person_id", "key")
    tenant_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    key = models.TextField()
    digest = models.TextField()  # of method, path and body, keyed
    status = models.IntegerField(null=True)
    body = models.TextField(null=True)  # sealed
    at = models.DateTimeField()


class UniqueValue(models.Model):
    """The values of unique custom fields, so that a new such field needs no index of its own."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "field", "value")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    field = models.TextField()
    value = models.TextField()
    record_id = models.BigIntegerField()


class DataKey(models.Model):
    """A key of a tenant, wrapped by a master key that is kept elsewhere: see `secrets`."""

    pk = models.CompositePrimaryKey("tenant_id", "purpose", "version")
    tenant_id = models.BigIntegerField()
    purpose = models.TextField()  # data, of which the newest version seals; index
    version = models.IntegerField()
    master_id = models.TextField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()


class MasterKeyInUse(models.Model):
    """The name of a master key that some tenant's keys are wrapped by, so that a start with another is refused."""

    key_id = models.TextField(primary_key=True)
    since = models.DateTimeField()


class RecordKey(models.Model):
    """The part of a record's key that is its own: without it, nobody opens its sealed values."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    key = models.BinaryField()


class TeamMember(models.Model):
    """A person who works on a record beside its owner, for good or for a time."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "record_id", "person_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    may = models.TextField()  # read, or update as well
    until = models.DateTimeField(null=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "person_id", "object"], name="team_of_person"),)


class Merge(models.Model):
    """A record that went into another one: where its id leads now."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "loser_id")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    loser_id = models.BigIntegerField()
    winner_id = models.BigIntegerField()
    change_set_id = models.BigIntegerField()
    team = ArrayField(models.BigIntegerField())  # people whom this let into the winner's team

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "object", "winner_id"], name="merged_into"),
            models.Index(fields=["tenant_id", "change_set_id"], name="merged_by"),
        )


class FormerCode(models.Model):
    """A code that a record had, or one that went into it: it still leads there."""

    pk = models.CompositePrimaryKey("tenant_id", "object", "code")
    tenant_id = models.BigIntegerField()
    object = models.TextField()
    code = models.TextField()
    record_id = models.BigIntegerField()
    change_set_id = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "object", "record_id"], name="former_of_record"),
            models.Index(fields=["tenant_id", "change_set_id"], name="former_by"),
        )


class Setting(models.Model):
    """What a tenant has set otherwise than it is by itself: see `settings`."""

    pk = models.CompositePrimaryKey("tenant_id", "name")
    tenant_id = models.BigIntegerField()
    name = models.TextField()
    value = models.BigIntegerField()


class Stamp(models.Model):
    """Counts the changes of a tenant's settings (fields, roles, people); caches are keyed by it."""

    tenant_id = models.BigIntegerField(primary_key=True)
    value = models.BigIntegerField(default=0)


class Subscription(models.Model):
    """How far a subscriber has read the journal of a tenant."""

    pk = models.CompositePrimaryKey("tenant_id", "name")
    tenant_id = models.BigIntegerField()
    name = models.TextField()
    xid = models.BigIntegerField(default=0)
    change_set_id = models.BigIntegerField(default=0)


class Touch(models.Model):
    """Records beside which an engine has changed something: an outbox that is not kept, see `events`."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    xid = models.BigIntegerField()
    object = models.TextField()
    what = models.TextField()
    ids = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "xid", "id"], name="touch_order"),)


class Job(models.Model):
    """A long piece of work with progress that people watch; the queue itself is procrastinate's."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    kind = models.TextField()
    title = models.TextField(default="")
    state = models.TextField(default="waiting")  # waiting, running, done, failed, canceled
    params = models.JSONField(default=dict)  # sealed, as are progress, result and error
    progress = models.JSONField(default=dict)  # the job's own cursor, written with each batch
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    person_id = models.BigIntegerField(null=True)
    language = models.TextField(default="")  # that of whoever asked, for what the job writes for people
    attempt = models.IntegerField(default=0)  # counts those who took it up; only the last of them may go on
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "-id"], name="job_newest"),)
