"""Tables of the forms beside the declared one."""

from __future__ import annotations

from django.db import models

from zhike.engines.forms.objects.self_service import SelfService
from zhike.engines.forms.objects.web_form import WebForm

__all__ = ["Answer", "Correction", "Count", "Link", "Page", "Proof", "SelfService", "Version", "WebForm"]


class Page(models.Model):
    """The address of a form: it stays whatever becomes of the form."""

    pk = models.CompositePrimaryKey("tenant_id", "form_id")
    tenant_id = models.BigIntegerField()
    form_id = models.BigIntegerField()
    key = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant_id", "key"], name="forms_page_key"),)


class Version(models.Model):
    """A form as it stood under one version: what was asked, and to which text somebody agreed."""

    pk = models.CompositePrimaryKey("tenant_id", "form_id", "version")
    tenant_id = models.BigIntegerField()
    form_id = models.BigIntegerField()
    version = models.IntegerField()
    definition = models.JSONField()
    at = models.DateTimeField()


class Answer(models.Model):
    """What somebody sent. What they wrote is sealed, and emptied once it is a record or dropped."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    form_id = models.BigIntegerField()
    version = models.IntegerField()  # of the form
    state = models.TextField()  # unconfirmed, accepted, waiting, refused, attached, dropped
    content = models.TextField(null=True)  # sealed JSON
    reason = models.TextField(null=True)  # a code: why it waits or was refused
    object = models.TextField()
    record_id = models.BigIntegerField(null=True)  # what it became or was attached to
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "state", "-id"], name="forms_answer_state"),
            models.Index(fields=["tenant_id", "form_id", "-id"], name="forms_answer_form"),
        )


class Proof(models.Model):
    """A puzzle that was solved and used."""

    pk = models.CompositePrimaryKey("tenant_id", "nonce")
    tenant_id = models.BigIntegerField()
    nonce = models.TextField()
    at = models.DateTimeField()


class Count(models.Model):
    """How often a form was seen, begun and sent on a day."""

    pk = models.CompositePrimaryKey("tenant_id", "form_id", "on")
    tenant_id = models.BigIntegerField()
    form_id = models.BigIntegerField()
    on = models.DateField()
    seen = models.IntegerField(default=0)
    started = models.IntegerField(default=0)
    sent = models.IntegerField(default=0)


class Link(models.Model):
    """A link with which somebody sees and corrects their own record, once."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    state = models.TextField(default="open")  # open, used, revoked
    by_id = models.BigIntegerField()  # who made it: it shows and changes no more than they may
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "object", "record_id"], name="forms_link_record"),)


class Correction(models.Model):
    """A value that somebody gave for a field of their own record and that waits for a decision; sealed."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    link_id = models.BigIntegerField()
    object = models.TextField()
    record_id = models.BigIntegerField()
    field = models.TextField()
    value = models.TextField(null=True)  # sealed JSON; null once it is decided
    state = models.TextField(default="waiting")  # waiting, accepted, refused
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "state", "-id"], name="forms_correction_state"),
            models.Index(fields=["tenant_id", "object", "record_id"], name="forms_correction_record"),
        )
