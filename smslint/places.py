"""Names that Context knows: parts of countries (ISO 3166-2), carriers and providers, and what others call its values.

Read only when a Context names one of them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

REGIONS: dict[str, dict[str, str]] = {
    "US": {
        "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
        "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida",
        "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
        "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
        "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri",
        "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
        "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",
        "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
        "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
        "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico",
        "VI": "Virgin Islands", "GU": "Guam", "AS": "American Samoa", "MP": "Northern Mariana Islands",
        "UM": "Minor Outlying Islands",
    },
    "CA": {
        "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
        "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut",
        "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
    },
    "AU": {
        "ACT": "Australian Capital Territory", "NSW": "New South Wales", "NT": "Northern Territory",
        "QLD": "Queensland", "SA": "South Australia", "TAS": "Tasmania", "VIC": "Victoria",
        "WA": "Western Australia",
    },
}  # fmt: skip
"""Country -> code -> name; of other countries any code of one to three letters and digits is taken."""

CARRIERS = ("att", "tmobile", "verizon")
PROVIDERS = ("aws", "bandwidth", "plivo", "sinch", "telnyx", "twilio")
ALIASES = {
    "at&t": "att", "att mobility": "att", "t-mobile": "tmobile", "t mobile": "tmobile", "t-mobile usa": "tmobile",
    "t-mobile us": "tmobile", "t-mobile usa inc": "tmobile", "sprint": "tmobile", "sprint spectrum": "tmobile",
    "sprint spectrum l p": "tmobile", "metro": "tmobile", "metropcs": "tmobile", "metro pcs": "tmobile",
    "metro by t-mobile": "tmobile", "at&t wireless": "att", "at&t mobility": "att",
    "verizon wireless": "verizon", "vzw": "verizon", "amazon": "aws", "amazon sns": "aws", "amazon pinpoint": "aws",
    "nexmo": "vonage", "messagebird": "bird",
}  # fmt: skip
"""Other ways to write the names that packs use. Sprint and Metro are T-Mobile's: plivo-throughput-us says so of its limits."""

ELSEWHERE = {
    "2fa": "otp", "two_factor": "otp", "two_factor_authentication": "otp", "verification": "otp",
    "delivery_notification": "delivery", "delivery_notifications": "delivery", "polling_voting": "polling",
    "polling_and_voting": "polling", "polling_and_voting_non_political": "polling", "survey": "polling",
    "public_service_announcement": "public_service", "emergency_services": "emergency", "low_volume_mixed": "low_volume",
    "sole_proprietor": "low_volume", "starter": "low_volume", "trial": "low_volume", "agents_franchises": "mixed",
    "k12_education": "public_service", "k_12_education": "public_service", "k12": "public_service", "k_12": "public_service",
    "social": "marketing", "sweepstake": "marketing", "sweepstakes": "marketing", "political_section_527": "political",
    "political_election_campaigns": "political", "charity_nonprofit": "charity", "m2m": "transactional",
    "ucaas_low": "conversational", "ucaas_high": "conversational", "proxy": "conversational",
    "appointment_reminder": "reminder", "appointments": "reminder", "events": "reminder", "promotional": "marketing",
    "promotion": "marketing", "notification": "account_notification", "account_notifications": "account_notification",
    "fraud_alert_messaging": "fraud_alert", "fraud_alerts": "fraud_alert", "security_alerts": "security_alert",
    "confirmation": "opt_in_confirmation", "welcome": "opt_in_confirmation",
    "stop_reply": "opt_out_reply", "opt_out_confirmation": "opt_out_reply", "stop": "opt_out_reply", "help": "help_reply",
    "cta": "call_to_action",
}  # fmt: skip
"""What The Campaign Registry, providers and other tools call a use case or a kind of message -> our word for it.

A school that writes to parents gives notice to many at once, and is no college; franchises send texts of several kinds.
"""


def elsewhere_called(word: str, allowed: Iterable[str]) -> str:
    """The hint for a value that goes by another name here or in small letters, if that is among the allowed ones; else ""."""
    name = word.strip().lower().replace(" ", "_").replace("-", "_")
    ours = ELSEWHERE.get(name, name)
    return f"; here it is {ours!r}" if ours in allowed else ""


def region_fault(code: str, country: str | None) -> str | None:
    """Why a region cannot be taken, or None."""
    if len(code) > 3 or not code.isascii() or not code.isalnum():
        return f"{_shown(code)}{_region_hint(code, country)}"
    if country is None:
        if code in REGIONS["US"] or code in REGIONS["CA"]:
            return None
        return f"{_shown(code)}{_region_hint(code, country)}; outside the United States and Canada give its country too"
    if country in REGIONS and code not in REGIONS[country]:
        return f"{_shown(code)} in {country}{_region_hint(code, country)}"
    return None


def _shown(code: str) -> str:
    from smslint.errors import shown

    return f"cannot be {shown(code)}"


def _region_hint(code: str, country: str | None) -> str:
    from smslint.context import did_you_mean

    tables = [REGIONS[country]] if country in REGIONS else [REGIONS["US"], REGIONS["CA"]] if country is None else []
    for table in tables:
        for short, name in table.items():
            if code in (name.upper(), f"US-{short}", f"CA-{short}", f"AU-{short}"):
                return f"; did you mean {short!r}?"
        names = {name.upper(): short for short, name in table.items()}
        close = did_you_mean(code[:40], names)
        if close:
            return f"; did you mean {names[close.split(chr(39))[1]]!r}?"
        close = did_you_mean(code[:40], table)
        if close:
            return close
    return "; the part of ISO 3166-2 after the country, as FL"


def party(word: str, known: tuple[str, ...]) -> tuple[str, str | None]:
    """(the name, why it cannot be taken) of a carrier or provider: near misses are refused, strangers are let in.

    A stranger may have a pack of the user's own, so only what is nearly one of ours is taken for a mistake.
    """
    name = ALIASES.get(word) or ALIASES.get(" ".join(word.replace(",", " ").replace(".", " ").split()), word)
    if name in known:
        return name, None
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=0.8)
    if close:
        from smslint.errors import shown

        return name, f"cannot be {shown(word, 30)}; did you mean {close[0]!r}? (known: {', '.join(known)})"
    return name, None
