"""A stream of fresh application-to-person messages, the same for the same seed and never the same text twice by design."""

from __future__ import annotations

import random
from collections.abc import Iterator

NAMES = "Sam Dana Noor Ines Ravi Mika Lena Omar Tess Hugo Ada Juno Remy Kofi Yara Iris Theo Nell Otis Bea".split()
BRANDS = [
    "Larch Cafe",
    "Alder Clinic",
    "Oak & Ivy",
    "Birch Bank",
    "Cedar Cycles",
    "Maple Dental",
    "Rowan Air",
    "Hazel Homes",
]
STREETS = ["Elm St", "Harbor Rd", "Mill Lane", "Station Way", "Quay 4", "Hill Ave"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
GOODS = ["boots", "lattes", "tires", "desk lamps", "winter coats", "bike lights", "tea sets", "rugs"]

PLAIN = (
    "{brand}: your one-time passcode is {code}. It expires in {n} minutes. Do not share it.",
    "{code} is your {brand} verification code.",
    "Hi {name}, your appointment with {brand} is on {day} at {hour}:{minute} {ap}. Reply C to confirm or R to reschedule.",
    "{brand}: order #{order} has shipped and should arrive {day}. Track it: https://{host}/t/{token}",
    "{brand}: your table for {n} is ready. See the host at the door, {name}.",
    "Reminder: {name} is due at {brand}, {number} {street}, {day} {hour}:{minute}. Please bring your card and a photo ID.",
    "{brand}: we received your payment of ${amount}. Your balance is ${amount2}. Questions? Call 202-555-01{nn}.",
    "{brand}: a driver is on the way to {number} {street} and will arrive in about {n} minutes.",
    "Hello {name}, your prescription {order} is ready for pickup at {brand} until {day} {hour} {ap}.",
    "{brand}: new sign-in from a {day} session. Not you? Change your password at https://{host}/security",
    "{name}, thanks for calling {brand}. Your ticket {order} is now resolved. Reply if anything is still open.",
    "{brand}: school closes early on {day} at {hour}:{minute} because of the weather. Buses leave 15 minutes later.",
    "Your {brand} statement for account ending {nn}{nn} is available. Log in to the app to read it.",
    "{brand}: flight RW{nnn} to Oslo now departs from gate {nn}. Boarding closes at {hour}:{minute}.",
    "Thanks {name}! We have your size in stock and put it aside at {number} {street} until {day}.",
    "{brand}: your technician {name} will visit between {hour} and {hour2} {ap} on {day}. Reply STOP to opt out.",
)
MIXED = (
    "{brand}: {pct}% off all {goods} this {day}! Shop now: https://{host}/sale/{token} Reply STOP to opt out",
    "{brand}: flash sale, 2-for-1 {goods} today only. Use code SAVE{pct}. Txt STOP to end.",
    "Hey {name}! Get a free gift with every order over ${amount} at {brand}. Ends {day}. https://{host}/{token}",
    "{brand} members: early access to {goods} starts {day}. Don't miss out, {name}. Msg&data rates may apply. STOP=end",
    "{brand} alerts: you are subscribed. {n} msgs/mo. Msg & data rates may apply. Reply HELP for help, STOP to cancel.",
    "We miss you, {name}! Come back to {brand} for ${n} off your next {goods}. Offer ends {day}.",
    "{brand}: see the menu at {host}/m/{token} and call 202-555-01{nn} to book. Reply STOP to unsubscribe.",
    "FINAL HOURS at {brand}: {goods} from ${amount}. https://{host}/{token} STOP to opt out",
)
BAD = (
    "Your parcel {order} is held. Pay the ${n}.99 fee at https://{token}.example/pay within 24 hours.",
    "Bad credit? Get approved today, {name}! No credit check loans up to ${amount}00: bit.ly/{token}",
    "Congratulations {name}, you have won a ${amount} gift card! Claim now: tinyurl.com/{token}",
    "Earn ${amount} a day from home, no experience needed. Text JOB to 202-555-01{nn}",
    "Get fr33 c@sh n0w, {name}: https://{token}.example",
)


def messages(count: int, seed: int = 7, clean: bool = False) -> Iterator[str]:
    """`count` messages; `clean`: ordinary service texts only, else one in four promotes and one in thirty breaks rules."""
    rng = random.Random(seed)
    for _ in range(count):
        roll = 0.0 if clean else rng.random()
        table = PLAIN if roll < 0.72 else MIXED if roll < 0.965 else BAD
        yield _filled(rng, rng.choice(table))


def _filled(rng: random.Random, template: str) -> str:
    values = {
        "brand": rng.choice(BRANDS), "name": rng.choice(NAMES), "day": rng.choice(DAYS), "goods": rng.choice(GOODS),
        "street": rng.choice(STREETS), "code": f"{rng.randrange(10**6):06d}", "order": str(rng.randrange(10**5, 10**7)),
        "number": str(rng.randrange(1, 999)), "n": str(rng.randrange(2, 20)), "hour": str(rng.randrange(1, 12)),
        "hour2": str(rng.randrange(1, 12)), "minute": f"{rng.randrange(0, 60, 5):02d}", "ap": rng.choice(["AM", "PM"]),
        "amount": str(rng.randrange(20, 900)), "amount2": f"{rng.randrange(20, 900)}.{rng.randrange(100):02d}",
        "nn": f"{rng.randrange(100):02d}", "nnn": str(rng.randrange(100, 999)), "pct": str(rng.randrange(10, 60, 5)),
        "host": rng.choice(["larch.example", "go.alder.example", "oak.example", "birch.example"]),
        "token": "".join(rng.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(6)),
    }  # fmt: skip
    text = template
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
