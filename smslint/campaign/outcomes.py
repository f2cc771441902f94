"""Which rules predicted blocks: the findings on the texts that were sent, beside what became of the messages.

precision = blocked among the messages that a rule spoke of; recall = spoken of among the blocked; lift = precision /
share of all that was blocked. Only messages with a known outcome count. A lift near 1 says that the rule and the
carriers look at different things; it is no proof of cause.
"""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.corpus.measure import wilson

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.logs import Logs


def outcomes(logs: Logs) -> dict[str, Any]:
    """{"messages", "blocked", "by_code", "rules": [{"rule", "messages", "blocked", "precision", "recall", "lift", ...}]}."""
    kinds = ", ".join(f"'{kind}'" for kind in figures("error-codes")["blocked"])
    connection = logs.connection
    connection.execute(
        f"create table judged as select s.variant, s.is_first, count(*) as n,"
        f" count_if(coalesce(o.kind in ({kinds}), false)) as blocked from outcomes o join sent s using (file, line)"
        f" where o.outcome is not null and s.variant is not null group by 1, 2"
    )
    messages, blocked = connection.execute(
        "select coalesce(sum(n), 0)::bigint, coalesce(sum(blocked), 0)::bigint from judged"
    ).fetchall()[0]
    rows = connection.execute(
        "select h.rule, sum(j.n)::bigint, sum(j.blocked)::bigint from judged j join hits h on h.variant = j.variant"
        " where not h.of_first or j.is_first group by 1 order by 1"
    ).fetchall()
    by_code = connection.execute(
        "select code, provider, kind, says, count(*) from outcomes where code is not null"
        " group by all order by 5 desc, 1, 2 nulls first"
    ).fetchall()
    found = [_rule(rule, said, right, messages, blocked) for rule, said, right in rows]
    return {
        "messages": messages,
        "blocked": blocked,
        "rate": blocked / messages if messages else None,
        "by_code": [
            {"code": code, "provider": provider, "kind": kind, "messages": count, "says": says}
            for code, provider, kind, says, count in by_code
        ],
        "rules": sorted(found, key=lambda one: (-(one["lift"] or 0), -one["messages"], one["rule"])),
    }


def _rule(rule: str, said: int, right: int, messages: int, blocked: int) -> dict[str, Any]:
    precision = right / said if said else None
    return {
        "rule": rule,
        "messages": said,
        "blocked": right,
        "precision": precision,
        "precision_interval": list(wilson(right, said) or ()) or None,
        "recall": right / blocked if blocked else None,
        "recall_interval": list(wilson(right, blocked) or ()) or None,
        "lift": precision * messages / blocked if precision is not None and blocked else None,
    }
