"""The components that all objects share."""

from __future__ import annotations

from zhike.access import team
from zhike.access.audit import entries as audit
from zhike.engines.connect.schema.parts import (
    ANY,
    FLAG,
    ID,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    MOMENT,
    NATURAL,
    TEXT,
    WHOLE,
    YES_NO,
    Schema,
    by_name,
    many,
    maybe,
    members,
    one_of,
    ref,
    whole,
)  # fmt: skip
from zhike.kernel import kinds, settings
from zhike.kernel.actor import ACTIONS
from zhike.kernel.journal import choice
from zhike.kernel.words import LANGUAGES
from zhike.kernel.write import merge, purge

OUTCOMES = ("created", "updated", "unchanged", "refused", "deleted", "restored")
MODES = ("create", "update", "upsert", "delete", "restore")
STATES = ("waiting", "running", "done", "failed", "canceled")
MOST_ROWS = 10_000
ROW: Schema = {"type": "object", "description": "Values by field name, with `id` or the field of `match`."}

COMPONENTS: dict[str, Schema] = {
    "Link": members(id=ID, title=MAYBE_TEXT),
    "LinkGiven": {
        "anyOf": [ID, TEXT, members(id=ID)],
        "description": "The id, an object with it, or the code or title of exactly one record.",
    },
    "File": members(key=TEXT, name=TEXT, size=NATURAL, type=TEXT, sha256=TEXT),
    "FileGiven": {**members(key=TEXT), "description": "What uploading gave; its key says it all."},
    "Count": {
        **members(value=NATURAL, exact=YES_NO),
        "description": "How many, up to a bound; not exact means at least as many.",
    },
    "Fault": members(code=TEXT, message=TEXT),
    "Error": members(code=TEXT, message=TEXT, fields=by_name(ref("Fault")), optional={"path": TEXT}),
    "Conflict": members(
        code=TEXT, message=TEXT, fields=by_name(members(yours=ANY, theirs=ANY)), optional={"version": WHOLE}
    ),
    "Condition": {
        "description": "The condition language: see the architecture document. An empty object means everything.",
        "anyOf": [
            members(
                did=TEXT,
                optional={"times": members(optional={"op": TEXT, "value": NATURAL}, more=False), "within": TEXT},
                more=False,
            ),
            members(all=many(ref("Condition")), more=False),
            members(any=many(ref("Condition")), more=False),
            members(**{"not": ref("Condition")}, more=False),
            members(field=TEXT, optional={"op": TEXT, "value": ANY}, more=False),
            members(
                related=TEXT, more=False,
                optional={"measure": TEXT, "where": ref("Condition"), "within": TEXT, "op": TEXT, "value": ANY},
            ),
            members(**{"in": TEXT}, more=False),
            {"type": "object", "maxProperties": 0},
        ],
    },
    "Batch": {
        "anyOf": [
            members(
                mode=one_of(MODES), rows={"type": "array", "maxItems": MOST_ROWS, "items": ROW}, more=False,
                optional={"match": MAYBE_TEXT, "all_or_nothing": YES_NO},
            ),
            members(
                mode=one_of(("update",)), values={"type": "object"}, more=False,
                optional={"where": maybe(ref("Condition")), "q": TEXT, "all_or_nothing": YES_NO},
            ),
            members(
                mode=one_of(("delete", "restore")), more=False,
                optional={"where": maybe(ref("Condition")), "q": TEXT, "all_or_nothing": YES_NO},
            ),
        ],
        "description": "Rows as they are given, or every record that `where` and `q` mean; one must say something: "
        '{"all": []} is every record. A condition, or more than 20 rows that change records, takes the right `bulk`.',
    },
    "Bulk": members(
        mode=one_of(("update", "delete", "restore")), more=False,
        optional={"where": maybe(ref("Condition")), "q": TEXT, "values": {"type": "object"}},
    ),
    "BatchRow": members(
        index=NATURAL, id=maybe(ID), outcome=one_of(OUTCOMES),
        optional={"version": WHOLE, "errors": by_name(ref("Fault"))},
    ),
    "BatchResult": members(
        change_set=maybe(WHOLE), counts=members(**dict.fromkeys(OUTCOMES, NATURAL)), results=many(ref("BatchRow"))
    ),
    "WordsGiven": members(where=maybe(ref("Condition")), more=False),
    "Words": members(words=TEXT),
    "Timeline": members(
        rows=many(members(object=TEXT, id=ID, at=MOMENT, title=MAYBE_TEXT, record=ROW)), next=MAYBE_TEXT
    ),
    "HistoryEntry": members(
        change_set=WHOLE, at=MOMENT, by=maybe(ref("Link")), via=TEXT, verb=TEXT, reason=MAYBE_TEXT,
        undo_of=maybe(WHOLE), fields=many(members(name=TEXT, label=TEXT, before=ANY, after=ANY)),
    ),
    "History": members(rows=many(ref("HistoryEntry")), next=MAYBE_TEXT),
    "Related": by_name(ref("Count")),
    "Hit": members(object=TEXT, id=ID, title=MAYBE_TEXT, subtitle=MAYBE_TEXT, code=MAYBE_TEXT),
    "Hits": members(rows=many(ref("Hit"))),
    "ChangeSet": members(
        id=WHOLE, change_set=WHOLE, at=MOMENT, by=maybe(ref("Link")), via=TEXT, verb=TEXT, object=TEXT, label=TEXT,
        records=NATURAL, reason=MAYBE_TEXT, undo_of=maybe(WHOLE), undone=YES_NO, undone_records=NATURAL,
        undoable=YES_NO,
    ),
    "ChangeSets": members(rows=many(ref("ChangeSet")), next=MAYBE_TEXT),
    "UndoConflict": members(
        object=TEXT, id=ID, title=MAYBE_TEXT, field=TEXT, label=TEXT, before=ANY, after=ANY, now=ANY
    ),
    "UndoPreview": members(
        records=NATURAL, gone=NATURAL, whole=YES_NO, conflicts=many(ref("UndoConflict")),
    ),
    "UndoRecord": members(
        object=TEXT, id=ID, title=MAYBE_TEXT, verb=TEXT, state=one_of(choice.STATES),
        fields=many(members(name=TEXT, label=TEXT, before=ANY, after=ANY, now=ANY, changed=YES_NO)),
    ),
    "UndoRecords": {
        **members(rows=many(ref("UndoRecord")), next=MAYBE_TEXT),
        "description": "What a change set did to each record, and what stands there now; `changed`: not any more what "
        "the change set wrote. Of a record out of one's sight there is no title and no field.",
    },
    "UndoChosen": members(
        records={
            "type": "object", "minProperties": 1,
            "additionalProperties": {"type": "array", "minItems": 1, "maxItems": MOST_ROWS, "items": ID},
            "description": "The ids of the records, by the name of their object.",
        },
        more=False, optional={"force": YES_NO},
    ),
    "Purge": members(
        object=TEXT, ids={"type": "array", "minItems": 1, "maxItems": purge.BATCH, "items": ID}, more=False
    ),
    "Purged": {
        **members(purged=NATURAL, along=NATURAL, kept=NATURAL),
        "description": "How many are gone, how many went along, and how many stay as something links to them.",
    },
    "Alike": members(object=TEXT, values={"type": "object"}, more=False),
    "Restorable": members(rows=many(members(id=ID, title=TEXT, field=TEXT, label=TEXT))),
    "Settings": members(**dict.fromkeys(settings.KNOWN, NATURAL)),
    "SettingsGiven": members(
        more=False,
        optional={
            name: whole(one.least, one.most) for name, one in settings.KNOWN.items()
        },
    ),
    "MergeGiven": {
        **members(
            **{"from": {"type": "array", "minItems": 1, "maxItems": merge.MOST, "items": ID}}, more=False,
            optional={"take": by_name(whole(0)), "values": {"type": "object"}, "version": ID},
        ),
        "description": "The records that go into this one. It keeps its values and gets from the others what it lacks; "
        "`take` names for a field the record whose value is to stand (0: none), `values` gives values outright.",
    },
    "Undone": members(change_set=maybe(WHOLE), undone=NATURAL, skipped=NATURAL),
    "Job": members(
        id=ID, kind=TEXT, title=TEXT, state=one_of(STATES), done=NATURAL, total=maybe(NATURAL), rate=MAYBE_NUMBER,
        seconds_left=MAYBE_NUMBER, counts=by_name(WHOLE), result={"type": "object"}, error=maybe(ref("Fault")),
        undoes=maybe(ID), created_at=MOMENT, started_at=MAYBE_MOMENT, finished_at=MAYBE_MOMENT,
    ),
    "Jobs": members(rows=many(ref("Job"))),
    "JobStarted": members(job=ID),
    "Region": members(code=TEXT, title=TEXT, children=many(ref("Region"))),
    "Workday": members(on={"type": "string", "format": "date"}, work=YES_NO, name=TEXT),
    "Workdays": {
        **members(year=WHOLE, known=YES_NO, days=many(ref("Workday"))),
        "description": "Not `known`: the State Council's notice for the year is not in the table. No day is guessed.",
    },
    "Token": members(
        id=ID, name=TEXT, hint=TEXT, person_id=ID, scopes=many(one_of(("read", "write", "admin"))), created_at=MOMENT,
        expires_at=MAYBE_MOMENT, last_used_at=MAYBE_MOMENT, revoked_at=MAYBE_MOMENT,
    ),
    "Tokens": members(rows=many(ref("Token"))),
    "TokenGiven": members(
        name={"type": "string", "minLength": 1, "maxLength": 80}, more=False,
        optional={
            "scopes": many(one_of(("read", "write", "admin"))),
            "days": maybe(whole(1, 3650)),
            "person": ID,
        },
    ),
    "TokenMade": {**members(token=TEXT), "description": "The token's text, told here and never again."},
    "Me": members(id=ID, email=MAYBE_TEXT, name=TEXT, phone=MAYBE_TEXT, language=maybe(one_of(LANGUAGES))),
    "MeGiven": members(
        more=False, optional={"name": TEXT, "phone": MAYBE_TEXT, "language": maybe(one_of(LANGUAGES))}
    ),
    "Company": members(id=ID, name=TEXT, open=YES_NO),
    "Companies": members(rows=many(ref("Company"))),
    "ViewGiven": members(person=ID, more=False),
    "CompanyGiven": members(company=ID, more=False),
    "PasswordMade": {**members(email=TEXT, password=TEXT), "description": "Told here and never again."},
    "Audit": members(
        rows=many(members(
            id=ID, at=MOMENT, kind=one_of(audit.KINDS), label=TEXT, by=maybe(ref("Link")), via=TEXT,
            address=MAYBE_TEXT, data={"type": "object"},
        )),
        next=MAYBE_TEXT,
    ),
    "EffectAsked": members(more=False, optional={"grants": {"type": ["object", "null"]}, "admin": YES_NO}),
    "Effect": members(
        people=NATURAL, counted=NATURAL,
        objects=many(members(
            object=TEXT, label=TEXT,
            people=many(members(
                id=ID, title=TEXT, gained=NATURAL, lost=NATURAL, gains=many(ref("Link")), loses=many(ref("Link")),
            )),
            gained=by_name(NATURAL), lost=by_name(NATURAL), fields=by_name(NATURAL),
        )),
    ),
    "AccessReason": members(words=TEXT, allows=YES_NO, role=MAYBE_TEXT, holds=maybe(YES_NO)),
    "Access": members(
        person=members(id=maybe(ID), title=TEXT),
        actions=many(members(action=TEXT, label=TEXT, allowed=YES_NO, reasons=many(ref("AccessReason")))),
        fields=many(members(
            name=TEXT, label=TEXT, seen=one_of(("hidden", "masked", "clear")), written=YES_NO,
            reasons=many(ref("AccessReason")),
        )),
    ),
    "Team": members(rows=many(members(
        person=ref("Link"), may=one_of(team.MAY), until=MAYBE_MOMENT, by=maybe(ref("Link")), at=MOMENT,
    ))),
    "TeamGiven": members(person=ID, may=one_of(team.MAY), more=False, optional={"until": MAYBE_MOMENT}),
    "RevealAsked": members(field=TEXT, more=False, optional={"reason": MAYBE_TEXT}),
    "RevealAnswer": members(value=MAYBE_TEXT),
    "Reveals": members(
        rows=many(members(
            id=ID, at=MOMENT, by=maybe(ref("Link")), object=TEXT, label=TEXT, record=ref("Link"), field=TEXT,
            field_label=TEXT, reason=MAYBE_TEXT,
        )),
        next=MAYBE_TEXT,
    ),
    "UsedTags": members(rows=many(members(value=TEXT, count=NATURAL))),
    "MetaOption": members(value=TEXT, label=TEXT, color=MAYBE_TEXT),
    "MetaField": members(
        name=TEXT, kind=one_of(sorted(kinds.BY_NAME)), label=TEXT, help=MAYBE_TEXT, required=YES_NO, unique=YES_NO,
        read_only=YES_NO, custom=YES_NO, default=ANY, max_length=maybe(WHOLE), to=MAYBE_TEXT,
        options=many(ref("MetaOption")), sortable=YES_NO, masked=YES_NO, revealable=YES_NO,
        maskable=YES_NO, guarded=YES_NO, secret=YES_NO, ops=many(TEXT), group=TEXT, system=YES_NO,
        optional={"outcome": members(won=MAYBE_TEXT, lost=MAYBE_TEXT), "places": maybe(WHOLE), "sum": YES_NO},
    ),
    "MetaObject": members(
        name=TEXT, plural=TEXT, label=TEXT, label_plural=TEXT, pinyin=TEXT, initials=TEXT, icon=TEXT, title_field=TEXT,
        title_in=MAYBE_TEXT, columns=many(TEXT), sort=TEXT, board=MAYBE_TEXT, timeline=YES_NO, settings=YES_NO,
        team=YES_NO, compared=YES_NO,
        personal=YES_NO, born=MAYBE_TEXT, whole=YES_NO,
        related=many(members(name=TEXT, object=TEXT, plural=TEXT, field=TEXT, label=TEXT)),
        rights=members(**dict.fromkeys(ACTIONS, YES_NO)),
        verbs=many(members(name=TEXT, label=TEXT, allowed=YES_NO)), reveal=members(reason=YES_NO, hourly=NATURAL),
        fields=many(ref("MetaField")),
    ),
    "Meta": members(
        language=TEXT, languages=many(TEXT), tenant=members(name=TEXT, zone=TEXT),
        me=members(
            id=maybe(ID), name=TEXT, email=MAYBE_TEXT, department=maybe(ref("Link")), admin=YES_NO, viewer=maybe(ID)
        ),
        nav=many(members(name=TEXT, label=TEXT, icon=TEXT, objects=many(TEXT))), objects=many(ref("MetaObject")),
        ops=by_name(TEXT),
    ),
}  # fmt: skip

__all__ = ["COMPONENTS", "FLAG", "MODES", "OUTCOMES"]
