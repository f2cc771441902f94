"""Rule files in, a rule book out; or every fault of every file at once, each with file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from smslint.errors import Issue, RuleFileError
from smslint.rulebook.book import Book, Origin
from smslint.rulebook.document import MAX_ISSUES, Document, read_document, shown
from smslint.rulebook.halves import half_list, half_rule
from smslint.rulebook.misplaced import misplaced
from smslint.rulebook.references import check_references
from smslint.rulebook.roots import RuleFile, Walk
from smslint.rulebook.schema import ListSpec, PackSpec, ProfileSpec, RuleSpec, SourceSpec, WeightsSpec
from smslint.rulebook.selection import check_selection
from smslint.rulebook.sentences import validate

MAX_RULES = 5_000


def load_book(
    roots: Sequence[str | Path],
    *,
    strict: bool = True,
    base: Book | None = None,
    unsaved: Mapping[str, bytes] | None = None,
) -> Book:
    """The rules below all roots: folders laid out as the shipped `rules/`, folders of rule files, or single files.

    Later roots may use the lists and sources of earlier ones, and of `base`, a book that was loaded before; unsaved: content
    that stands for that of a file, by its real path. Raises RuleFileError with all issues; with `strict=False` faulty files
    and rules are left out and `Book.issues` says why.
    """
    walk = Walk(roots, unsaved)
    book = Book() if base is None else base.copy()
    book.issues.extend(walk.issues)
    for file in walk.files:
        book.files.append((file.relative, file.sha256))
        _load(file, book)
    if len(book.rules) > MAX_RULES:
        raise RuleFileError([*book.issues, Issue(walk.files[0].shown, 1, 1, f"more than {MAX_RULES:,} rules in all")])
    _weigh(book)
    check_references(book)
    check_selection(book)
    if strict and book.issues:
        raise RuleFileError(book.issues)
    return book


def _load(file: RuleFile, book: Book) -> None:
    try:
        document = read_document(file.data, file.shown)
    except RuleFileError as error:
        book.issues.extend(error.issues)
        book.broken.add(_unread(file))
        return
    book.issues.extend(document.issues)
    if not isinstance(document.value, dict):
        said = "the file is empty" if document.value is None else "a mapping is expected at the top of the file"
        book.issues.append(document.issue((), said))
        return
    _LOADERS[file.kind](file, document, book)


def _unread(file: RuleFile) -> tuple[str, str]:
    # A file of rules or sources that cannot be read hides names that others may rightly use.
    return {"rules": ("rule", "*"), "sources": ("source", "*")}.get(file.kind, (file.kind, file.name))


def _load_rules(file: RuleFile, document: Document, book: Book) -> None:
    if "rules" not in document.value:
        _load_rule(file, document, (), book)
        return
    for key in document.value:
        if key != "rules":
            book.issues.append(document.issue((key,), f"unknown key {shown(key)} beside `rules`", key=True))
    rules = document.value["rules"]
    if not isinstance(rules, list) or not rules:
        book.issues.append(document.issue(("rules",), "a list of rules is expected here"))
        return
    if len(rules) > MAX_RULES:
        book.issues.append(document.issue(("rules",), f"more than {MAX_RULES:,} rules"))
        return
    before = len(book.issues)
    for index in range(len(rules)):
        _load_rule(file, document, ("rules", index), book)
        if len(book.issues) - before > MAX_ISSUES:
            book.issues.append(document.issue(("rules", index), "further rules are not read; mend these first"))
            book.broken.add(("rule", "*"))
            return


def _load_rule(file: RuleFile, document: Document, base: tuple[str | int, ...], book: Book) -> None:
    value = document.value["rules"][base[1]] if base else document.value
    if not isinstance(value, dict):
        book.issues.append(document.issue(base, "a rule is expected here: a mapping with id, name, check and so on"))
        return
    rule_id = value.get("id")
    elsewhere = None if base else misplaced(file.relative, value)
    if elsewhere is not None:
        book.issues.append(document.issue((), elsewhere.said))
        book.broken.add(elsewhere.hides)
        return
    label = f"rule {rule_id}" if isinstance(rule_id, str) and len(rule_id) <= 12 else "this rule"
    rule, issues = validate(RuleSpec, document, base, label)
    book.issues.extend(issues)
    if rule is None:
        book.broken.add(("rule", str(rule_id)))
        name = str(len(book.half_rules))
        book.half_rules[name] = half_rule(value, name)
        book.origins[("half rule", name)] = Origin(document, base)
        return
    rule.placed(file.shown, document.place(base)[0], file.pack)
    _add(book, "rule", book.rules, rule.id, rule, Origin(document, base), ("id",))


def _add(
    book: Book, kind: str, table: dict[str, Any], name: str, item: Any, origin: Origin, where: tuple[str, ...]
) -> None:
    if name in table:
        first = book.origins[(kind, name)]
        line = first.document.place((*first.base, *where))[0]
        message = f"{kind} {name} exists already, in {first.document.path}:{line}"
        book.issues.append(origin.issue(where, message))
        return
    table[name] = item
    book.origins[(kind, name)] = origin


def _named(model: type[Any], kind: str, key: str, where: str) -> Callable[[RuleFile, Document, Book], None]:
    def load(file: RuleFile, document: Document, book: Book) -> None:
        """Put the file into the book under its name, or its faults."""
        item, issues = validate(model, document, (), f"{kind} {file.name}")
        book.issues.extend(issues)
        if item is None:
            book.broken.add((kind, file.name))
            if kind == "list":
                name = str(len(book.half_lists))
                book.half_lists[name] = half_list(document.value, name)
                book.origins[("half list", name)] = Origin(document)
            return
        if item.name != file.name:
            message = f"the name differs from the file's place; write {file.name} or move the file to {where}"
            book.issues.append(document.issue((key,), message.format(item.name)))
            book.broken.add((kind, file.name))
        _add(book, kind, getattr(book, f"{kind}s"), item.name, item.placed(file.shown), Origin(document), (key,))

    return load


def _load_sources(file: RuleFile, document: Document, book: Book) -> None:
    before = len(book.issues)
    for key in document.value:
        if len(book.issues) - before > MAX_ISSUES:
            book.issues.append(document.issue((key,), "further sources are not read; mend these first", key=True))
            book.broken.add(("source", "*"))
            return
        source, issues = validate(SourceSpec, document, (key,), f"source {shown(key)[1:-1]}")
        book.issues.extend(issues)
        if source is None:
            book.broken.add(("source", key))
        else:
            _add(book, "source", book.sources, key, source, Origin(document, (key,)), ())


def _load_weights(file: RuleFile, document: Document, book: Book) -> None:
    fitted, issues = validate(WeightsSpec, document, (), "the weights")
    book.issues.extend(issues)
    if fitted is not None:
        book.weights.update(fitted.weights)
        book.origins.update({("weight", name): Origin(document, ("weights", name)) for name in fitted.weights})


def _weigh(book: Book) -> None:
    """Let fitted weights take the place of the authors', which are kept. One of a rule that is not there is remarked on."""
    for name, weight in book.weights.items():
        rule = book.rules.get(name)
        if rule is None:
            book.warnings.append(book.issue("weight", name, (), f"no rule {name}; run `smslint weights` again", key=True))
            continue
        book.authored.setdefault(name, rule.weight)
        book.rules[name] = rule.model_copy(update={"weight": weight})


_LOADERS: dict[str, Callable[[RuleFile, Document, Book], None]] = {
    "rules": _load_rules,
    "list": _named(ListSpec, "list", "list", "lists/{}.yaml"),
    "profile": _named(ProfileSpec, "profile", "profile", "profiles/{}.yaml"),
    "pack": _named(PackSpec, "pack", "pack", "packs/{}/pack.yaml"),
    "sources": _load_sources,
    "weights": _load_weights,
}
