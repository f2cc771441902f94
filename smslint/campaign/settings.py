"""What a study is told besides the logs: the zone, thresholds, the sender's context, and what each campaign promised."""

from __future__ import annotations

import os

from smslint.errors import ContextError, SmslintError, unreadable
from smslint.layers import laid_over
from smslint.model import CONTEXT_FIELDS, Context, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
    names of vendors whose thresholds count too; from_start: the log holds the first message of every thread; places:
    campaign -> the file and line where what is known of it stands.
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
        places: Mapping[str, str] | None = None,
    ) -> None:
        self.zone = zone
        self.minimum = minimum
        self.vendors = tuple(vendors)
        self.from_start = from_start
        self.parts = tuple(part for part in PARTS if part not in without)
        self._context = context
        self._entries = dict(campaigns or {})
        self._places = dict(places or {})
        self._made: dict[str | None, CampaignSettings] = {}

    def check(self) -> None:
        """Raise SettingsError for a faulty campaign, also when no message in the logs is of it."""
        for name in self._entries:
            self.of(name)

    def of(self, campaign: str | None) -> CampaignSettings:
        """The settings of a campaign; messages of no campaign have those of the whole study. Raises SettingsError."""
        name = campaign if campaign in self._entries else ANY
        if name not in self._made:
            try:
                self._made[name] = _campaign(self._entries.get(str(name), {}), self._context)
            except (SettingsError, ContextError) as error:
                place = f"{self._places[str(name)]}: " if str(name) in self._places else ""
                raise SettingsError(f"{place}campaign {str(name)[:40]!r} cannot be taken: {error}") from None
        return self._made[name]

    def unused(self, campaigns: Iterable[str]) -> list[str]:
        """Campaigns of which something is known and no message is, given those that have messages."""
        return sorted(self._entries.keys() - {ANY, *campaigns})


def _campaign(entry: Mapping[str, Any], context: Context) -> CampaignSettings:
    fields = {key: value for key, value in entry.items() if key in CONTEXT_FIELDS}
    unknown = [key for key in entry if key not in fields and key not in ("frequency", "samples")]
    if unknown:
        hint = did_you_mean(str(unknown[0]), [*CONTEXT_FIELDS, "frequency", "samples"])
        hint = hint or "; give context fields, frequency or samples"
        raise SettingsError(f"it cannot have {str(unknown[0])[:40]!r}{hint}")
    samples = entry.get("samples") or ()
    if not isinstance(samples, list | tuple) or not all(isinstance(sample, str) for sample in samples):
        raise SettingsError("samples are a list of texts")
    promise = parse_promise(str(entry["frequency"])) if entry.get("frequency") else None
    return CampaignSettings(Context(**laid_over(context.to_dict(), fields)), promise, samples)


class Campaigns(dict[str, "dict[str, Any]"]):
    """Campaign -> what a file says of it. places: campaign -> the file and line where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, str] = {}


def read_campaigns(path: str) -> Campaigns:
    """What YAML or JSON says of campaigns. Raises SettingsError."""
    import yaml

    try:
        if os.path.getsize(path) > LARGEST:
            raise SettingsError(f"{path}: more than {LARGEST:,} bytes; name only campaigns, contexts and samples")
        with open(path, encoding="utf-8") as file:
            found = _entries(yaml.SafeLoader(file), path)
    except OSError as error:
        raise SettingsError(f"{path}: {unreadable(error)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        raise SettingsError(f"{path}{line}: this is no YAML; write a mapping of campaigns") from None
    if not found:
        raise SettingsError(f"{path}: write a mapping of campaigns, {_EACH}")
    return found


_EACH = "each a mapping of context fields, frequency and samples"


def _entries(loader: Any, path: str) -> Campaigns:
    """The top of a file of YAML, its keys as they are written: to YAML `NO` is false and `0123` the number 83."""
    top = loader.get_single_node()
    found = Campaigns()
    for key, value in top.value if top is not None and top.id == "mapping" else ():
        name, place = str(key.value).strip(), f"{path}:{key.start_mark.line + 1}"
        if name in found:
            raise SettingsError(f"{place}: campaign {name[:40]!r} stands twice; keep one")
        entry = loader.construct_object(value, deep=True)
        if not isinstance(entry, dict):
            raise SettingsError(f"{place}: campaign {name[:40]!r} is no mapping; write a mapping of campaigns, {_EACH}")
        _check_keys(value, name, path)
        found[name], found.places[name] = entry, place
    return found


def _check_keys(entry: Any, campaign: str, path: str) -> None:
    """Raise SettingsError where a campaign has a key twice: YAML would take the last unsaid."""
    seen: set[str] = set()
    for key, _ in entry.value:
        name = str(key.value)
        if name in seen:
            place = f"{path}:{key.start_mark.line + 1}"
            raise SettingsError(f"{place}: campaign {campaign[:40]!r} has {name[:40]!r} twice; keep one")
        seen.add(name)
