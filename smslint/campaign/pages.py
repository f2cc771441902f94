"""Rules that no single text breaks, and their pages for `smslint rule ID`: a log, a form or a plan shows the fault."""

from __future__ import annotations

from functools import lru_cache
from textwrap import fill

from smslint.campaign.figures import figures
from smslint.campaign.findings import cited
from smslint.model import FINE_USD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WIDTH = 100
_STATS = "smslint campaign stats"
_SHOWN_IN = {
    _STATS: "in logs of what was sent",
    "smslint campaign vet": "in the form of a campaign or a verification",
    "smslint campaign plan": "in the volume and expiry of a sending",
}


class CampaignRule:
    """A rule of a log, a form or a plan, with what listings read of rules about texts."""

    status = "stable"
    tags: tuple[str, ...] = ()
    pack = "campaign"

    def __init__(self, id: str, meta: dict[str, Any]) -> None:
        self.id = id
        self.name: str = meta["name"]
        self.category: str = meta["category"]
        self.severity: str = meta["severity"]
        self.refs: tuple[str, ...] = tuple(dict.fromkeys((*meta.get("codes", ()), *form_codes(id))))
        self.checked_by: str = meta.get("checked_by", _STATS)
        self.meta = meta


@lru_cache(maxsize=1)
def campaign_rules() -> tuple[CampaignRule, ...]:
    """All of them, by identifier; some identifiers are those of rules about texts that a log can break as well."""
    known = {**figures("campaign-rules")["rules"], **figures("form-rules")["rules"]}
    return tuple(CampaignRule(identifier, known[identifier]) for identifier in sorted(known))


def form_codes(rule: str) -> tuple[str, ...]:
    """What providers answer to the faults of a form that stand for a rule."""
    faults = figures("registration-faults")["faults"].values()
    return tuple(dict.fromkeys(code for fault in faults if fault["rule"] == rule for code in fault["codes"]))


def campaign_rule(asked: str) -> dict[str, Any] | None:
    """A rule by identifier or name, with its sources; None when no campaign rule is called so."""
    for rule in campaign_rules():
        if asked.upper() == rule.id or asked.lower() == rule.name:
            tier = rule.meta.get("tier")
            found = {"id": rule.id, **rule.meta, "tier": tier, "sources": [cited(key) for key in rule.meta["sources"]]}
            return {
                **found,
                "fine_usd": FINE_USD.get(tier or 0, 0),
                "checked_by": rule.checked_by,
                "refs": list(rule.refs),
            }
    return None


def campaign_page(rule: dict[str, Any]) -> str:
    """The page as text."""
    lines = [f"{rule['id']} {rule['name']}", f"{rule['severity']}, category {rule['category']}"]
    if rule["tier"]:
        lines.append(f"T-Mobile tier {rule['tier']}: ${rule['fine_usd']:,} a violation, if the carrier rules it one")
    lines.append(f"found by `{rule['checked_by']}` {_SHOWN_IN[rule['checked_by']]}; no single text shows it")
    parts = [("Why", rule["why"]), ("Fix", rule["fix"])]
    parts += [("Provider codes", ", ".join(rule["refs"]))] if rule["refs"] else []
    body = [f"\n{title}\n{fill(text, WIDTH, initial_indent='  ', subsequent_indent='  ')}" for title, text in parts]
    sources = "\n".join(f"  {one['title']}, {one['address']} (seen {one['seen']})" for one in rule["sources"])
    return "\n".join([*lines, *body, f"\nSources\n{sources}"]) + "\n"
