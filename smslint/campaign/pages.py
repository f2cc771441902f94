"""The page of a rule that only a log can break, for `smslint rule ID`."""

from __future__ import annotations

from textwrap import fill

from smslint.campaign.figures import figures
from smslint.campaign.findings import cited
from smslint.model import FINE_USD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WIDTH = 100


def campaign_rule(asked: str) -> dict[str, Any] | None:
    """A rule by identifier or name, with its sources; None when no campaign rule is called so."""
    for identifier, rule in figures("campaign-rules")["rules"].items():
        if asked.upper() == identifier or asked.lower() == rule["name"]:
            found = {
                "id": identifier,
                **rule,
                "tier": rule.get("tier"),
                "sources": [cited(key) for key in rule["sources"]],
            }
            return {**found, "fine_usd": FINE_USD.get(found["tier"] or 0, 0), "checked_by": "smslint campaign stats"}
    return None


def campaign_page(rule: dict[str, Any]) -> str:
    """The page as text."""
    lines = [f"{rule['id']} {rule['name']}", f"{rule['severity']}, category {rule['category']}"]
    if rule["tier"]:
        lines.append(f"T-Mobile tier {rule['tier']}: ${rule['fine_usd']:,} a violation, if the carrier rules it one")
    lines.append("found by `smslint campaign stats` in logs of what was sent; no single text shows it")
    parts = [("Why", rule["why"]), ("Fix", rule["fix"])]
    body = [f"\n{title}\n{fill(text, WIDTH, initial_indent='  ', subsequent_indent='  ')}" for title, text in parts]
    sources = "\n".join(f"  {one['title']}, {one['address']} (seen {one['seen']})" for one in rule["sources"])
    return "\n".join([*lines, *body, f"\nSources\n{sources}"]) + "\n"
