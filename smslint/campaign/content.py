"""What the rules say of the texts that were sent: each distinct text is judged once for each way in which it was sent.

Fills three tables. variants: (variant, verdict, score, tier and what the text does), a text under one
campaign's context from one kind of number; hits: (variant, rule, severity, tier, of_first), a rule that speaks of it;
sent: the sends with their variant and whether the log holds nothing earlier in the thread.
"""

from __future__ import annotations

from smslint.arguments import one_context
from smslint.audit.redaction import is_redacted_text
from smslint.campaign.database import insert
from smslint.campaign.figures import figures
from smslint.model import Context, Severity
from smslint.text.phones import sender_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings
    from smslint.linter import Linter
    from smslint.model import Report

    Row = tuple[Any, ...]

BATCH = 20_000
PROMOTION = frozenset({"promotion", "promotion_toll_free"})
LATE = {
    "use_case": None, "kind": None, "country": "US", "first_message": False,
    "messages_since_opt_out": 99, "days_since_opt_out": 99,
}  # fmt: skip
"""A place so late in a thread that OPT002 speaks wherever the wording is absent."""


class Content:
    """The pass over distinct texts."""

    def __init__(self, logs: Logs, settings: Settings, linter: Linter) -> None:
        self.logs = logs
        self.settings = settings
        self.linter = linter
        self.rules: dict[str, Any] = {rule.id: rule for rule in linter.rules}
        self._campaigns: dict[int, str] = {}

    def judge(self, progress: Callable[[int, int], None]) -> None:
        """Lint, and fill the tables. progress: told how many of how many variants are done."""
        self._campaigns = self._contexts()
        self._lay_out()
        connection = self.logs.connection
        total = self.logs.one("select count(*) from asked")
        cursor = connection.cursor()
        rows = cursor.execute(
            "select a.variant, t.name, a.context, a.facts, a.is_first from asked a"
            " join texts t on t.id = a.text order by a.variant"
        )
        done = 0
        while batch := rows.fetchmany(BATCH):
            judged = [self._judge(*row) for row in batch]
            insert(connection, "variants", VARIANT, [row for row, _ in judged])
            insert(connection, "hits", HIT, [hit for _, hits in judged for hit in hits])
            done += len(batch)
            progress(done, total)
        cursor.close()
        connection.execute("drop table asked")

    def _contexts(self) -> dict[int, str]:
        """Number of a context -> a campaign that has it, as table contexts (campaign, context)."""
        listed = self.logs.connection.execute(
            "select distinct campaign, l.shown from sends left join labels l on l.id = campaign order by 2 nulls first"
        ).fetchall()
        known: dict[Context, int] = {}
        names: dict[int, str] = {}
        rows = []
        for campaign, name in listed:
            number = known.setdefault(self.settings.of(name).context, len(known))
            names.setdefault(number, name)
            rows.append((campaign, number))
        self.logs.connection.execute("create table contexts (campaign uinteger, context uinteger)")
        insert(self.logs.connection, "contexts", ("campaign", "context"), rows)
        return names

    def _lay_out(self) -> None:
        """Tables sent and asked: which text goes out under which context from which kind of number."""
        connection = self.logs.connection
        self._facts: list[Context] = []
        kinds: dict[tuple[str | None, str | None, bool], int] = {}
        rows = []
        for number, name in sorted(self.logs.names("numbers").items()):
            facts = sender_facts(name)
            key = (facts.sender_type, facts.country, facts.local)
            if key not in kinds:
                kinds[key] = len(kinds)
                self._facts.append(Context(sender=name))
            rows.append((number, kinds[key]))
        connection.execute("create table kinds (sender uinteger, facts uinteger)")
        insert(connection, "kinds", ("sender", "facts"), rows)
        connection.execute(
            "create table sent as select s.*, c.context, k.facts,"
            " row_number() over (partition by s.sender, s.recipient order by s.moment, s.file, s.line) = 1 as is_first"
            " from sends s join kinds k using (sender) join contexts c on c.campaign is not distinct from s.campaign"
        )
        connection.execute(
            "create table asked as select row_number() over (order by text, context, facts)::uinteger as variant, *"
            " from (select text, context, facts, bool_or(is_first) as is_first from sent where text is not null group by 1, 2, 3)"
        )
        connection.execute(
            "create or replace table sent as select s.*, a.variant from sent s left join asked a"
            " on a.text = s.text and a.context = s.context and a.facts = s.facts"
        )
        connection.execute(f"create table variants ({_columns(VARIANT)}); create table hits ({_columns(HIT)})")

    def _judge(self, variant: int, text: str, context: int, facts: int, is_first: bool) -> tuple[Row, list[Row]]:
        if is_redacted_text(text):
            return (variant, "unknown", 0, None, None, False, False, False, None), []
        base = self.settings.of(self._campaigns[context]).context
        if base.sender is None:
            base = one_context(base, {"sender": self._facts[facts].sender})
        carries = self._lacks_nothing("OPT002", text, base.replace(**LATE))
        confirms = self._confirms(text) and not carries  # who has left is not told how to leave
        if confirms and base.kind is None:
            base = base.replace(kind="opt_out_reply")
        later = self.linter.lint(text, base.replace(first_message=False))
        found = dict(_rules(later))
        hits = [(variant, rule, *values, False) for rule, values in sorted(found.items())]
        if is_first:
            first = self.linter.lint(text, base.replace(first_message=True))
            hits += [(variant, rule, *values, True) for rule, values in sorted(_rules(first)) if rule not in found]
        marks = (
            carries,
            confirms,
            confirms and self._lacks_nothing("DIS013", text, Context(kind="opt_out_reply")) is False,
            any(finding.category in PROMOTION for finding in later.findings),
            self._lacks_nothing("DIS001", text, Context(kind="opt_in_confirmation")) if is_first else None,
        )
        tier = min((tier for _, tier in found.values() if tier is not None), default=None)
        return (variant, later.verdict.value, later.score, tier, *marks), hits

    def _confirms(self, text: str) -> bool:
        """Whether a text says that somebody has left."""
        if text.lstrip().startswith(figures("cadence")["confirmation"]["network_prefix"]):
            return True
        return bool(self._lacks_nothing("DIS012", text, Context(kind="opt_out_reply")))

    def _lacks_nothing(self, rule: str, text: str, context: Context) -> bool | None:
        """Whether a rule about something missing has nothing to say; None where it is not among the rules in use."""
        return not self.linter.findings_of(rule, text, context) if rule in self.rules else None


VARIANT = ("variant", "verdict", "score", "tier", "carries", "confirms", "sells", "promotes", "tells_frequency")
HIT = ("variant", "rule", "severity", "tier", "of_first")
_TYPES = {
    "variant": "uinteger",
    "verdict": "varchar",
    "score": "utinyint",
    "tier": "utinyint",
    "rule": "varchar",
    "severity": "varchar",
}
"""SQL type of each column; all others are true or false."""


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} {_TYPES.get(name, 'boolean')}" for name in names)


def _rules(report: Report) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """Rule -> (worst severity, tier) of the findings that stand."""
    order = (Severity.INFO, Severity.WARNING, Severity.ERROR)
    worst: dict[str, Any] = {}
    for finding in report.findings:
        if not finding.depends_on and (
            finding.rule not in worst or order.index(finding.severity) > order.index(worst[finding.rule].severity)
        ):
            worst[finding.rule] = finding
    for rule, finding in worst.items():
        yield rule, (finding.severity.value, finding.tier if finding.severity is not Severity.INFO else None)
