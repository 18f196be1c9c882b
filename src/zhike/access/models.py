"""Tables of access: accounts and tenants, which are global, tokens, which are a tenant's, and the declared objects."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Upper

from zhike.access.objects.code_rule import CodeRule
from zhike.access.objects.department import Department
from zhike.access.objects.person import Person
from zhike.access.objects.role import Role

__all__ = ["Account", "ApiToken", "CacheEntry", "CodeRule", "Department", "Membership", "Person", "Role", "Tenant"]


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by e-mail, in whatever case it was typed."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in, to whichever tenants have them as a person. Belongs to no tenant.

    Made and renamed by `accounts` when people are written; only sign-in itself writes here besides.
    """

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(max_length=254)  # in small letters
    is_active = models.BooleanField(default=True)
    language = models.TextField(default="zh-CN")
    created_at = models.DateTimeField(auto_now_add=True)
    given = models.BooleanField(db_default=False)  # the password is another's idea: it opens the page for one's own

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        # Upper, as Django compares with `iexact`.
        constraints = (models.UniqueConstraint(Upper("email"), name="account_email_once"),)


class Tenant(models.Model):
    """A company: the wall that no data crosses."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    zone = models.TextField(default="Asia/Shanghai")
    language = models.TextField(default="zh-CN")
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Which person of which tenant an account is. Global, as sign-in looks for tenants before it is in one."""

    pk = models.CompositePrimaryKey("account_id", "tenant_id")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    tenant_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    active = models.BooleanField(default=True)  # whether the person is active and not deleted
    confirmed = models.BooleanField(db_default=True)  # see `accounts`

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant_id", "person_id"], name="membership_once"),)


class ApiToken(models.Model):
    """A secret with which a program acts as a person. Only its SHA-256 is kept."""

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    hint = models.TextField()  # the last characters, so that people can tell tokens apart
    name = models.TextField()
    person_id = models.BigIntegerField()
    scopes = ArrayField(models.TextField())  # of read, write, admin
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True, db_column="created_by_id")
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tenant_id", "hash"], name="api_token_once"),)
        indexes = (models.Index(fields=["tenant_id", "person_id"], name="api_token_person"),)


class AuditEntry(models.Model):
    """Something that happened besides writes of records: a sign-in, an export. See `access.audit`."""

    append_only = True  # for the application
    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.BigIntegerField()
    id = models.BigIntegerField()
    at = models.DateTimeField()
    xid = models.BigIntegerField()  # the transaction, so that seals read in commit-safe order
    kind = models.TextField()
    person_id = models.BigIntegerField(null=True)
    via = models.TextField()
    address = models.TextField(null=True)  # noqa: DJ001 - an address that nobody knows is none
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["tenant_id", "xid", "id"], name="audit_entry_order"),
            models.Index(fields=["tenant_id", "kind", "at"], name="audit_entry_kind"),
        )


class AuditSeal(models.Model):
    """One link of the chain of hashes over a tenant's journal and audit entries."""

    append_only = True  # for the application
    pk = models.CompositePrimaryKey("tenant_id", "number")
    tenant_id = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    journal_xid = models.BigIntegerField()
    journal_id = models.BigIntegerField()
    audit_xid = models.BigIntegerField()
    audit_id = models.BigIntegerField()
    entries = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)


class FailedAttempt(models.Model):
    """How often somebody tried in vain, and how long they must wait; see `access.attempts`. Belongs to no tenant."""

    key = models.TextField(primary_key=True)  # by what it is counted; a hash, as that may be anything
    failures = models.IntegerField()
    at = models.DateTimeField(db_index=True)  # of the last one
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_attempt"


class CacheEntry(models.Model):
    """Django's cache, in which allauth counts: in the database, so that all processes count together."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_cache"

    objects: ClassVar[models.Manager[Any]] = models.Manager()
