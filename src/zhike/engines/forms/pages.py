"""The pages that strangers see: plain HTML, drawn on the server, with all that comes from people escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from zhike.engines.forms import controls, given
from zhike.engines.forms.conditional import Deciding
from zhike.engines.forms.definition import UTM, Question, said
from zhike.engines.forms.published import Published
from zhike.engines.forms.tickets import BITS, Ticket
from zhike.kernel import specs, words
from zhike.kernel.errors import Fault
from zhike.kernel.spec import FieldSpec

Raw = Mapping[str, Sequence[str]]


def frame(language: str, title: str, body: str, *, style: str = "", nonce: str = "", script: bool = False) -> str:
    """A whole page."""
    own = f'<style nonce="{nonce}">{style}</style>' if style else ""
    code = '<script src="/f/form.js" defer></script>' if script else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/f/form.css">{own}{code}</head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def message(language: str, key: str, **data: object) -> str:
    """A page that only says something: a heading and a sentence."""
    title = words.say(f"form_page.{key}", language, **data)
    text = words.say(f"form_page.{key}_text", language, **data)
    return frame(language, title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>")


def sent_before(published: Published, language: str) -> str:
    """What is said to who sends a page twice."""
    return _ended(published, language, "sent_before", words.say("form_page.sent_before_text", language))


def thanks(published: Published, language: str, *, confirm: bool) -> str:
    """What is said when an answer has come in."""
    if confirm:
        return _ended(published, language, "confirm_sent", words.say("form_page.confirm_sent_text", language))
    text = published.form.text("thanks", language) or words.say("form_page.thanks_text", language)
    return _ended(published, language, "thanks", text)


def _ended(published: Published, language: str, key: str, text: str) -> str:
    """What stands where the form was; its script tells a page around it how high that is."""
    title = words.say(f"form_page.{key}", language)
    body = f'<div data-id="{published.id}"><h1>{escape(title)}</h1>{_paragraphs(text)}</div>'
    return frame(language, title, body, script=True)


def confirming(language: str) -> str:
    """The page behind a link: what follows links by itself does not press buttons."""
    title = words.say("form_page.confirm", language)
    text, button = (words.say(f"form_page.{one}", language) for one in ("confirm_text", "confirm_button"))
    body = f'<h1>{escape(title)}</h1><p>{escape(text)}</p><form method="post"><button>{escape(button)}</button></form>'
    return frame(language, title, body)


class Sheet:
    """A form to fill in, empty or as it came back."""

    def __init__(self, published: Published, ticket: Ticket, language: str, nonce: str, *, embedded: bool) -> None:
        self.published, self.ticket, self.language, self.nonce = published, ticket, language, nonce
        self.embedded = embedded
        self.spec = specs.of(published.reader, published.form.object)
        self.raw: Raw = {}
        self.faults: Mapping[str, Fault] = {}
        self.sources: Mapping[str, str] = {}
        self.note = ""  # why it came back

    def text(self) -> str:
        """The page."""
        form = self.published.form
        asked, rules = [], []
        before: set[str] = set()
        for number, question in enumerate(form.questions):
            field = self.spec.fields.get(question.field)
            if not question.hidden and field is not None:
                deciding = given.condition(self.published.reader, self.spec, question, before)
                asked.append(self._question(number, question, field, conditional=deciding is not None))
                rules += [self._rule(number, deciding)] if deciding else []
            before.add(question.field)
        title = form.text("title", self.language) or form.name
        lead = "" if self.embedded else f"<h1>{escape(title)}</h1>"
        note = f'<p class="note" role="alert">{escape(self.note)}</p>' if self.note else ""
        body = (
            f"{lead}{_paragraphs(form.text('intro', self.language))}{note}"
            f'<form method="post" action="/f/{self.published.id}" novalidate data-nonce="{escape(self.ticket.nonce)}"'
            f' data-bits="{BITS}" data-id="{self.published.id}"{" data-begun" if self.note else ""}>'
            f"{''.join(asked)}{self._consent()}{''.join(self._unseen())}"
            f"<button>{self._say('send')}</button>"
            f'<p class="busy" hidden>{self._say("busy")}</p><noscript><p>{self._say("no_script")}</p></noscript></form>'
            f'<p class="by">{escape(self.published.company)}</p>'
        )
        return frame(self.language, title, body, style="".join(rules), nonce=self.nonce, script=True)

    def _say(self, key: str) -> str:
        return escape(words.say(f"form_page.{key}", self.language))

    def _rule(self, number: int, deciding: Deciding) -> str:
        """Shows a question when it is asked: a style, so that it needs no script."""
        at = next(i for i, one in enumerate(self.published.form.questions) if one.field == deciding.field)
        field = self.spec.fields[deciding.field]
        if field.kind.kind == "boolean":
            states = [f"#q{at}:{'checked' if one else 'not(:checked)'}" for one in deciding.values]
        else:
            codes = [option.value for option in field.options]
            states = [f"#q{at} option:nth-child({codes.index(one) + 2}):checked"
                      for one in deciding.values if one in codes]  # fmt: skip
        shown = ",".join(f"form:has({one}) #w{number}" for one in states) or "#none"
        return f"@supports selector(:has(a)){{#w{number}{{display:none}}{shown}{{display:block}}}}"

    def _question(self, number: int, question: Question, field: FieldSpec, *, conditional: bool) -> str:
        label = said(question.label, self.language) or field.label(self.language)
        required = question.required or field.required
        fault = self.faults.get(field.name)
        hint = said(question.help, self.language)
        told = [f'<span class="hint" id="h{number}">{escape(hint)}</span>'] if hint else []
        if fault is not None:
            wrong = words.say(fault.code, self.language, **fault.data)
            told.append(f'<span class="wrong" id="e{number}">{escape(wrong)}</span>')
        ids = " ".join(part for part, there in ((f"h{number}", hint), (f"e{number}", fault)) if there)
        more = (
            (f' aria-describedby="{ids}"' if ids else "")
            + (' aria-invalid="true"' if fault else "")
            + (' aria-required="true"' if required else "")
            + ("" if conditional or not required or field.kind.kind == "choices" else " required")
        )
        star = f' <b title="{self._say("required")}">*</b>' if required else ""
        control = controls.Control(
            number=number, field=field, name=given.QUESTION + field.name, label=label, star=star, more=more,
            was=tuple(self.raw.get(given.QUESTION + field.name, ())), language=self.language,
            fill="name" if field.name == self.spec.title and self.spec.shape.personal else None,
        )  # fmt: skip
        return f'<div class="q" id="w{number}">{controls.drawn(control)}{"".join(told)}</div>'

    def _consent(self) -> str:
        text = self.published.form.text("consent", self.language)
        if not text:
            return ""
        mark = " checked" if self.raw.get("agree") else ""
        tick = f'<input type="checkbox" name="agree" value="1"{mark}> {escape(text)}'
        return f'<div class="q"><label class="tick">{tick}</label></div>'

    def _unseen(self) -> Iterator[str]:
        held: dict[str, Any] = {"ticket": self.ticket.text, "lang": self.language, "proof": ""}
        if self.embedded:
            held["embed"] = "1"
        if self.raw.get("proof") and self.raw.get("ticket") == [self.ticket.text]:
            held["proof"] = self.raw["proof"][0]
        held |= {given.SOURCE + name: text for name, text in self.sources.items()}
        for name, value in held.items():
            yield f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">'
        yield (
            f'<p class="fax" aria-hidden="true"><label>Fax <input name="{given.TRAP}" tabindex="-1"'
            ' autocomplete="off"></label></p>'
        )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in text.splitlines() if one.strip())


def embed_script(public_id: str, origin: str) -> str:
    """What a page includes to show the form in itself: a frame that is as high as what is in it."""
    names = ",".join(f'"{one}"' for one in UTM)
    return (
        "(function(){var s=document.currentScript,f=document.createElement('iframe'),p=new URLSearchParams,"
        "q=new URLSearchParams(location.search);"
        f"[{names}].forEach(function(n){{if(q.get(n))p.set(n,q.get(n).slice(0,300))}});"
        "p.set('embed','1');p.set('page',(location.origin+location.pathname).slice(0,300));"
        "if(s.dataset.lang)p.set('lang',s.dataset.lang);"
        f"f.src='{origin}/f/{public_id}?'+p;f.title=s.dataset.title||'Form';f.loading='lazy';"
        "f.style.cssText='width:100%;border:0;min-height:320px';s.parentNode.insertBefore(f,s);"
        "addEventListener('message',function(e){"
        f"if(e.source===f.contentWindow&&e.origin==='{origin}'&&e.data&&e.data.zhike==='{public_id}')"
        "{f.style.height=Math.min(20000,+e.data.height||0)+'px';"
        "if(e.data.done&&f.getBoundingClientRect().top<0)f.scrollIntoView()}})})();\n"
    )
