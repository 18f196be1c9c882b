"""Classes as fields of the records."""

from __future__ import annotations

from collections.abc import Iterator

from zhike.engines.classification.schemes import anew
from zhike.kernel import db, kinds
from zhike.kernel.beside import Beside
from zhike.kernel.spec import FieldSpec, Option

GROUP = "classes"
PREFIX = "class_"  # before a scheme's code: the name of its field


def of(tx: db.Transaction) -> Iterator[FieldSpec]:
    """The fields of all schemes that are published."""
    for one, version in anew.in_force(tx):
        options = tuple(
            Option(value=each.code, labels={"zh-CN": each.zh, "en": each.en or each.zh}, color=each.color)
            for each in version.classes
        )
        kind = kinds.Choice(*(each.value for each in options), null=True, blank=True)
        kind.name = PREFIX + one.code
        yield FieldSpec(
            object=one.object,
            name=PREFIX + one.code,
            kind=kind,
            column="",
            system=True,
            read_only=True,
            labels={"zh-CN": one.name, "en": one.name_en or one.name},
            given_options=options,
            beside=Beside(
                table="classification_place",
                rows=f"{{b}}.tenant_id = {tx.tenant_id} AND {{b}}.scheme_id = {one.id}",
                value="{b}.class",
                group=GROUP,
            ),
        )
