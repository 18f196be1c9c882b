"""The table of this engine."""

from __future__ import annotations

from django.db import models


class Upload(models.Model):
    """A file that somebody uploaded or a job made. Its bytes lie in the files folder under their SHA-256."""

    pk = models.CompositePrimaryKey("tenant_id", "key")
    tenant_id = models.BigIntegerField()
    key = models.TextField()
    name = models.TextField()
    size = models.BigIntegerField()
    type = models.TextField()
    sha256 = models.TextField()
    person_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["tenant_id", "sha256"], name="upload_sha256"),)
