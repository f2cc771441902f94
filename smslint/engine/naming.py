"""Who a text says it is from: the sender by any of its names, somebody else, or nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.engine.named_brands import brands_named, introduced
from smslint.engine.nicknames import named_otherwise, named_shortly, short_forms
from smslint.engine.sender_names import MAX_SENDERS
from smslint.text.bare import bare, spelled_out
from smslint.text.fold import fold
from smslint.text.lazy import lazy
from smslint.text.spans import without

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from smslint.engine.hits import Hits, Occurrence
    from smslint.model import Context

_LEGAL_FORMS = frozenset("inc llc ltd limited co corp corporation company gmbh plc sa sas bv ag pty".split())
_BRAND_FIELD = lazy(
    r"brand|company|business|organi[sz]ation|\borg\b|store|shop|clinic|practice|app\b|app_?name|sender|site|merchant|"
    r"customer_name\Z|restaurant|salon|school|hotel|office_?name|service_?name|from_?name|product_?name",
    re.I,
)


def brand_forms(context: Context) -> tuple[str, ...]:
    """The sender's name and aliases in every form that counts, as padded word forms; () while the brand is unknown."""
    if context.brand is None:
        return ()
    return _forms_of((context.brand, *(context.brand_aliases or ())))


@lru_cache(maxsize=MAX_SENDERS)
def _forms_of(given: tuple[str, ...]) -> tuple[str, ...]:
    names = [written for name in given for written in (name, name.replace("&", " and "))]
    # The names as they are written come first: nearly every text uses one of them.
    forms = dict.fromkeys(fold(name).words for name in names)
    for name in names:
        words = fold(name).words.split()
        core = words[:-1] if len(words) > 1 and words[-1] in _LEGAL_FORMS else words
        for version in (words, core, [word for word in core if word != "and"]):
            forms[" " + " ".join(version) + " "] = None
            forms[" " + "".join(version) + " "] = None
    return tuple(form for form in forms if form.strip())


def sender_forms(context: Context) -> tuple[str, ...]:
    """`brand_forms`, and for names with accents the same without, kept with the context."""
    forms: tuple[str, ...] | None = context.derived.get("brand_forms")
    if forms is None:
        names = () if context.brand is None else (context.brand, *(context.brand_aliases or ()))
        forms = context.derived["brand_forms"] = _in_any_letters(names)
    return forms


@lru_cache(maxsize=MAX_SENDERS)
def _in_any_letters(names: tuple[str, ...]) -> tuple[str, ...]:
    """Many contexts differ in the recipient only."""
    forms = _forms_of(names)
    accented = [form for form in forms if not form.isascii()]
    return tuple(dict.fromkeys((*forms, *map(bare, accented), *map(spelled_out, accented)))) if accented else forms


def _brand(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand is not None:
        forms = sender_forms(context)
        found = _named(hits, forms) or named_shortly(hits) or named_otherwise(hits, forms)
        if found is not None:
            return [found]
    if not hits.touches(hits.program.meta["fields"]):
        return ()
    fields = [field for field in hits.view.placeholders if _BRAND_FIELD.search(field.name or "")]
    return [(field.start, field.end, (), (), "") for field in fields]


def is_named(hits: Hits) -> bool:
    """Whether the text names the sender, for certain."""
    if not hits.may_cover:
        words = hits.view.folded.words
        for form in sender_forms(hits.view.context):
            if form in words:
                return True
    found = hits.facts.get("@brand")
    if found is None:
        found = hits.facts["@brand"] = tuple(_brand(hits))
    return bool(found)


def _late_brand(hits: Hits) -> Iterable[Occurrence]:
    """The sender's name, when it first stands after the first forty characters."""
    return [hit for hit in _brand(hits) if hit[0] > 40]


def _named(hits: Hits, forms: tuple[str, ...]) -> Occurrence | None:
    """Where the text names the sender outside its links; None when it does not."""
    folded, links = hits.view.folded, hits.view.links if hits.view.may_link else ()
    words = folded.words
    for form in forms:
        at = words.find(form)
        while at >= 0:
            start, end = (at, at + len(form) - 2) if folded.is_identity else folded.span(at, at + len(form) - 2)
            if not links or not any(link.start < end and start < link.end for link in links):
                return start, end, (), (), ""
            at = words.find(form, at + 1)
    if "  " not in words and not links:
        return None
    prose = without(hits.view.text, links)
    words = " " + " ".join(fold(prose).words.split()) + " "
    return (0, 0, (), (), "") if any(form in words for form in forms) else None


def _other_brand(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    # As they are written: who is called "Chäse" is not Chase.
    own = brand_forms(context)
    found = []
    for brand, hit in brands_named(hits):
        names = {" " + " ".join(fold(name).words.split()) + " " for name in (brand["name"], *brand["aliases"])}
        if names.isdisjoint(own):
            found.append((hit[0], hit[1], hit[2], () if context.brand is not None else ("brand",), hit[4]))
    return found


def _label(hits: Hits) -> Iterable[Occurrence]:
    known = hits.facts.get("@label")
    if known is None:
        from smslint.engine.labels import firm_labels

        even = hits.view.even
        spans = _set_off(hits) or [even.span(*span) for span in firm_labels(even.text, hits.program.words)]
        known = hits.facts["@label"] = tuple((start, end, (), (), "") for start, end in spans)
    return known


def _set_off(hits: Hits) -> list[tuple[int, int]]:
    """Labels that a colon, brackets or a dash set off."""
    from smslint.engine.labels import sender_labels

    even = hits.view.even
    return [even.span(*span) for span in sender_labels(even.text, hits.program.words)]


def _other_label(hits: Hits) -> Iterable[Occurrence]:
    context = hits.view.context
    if context.brand is None:
        return [(start, end, (), ("brand",), "") for start, end, *_ in _label(hits)]
    # What a sentence says of another firm is told by `_other_speaker`; here only a label set off contradicts the sender.
    return [(start, end, (), (), "") for start, end in _set_off(hits) if not _is_own(hits.view.text[start:end], hits)]


def _is_own(label: str, hits: Hits) -> bool:
    """Whether a label shares a word with the sender's names; one that differs in its accents must be no trade's."""
    return not _own_words(hits.view.context).isdisjoint(_label_words(label)) or not short_forms(hits).own.isdisjoint(
        _label_words(label, bare)
    )


def _own_words(context: Context) -> set[str]:
    """Words of the sender's own names, and those names without blanks around them."""
    own: set[str] | None = context.derived.get("brand_words")
    if own is None:
        own = {word for form in brand_forms(context) for word in form.split() if len(word) >= 3}
        own.update(form.strip() for form in brand_forms(context))
        context.derived["brand_words"] = own
    return own


def _other_speaker(hits: Hits) -> Iterable[Occurrence]:
    """Names in whose name a text speaks that are not the known sender's."""
    from smslint.engine.speakers import speakers

    context, even = hits.view.context, hits.view.even
    if context.brand is None or is_named(hits):
        return []
    found = set(speakers(even.text, hits.program.words))
    spans = sorted({even.span(*span) for span in found if not _is_own(even.text[slice(*span)], hits)})
    return [(start, end, (), (), "") for start, end in spans]


def _unnamed(hits: Hits) -> Iterable[Occurrence]:
    """The text names no sender: not the known one, or, while it is unknown, nobody but a well-known brand."""
    if hits.view.context.brand is not None:
        return () if is_named(hits) else [(0, 0, (), (), "")]
    if introduced(hits) is not None:
        return [(0, 0, (), ("brand",), "")]
    return () if _label(hits) else [(0, 0, (), (), "")]


@lru_cache(maxsize=1024)
def _label_words(label: str, letters: Callable[[str], str] = str) -> frozenset[str]:
    words = letters(fold(label).words).split()
    return frozenset((*words, "".join(words)))


NAME_FACTS: dict[str, Callable[[Hits], Iterable[Occurrence]]] = {
    "@brand": _brand,
    "@brand.late": _late_brand,
    "@brand.other": _other_brand,
    "@label": _label,
    "@label.other": _other_label,
    "@speaker.other": _other_speaker,
    "@unnamed": _unnamed,
}
"""Name of a built-in signal about names -> how it is found."""
