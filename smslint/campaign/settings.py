"""What a study is told besides the logs: the zone, thresholds, the sender's context, and what each campaign promised."""

from __future__ import annotations

import os

from smslint.errors import SmslintError, unreadable
from smslint.model import CONTEXT_FIELDS, Context, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

PARTS = ("delivery", "content", "sequences", "outcomes")
"""What may be left out; rates are always counted."""
PERIODS = {"day": "day", "week": "week", "wk": "week", "month": "month", "mo": "month"}
ANY = "*"
"""The entry of --campaigns that speaks for campaigns not named in it."""
LARGEST = 2_000_000
"""Bytes of a file of campaigns."""


class SettingsError(SmslintError):
    """A setting of a study cannot be taken; the text says why and what would do."""


class Promise:
    """So many messages a day, week or month."""

    __slots__ = ("count", "period")

    def __init__(self, count: int, period: str) -> None:
        self.count = count
        self.period = period

    def __str__(self) -> str:
        return f"{self.count} a {self.period}"


def parse_promise(text: str) -> Promise:
    """`5/month` as a promise. Raises SettingsError."""
    number, _, period = text.strip().partition("/")
    if not number.strip().isdecimal() or period.strip().lower() not in PERIODS:
        raise SettingsError(f"the frequency cannot be {text[:40]!r}; write 5/month, 2/week or 1/day")
    return Promise(int(number), PERIODS[period.strip().lower()])


class CampaignSettings:
    """What is known of one campaign: its context, the frequency it promised and the samples it registered."""

    def __init__(self, context: Context, promise: Promise | None, samples: Sequence[str]) -> None:
        self.context = context
        self.promise = promise
        self.samples = tuple(samples)


class Settings:
    """Everything that a study is told.

    zone: IANA name, whose midnights part the days; minimum: recipients from which a rate raises an error; vendors:
    names of vendors whose thresholds count too; from_start: the log holds the first message of every thread.
    """

    def __init__(
        self,
        zone: str,
        minimum: int,
        context: Context,
        campaigns: Mapping[str, Mapping[str, Any]] | None = None,
        vendors: Sequence[str] = (),
        without: Sequence[str] = (),
        from_start: bool = False,
    ) -> None:
        self.zone = zone
        self.minimum = minimum
        self.vendors = tuple(vendors)
        self.from_start = from_start
        self.parts = tuple(part for part in PARTS if part not in without)
        self._context = context
        self._entries = dict(campaigns or {})
        self._made: dict[str | None, CampaignSettings] = {}

    def check(self) -> None:
        """Raise SettingsError for a faulty campaign, also when no message in the logs is of it."""
        for name in self._entries:
            self.of(name)

    def of(self, campaign: str | None) -> CampaignSettings:
        """The settings of a campaign; messages of no campaign have those of the whole study. Raises SettingsError."""
        name = campaign if campaign in self._entries else ANY
        if name not in self._made:
            self._made[name] = _campaign(str(name), self._entries.get(str(name), {}), self._context)
        return self._made[name]


def _campaign(name: str, entry: Mapping[str, Any], context: Context) -> CampaignSettings:
    fields = {key: value for key, value in entry.items() if key in CONTEXT_FIELDS}
    unknown = [key for key in entry if key not in fields and key not in ("frequency", "samples")]
    if unknown:
        hint = did_you_mean(str(unknown[0]), [*CONTEXT_FIELDS, "frequency", "samples"])
        hint = hint or "; give context fields, frequency or samples"
        raise SettingsError(f"campaign {name!r} cannot have {str(unknown[0])[:40]!r}{hint}")
    samples = entry.get("samples") or ()
    if not isinstance(samples, list | tuple) or not all(isinstance(sample, str) for sample in samples):
        raise SettingsError(f"campaign {name!r}: samples are a list of texts")
    promise = parse_promise(str(entry["frequency"])) if entry.get("frequency") else None
    return CampaignSettings(context.replace(**fields), promise, samples)


def read_campaigns(path: str) -> dict[str, dict[str, Any]]:
    """Campaign -> what is known of it, from YAML or JSON. Raises SettingsError."""
    import yaml

    try:
        if os.path.getsize(path) > LARGEST:
            raise SettingsError(f"{path}: more than {LARGEST:,} bytes; name only campaigns, contexts and samples")
        with open(path, encoding="utf-8") as file:
            entries = _entries(yaml.SafeLoader(file), path)
    except OSError as error:
        raise SettingsError(f"{path}: {unreadable(error)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise SettingsError(f"{path}{line}: this is no YAML; write a mapping of campaigns") from None
    if not entries or not all(isinstance(one, dict) for one in entries.values()):
        raise SettingsError(
            f"{path}: write a mapping of campaigns, each a mapping of context fields, frequency and samples"
        )
    return entries


def _entries(loader: Any, path: str) -> dict[str, Any]:
    """The top of a file of YAML, its keys as they are written: to YAML `NO` is false and `0123` the number 83."""
    top = loader.get_single_node()
    entries: dict[str, Any] = {}
    for key, value in top.value if top is not None and top.id == "mapping" else ():
        name = str(key.value)
        if name in entries:
            raise SettingsError(f"{path}:{key.start_mark.line + 1}: campaign {name[:40]!r} stands twice; keep one")
        entries[name] = loader.construct_object(value, deep=True)
    return entries
