"""From found messages to what is said about them: the linter's findings, those about templates, and what is suppressed."""

from __future__ import annotations

from smslint.judgement import judge
from smslint.model import Finding, Severity
from smslint.project.expand import Expansion, expand
from smslint.project.lengths import setting_of
from smslint.project.rules import MAY_BREAK, is_chosen, without_own
from smslint.text.field_names import FIELDS, parts_of
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Report
    from smslint.project.config import Configuration
    from smslint.project.found import FoundMessage
    from smslint.project.rules import ProjectRule
    from smslint.project.suppress import Suppression

_BY_SIZE = {"ENC002": 1, "ENC003": 3}
"""Rules that count segments: a template keeps their findings when its shortest form is over the limit too."""
_IN_LATER = "ENC006"
"""The rule about an opt-out instruction beyond the first segment: where the longest form is one segment there is no other."""
_BY_SIGN = ("ENC004", "ENC005")
_BRAND = ("missing_brand", "brand_mismatch")
_WORST_CASE = "TMP008"
"""The rule about the longest copy of a template. Here its finding is told from the lengths that the configuration gives."""


class Accepted:
    """A finding that does not stand: kind is `inSource` or `external` (a configuration, a baseline), and why."""

    __slots__ = ("finding", "kind", "reason")

    def __init__(self, finding: Finding, kind: str, reason: str | None) -> None:
        self.finding = finding
        self.kind = kind
        self.reason = reason


class Judged:
    """One message, judged. report: what stands; accepted: what was found and is suppressed; expansion: its sizes as a template,
    None without placeholders."""

    __slots__ = ("accepted", "expansion", "message", "report")

    def __init__(
        self, message: FoundMessage, report: Report, accepted: Sequence[Accepted] = (), expansion: Expansion | None = None
    ) -> None:
        self.message = message
        self.report = report
        self.accepted = tuple(accepted)
        self.expansion = expansion


class Judge:
    """Judges the messages of one configuration with one linter.

    today: the day that decides which suppressions have ended; select, ignore: as the linter was given them, for the rules of
    this room; as_of: the day whose rules the linter judges by.
    """

    def __init__(
        self,
        linter: Linter,
        configuration: Configuration,
        today: date,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        as_of: date | None = None,
    ) -> None:
        self.as_of = as_of
        self.linter = linter
        self.configuration = configuration
        self.today = today
        self.placeholders: Mapping[str, Any] = configuration.settings.get("placeholders", {})
        self._select, self._ignore = select, ignore
        self._only_own = bool(select) and not without_own(select)
        rules = () if self._only_own else getattr(linter, "rules", ())
        self._worst_case: Any = next((rule for rule in rules if rule.id == _WORST_CASE), None)

    def has(self, rule: ProjectRule) -> bool:
        """Whether a rule of this room is active."""
        return is_chosen(rule, self._select, self._ignore)

    def judge(self, message: FoundMessage) -> Judged:
        """Lint a message as its repository wants it. Raises MessageTooLargeError."""
        report = self.linter.lint(message.text, message.context)
        found, expansion = self.findings(message, [] if self._only_own else list(report.findings))
        standing, accepted = self._parted(message, found)
        if len(standing) != len(report.findings) or standing != list(report.findings):
            omitted = report.omitted
            report = judge(message.text, standing, report.ruleset, report.as_of)
            report.omitted += omitted
        return Judged(message, report, accepted, expansion)

    def findings(self, message: FoundMessage, found: list[Finding]) -> tuple[list[Finding], Expansion | None]:
        """The linter's findings as they hold for a template and under the configuration, and those of this room."""
        ignored = [word for entry in self._entries(message) for word in entry.ignore]
        if ignored:
            from smslint.project.suppress import names_rule

            found = [one for one in found if not any(names_rule(word, one) for word in ignored)]
        placeholders = find_placeholders(message.text)
        fields = [field for field in placeholders if not field.block]
        if any(setting_of(field.name, self.placeholders).get("is") == "brand" for field in fields):
            found = [one for one in found if one.category not in _BRAND]
        if not placeholders and len(message.text) < 60:
            return found, None
        expansion = expand(message.text, self.placeholders, message.context.brand)
        if placeholders:
            found = [one for one in found if _holds_for_template(one, expansion, fields)]
        too_long = any(one.rule == "ENC003" for one in found)
        found += self._of_sizes(expansion, bool(placeholders) and not too_long)
        return found, expansion if placeholders else None

    def expansion_of(self, message: FoundMessage) -> Expansion | None:
        """The sizes of a template; None for a text without fields and conditions."""
        if not find_placeholders(message.text):
            return None
        return expand(message.text, self.placeholders, message.context.brand)

    def _entries(self, message: FoundMessage) -> Sequence[Any]:
        key = message.key.partition("{")[0] if message.syntax == "icu" else message.key
        return [entry for entry in self.configuration.entries(message.path) if entry.ignore and entry.fits(key)]

    def _of_sizes(self, expansion: Expansion, template: bool) -> list[Finding]:
        found = []
        limit, longest = self.configuration.max_segments, expansion.sizes[2].count
        rule = self._worst_case
        if template and longest > limit and rule is not None:
            shortest = expansion.sizes[0].count
            say = f"The text takes {shortest} to {longest} segments, by the length of its fields; {limit} are allowed."
            found.append(Finding(rule, Severity(rule.severity), None, None, message=say))
        if self.has(MAY_BREAK):
            found += [MAY_BREAK.finding(start, end) for start, end in expansion.breaking]
        return found

    def _parted(self, message: FoundMessage, found: list[Finding]) -> tuple[list[Finding], list[Accepted]]:
        """Findings that stand, and those that a suppression covers."""
        if not message.ignores:
            return found, []
        standing: list[Finding] = []
        accepted: list[Accepted] = []
        for finding in found:
            one = self._covering(message.ignores, finding)
            if one is None:
                standing.append(finding)
            else:
                accepted.append(Accepted(finding, "external" if one.place is None else "inSource", one.reason))
        return standing, accepted

    def _covering(self, ignores: Sequence[Suppression], finding: Finding) -> Suppression | None:
        """The suppression that makes a finding not stand. Each that names its rule is used, whether it counts or not."""
        counts = None
        for one in ignores:
            word = one.covers(finding)
            if word is None:
                continue
            one.used.add(word)
            if getattr(finding._rule, "locked", False):
                one.refused = True
            elif one.reason and not one.has_ended(self.today):
                counts = counts or one
        return counts


def _holds_for_template(finding: Finding, expansion: Expansion, fields: Sequence[Any]) -> bool:
    """Whether a finding about size is true of the text whatever its fields are filled with."""
    if finding.rule == _WORST_CASE:
        return False
    limit = _BY_SIZE.get(finding.rule)
    if limit is not None:
        return expansion.sizes[0].count > limit
    if finding.rule == _IN_LATER:
        return expansion.sizes[2].count > 1
    if finding.rule == "ENC005" and finding.start is not None:
        return not any(field.start <= finding.start < field.end for field in fields)
    if finding.rule == "TMP004" and finding.start is not None:
        return not any(field.start == finding.start and field.end == finding.end and _is_plain(field.name) for field in fields)
    return finding.rule not in _BY_SIGN


def _is_plain(name: str) -> bool:
    """Whether the words in brackets are nothing but the name of a field, as [Link] and [Store Name]: no note to the author."""
    parts = parts_of(name)
    return bool(parts) and FIELDS.issuperset(parts)


