"""Choices: a stable code, recognised by itself, by its label in any language or by a synonym."""

from collections.abc import Iterable, Mapping

from zhike.kernel.values import Bad, excerpt, tags, text

Table = Mapping[str, str]


def table(options: Iterable[tuple[str, Iterable[str]]]) -> Table:
    """What `parse` looks up: the folded words -> code. Each option is its code and its labels and synonyms.

    A code stands above another option's label, and an earlier option above a later one.
    """
    options = [(code, list(words)) for code, words in options]
    found = {code: code for code, _ in options}
    for code, _ in options:
        found.setdefault(text.fold(code), code)
    for code, words in options:
        for word in words:
            found.setdefault(text.fold(word), code)
    return found


def parse(raw: object, known: Table) -> str:
    """The code. Raises ``choice.unknown`` (``value``)."""
    code = known.get(raw) if isinstance(raw, str) else None
    if code is None:
        code = known.get(text.fold(text.as_text(raw)))
    if code is None:
        raise Bad("choice.unknown", value=excerpt(raw))
    return code


def parse_many(raw: object, known: Table, *, most: int = 100) -> list[str]:
    """The codes of a list or of a cell split as `tags.split` does, each once. Raises ``choice.unknown``,
    ``tags.too_many``.
    """
    if isinstance(raw, str) and (code := known.get(raw) or known.get(text.fold(raw))):
        return [code]
    codes = list(dict.fromkeys(parse(piece, known) for piece in tags.split(raw)))
    if len(codes) > most:
        raise Bad("tags.too_many", count=len(codes), max=most)
    return codes
