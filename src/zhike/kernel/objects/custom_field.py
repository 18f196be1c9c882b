"""A field that an administrator adds to an object, without a restart and without a change of any table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhike.kernel import db, declare, kinds, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.kinds.base import PURPOSES, SENSITIVITIES
from zhike.kernel.write import unique

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


def _is_choice(raw: object) -> bool:
    """Short texts: a code, and what it is called and looks like."""
    if not isinstance(raw, dict) or not raw.get("value"):
        return False
    said = [raw[name] for name in ("value", "label_zh", "label_en", "color") if raw.get(name) is not None]
    return all(isinstance(one, str) and len(one) <= 60 for one in said)


class CustomField(declare.Object):
    """One custom field of one object."""

    label_zh = kinds.Text(max_length=60, title=True, null=True, blank=True)
    label_en = kinds.Text(max_length=60, null=True, blank=True)
    object = kinds.Text(max_length=60)
    code = kinds.Text(max_length=40)
    kind = kinds.Choice(*sorted(one.kind for one in kinds.ALL if one.custom_ok and one.kind != "stage"))
    to = kinds.Text(max_length=60, null=True, blank=True)  # the object a link leads to
    required = kinds.Boolean(default=False)
    unique = kinds.Boolean(default=False)
    retired = kinds.Boolean(default=False)
    secret = kinds.Boolean(default=False)  # stored sealed; some kinds always are
    sensitivity = kinds.Choice(*SENSITIVITIES, null=True, blank=True)  # default: as its kind and its object are
    purpose = kinds.Choice(*PURPOSES, null=True, blank=True)
    position = kinds.Integer(default=0)
    choices = kinds.Json(null=True, blank=True)  # [{"value", "label_zh", "label_en", "color"}]
    help = kinds.Text(max_length=300, null=True, blank=True)

    class Shape(declare.Shape):
        plural = "custom_fields"
        columns = ("object", "code", "label_zh", "label_en", "kind", "required", "unique")
        together = (("object", "code"),)
        settings = True

    @declare.rule("code")
    def a_code_is_a_name(self) -> declare.Verdict:
        """The code stands in SQL and in URLs: small letters, digits and underscores."""
        return None if CODE.fullmatch(self.code) else Fault("custom_field.bad_code")

    @declare.rule("object", "code")
    def it_belongs_to_an_object(self) -> declare.Verdict:
        """And does not hide a field that is there already."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        if spec is None:
            return Fault("custom_field.no_object", {"value": self.object})
        return Fault("custom_field.code_taken", {"value": self.code}) if self.code in spec.fields else None

    @declare.rule("label_zh", "label_en")
    def it_has_a_label(self) -> declare.Verdict:
        """People must be able to read what it is."""
        return None if self.label_zh or self.label_en else Fault("custom_field.no_label")

    @declare.rule("choices", "kind")
    def choices_can_be_read(self) -> declare.Verdict:
        """Each has a code of its own; a field to choose from has at least one."""
        given = [] if self.choices is None else self.choices
        if not isinstance(given, list) or not all(map(_is_choice, given)):
            return Fault("custom_field.bad_choices")
        needed = self.kind in ("choice", "choices")
        repeated = len({one["value"] for one in given}) < len(given)
        return Fault("custom_field.bad_choices") if repeated or (needed and not given) else None

    @declare.rule("to", "kind")
    def a_link_leads_to_an_object(self) -> declare.Verdict:
        """Nobody could read a record that links to nothing."""
        known = any(one.name == self.to for one in registry.declared())
        return None if known or self.kind != "link" else Fault("custom_field.no_object", {"value": str(self.to or "")})

    @declare.rule("kind", "object", "code", "to")
    def it_stays_what_it_is(self) -> declare.Verdict:
        """The values that records have would be read as what they are not."""
        was = getattr(self, "old", None)  # the record as it stands, where there is one
        same = was is None or all(was.get(name) == getattr(self, name) for name in ("kind", "object", "code", "to"))
        return None if same else Fault("custom_field.kept")

    @declare.rule("secret", "kind")
    def only_text_is_made_secret(self) -> declare.Verdict:
        """And only from the start: what records have by then would not be sealed."""
        was = getattr(self, "old", None)
        if was is not None and bool(was.get("secret")) != bool(self.secret):
            return Fault("custom_field.secret_kept")
        return Fault("custom_field.cannot_be_secret") if self.secret and self.kind != "text" else None

    @staticmethod
    @declare.after
    def a_code_keeps_its_kind(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Also after the field was deleted: its values are still there, for when it comes back."""
        del actor
        clash = tx.one(
            "SELECT o.code FROM kernel_customfield n JOIN kernel_customfield o ON"
            f" o.tenant_id = {tx.tenant_id} AND o.object = n.object AND o.code = n.code AND o.id <> n.id"
            f" WHERE n.tenant_id = {tx.tenant_id} AND n.id = ANY(%s::bigint[]) AND n.deleted_at IS NULL"
            " AND (o.kind <> n.kind OR o.to IS DISTINCT FROM n.to OR o.secret <> n.secret) LIMIT 1",
            (list(ids),),
        )
        if clash:
            raise Refused({"code": Fault("custom_field.code_had_other_kind", {"value": clash[0]})})

    @staticmethod
    @declare.after
    def unique_values_are_known(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Also those from before the field became unique; where several records have one, it cannot become so."""
        tenant = tx.tenant_id
        rows = tx.rows(
            'SELECT f.object, f.code, bool_or(f."unique" AND f.deleted_at IS NULL AND NOT f.retired), EXISTS (SELECT 1'
            f" FROM kernel_uniquevalue u WHERE u.tenant_id = {tenant} AND u.object = f.object AND u.field = f.code)"
            f" FROM kernel_customfield f WHERE f.tenant_id = {tenant} AND (f.object, f.code) IN"
            f" (SELECT o.object, o.code FROM kernel_customfield o WHERE o.tenant_id = {tenant}"
            " AND o.id = ANY(%s::bigint[])) GROUP BY 1, 2",
            (list(ids),),
        )
        for name, code, needed, known in rows:
            if known and not needed:
                unique.unlearn(tx, name, code)
            elif needed and not known:
                spec = specs.of(actor, name)
                twice = unique.learn(tx, spec, spec.fields[code])
                if twice:
                    data = {"value": twice[0], "count": twice[1]}
                    raise Refused({"unique": Fault("custom_field.values_repeat", data)})

    @declare.rule("unique", "kind")
    def only_plain_values_are_unique(self) -> declare.Verdict:
        """A list or a file has no single value to compare."""
        plain = kinds.BY_NAME[self.kind].family in ("text", "code", "number", "date")
        return None if plain or not self.unique else Fault("custom_field.cannot_be_unique")
