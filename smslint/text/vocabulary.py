"""The words that rules know and ordinary words, and what tells a disguised word from a code."""

from __future__ import annotations

import re

from smslint.text.leet import MASKS, OPTIONS, PYTHON_SIGNS, read_as, readings, spellings, strip_accents

SIDE_BY_SIDE = "lexicon/side-by-side"
"""The list of words of other languages of which two in a row are no English word in two parts."""
MAX_READINGS = 3
"""Different words that one spelling may be read as; each costs one more scan."""
MAX_READ = 10_000
"""Characters of a message that are searched for disguises; no carrier delivers longer texts."""

Words = list[tuple[str, tuple[str, ...]]]
"""Words that a spelling may be read as, each with the folds that this takes."""


class Vocabulary:
    """The words that rules know, found by how they could be disguised; and ordinary words, to tell them apart.

    side_by_side: words of other languages of which two in a row are no word in two parts.
    """

    def __init__(self, words: frozenset[str], lexicon: str, side_by_side: frozenset[str] = frozenset()) -> None:
        self.words = words | {strip_accents(word) for word in words if not word.isascii()}
        self.side_by_side = side_by_side
        self._lexicon_source = lexicon
        self._lexicon: frozenset[str] | None = None
        self._beginnings: frozenset[str] | None = None

    @property
    def lexicon(self) -> frozenset[str]:
        """Ordinary English words."""
        if self._lexicon is None:
            self._lexicon = frozenset(self._lexicon_source.split())
        return self._lexicon

    @property
    def beginnings(self) -> frozenset[str]:
        """Every way in which a known word begins: what lets a search give up early."""
        if self._beginnings is None:
            self._beginnings = frozenset(word[:length] for word in self.words for length in range(1, len(word) + 1))
        return self._beginnings

    def like(self, spelling: str) -> Words:
        """Known words that a spelling may be read as."""
        found = []
        for word in readings(spelling, self.words, self.beginnings):
            folds = read_as(spelling, word)
            if folds is not None and len(word) > 2:
                found.append((word, folds))
        return found[:MAX_READINGS]

    def ordinary_like(self, spelling: str) -> list[str]:
        """Ordinary words that a spelling may be read as, letter by letter."""
        return [word for word in spellings(spelling) if word in self.lexicon]

    def masked(self, spelling: str) -> Words:
        """Known words of which `spelling` shows the first letter and enough others, the rest masked."""
        hidden = [_masks(character) for character in spelling]
        shown = len(spelling) - sum(hidden)
        if hidden[0] or (hidden[-1] and spelling[-1] not in MASKS) or not any(hidden) or shown < 2 or shown * 2 < len(spelling):
            return []
        starts = {""}
        beginnings = self.beginnings
        for character, mask in zip(spelling, hidden, strict=True):
            options = OPTIONS[character] + ("abcdefghijklmnopqrstuvwxyz" if mask else "")
            starts = {start + option for start in starts for option in options if start + option in beginnings}
        found = sorted(start for start in starts if start in self.words)
        return [(word, ("mask",)) for word in found[:MAX_READINGS]]


def _masks(character: str) -> bool:
    return character in MASKS or not (character.isascii() or character.isalnum() or character == "\ufffd")


SIGN = re.compile("|".join(PYTHON_SIGNS))
"""What a disguised word looks like."""

ACRONYMS = frozenset(
    """asap rsvp faq faqs diy pin pins usa usps ups dhl atm ssn apr llc inc vip dob eta etc tba tbd ceo cfo irs fbi cia fda epa
    dea doj fdic nasa phd esq dmv hoa cvs hsbc kfc ymca bbq bmw nfl nba mlb nhl ncaa ufc wwe mtv cnn bbc espn hbo aarp gop iou
    aka fyi btw bmi mri iud hiv std sti dna emt ems nyc aaa abc nsf rip sat gre act gpa esl ged pto hr sms mms otp rma sku vin
    isp usb lcd led gps suv rv awd mph""".split()
)
"""Abbreviations that people spell with dots and gaps as a matter of course."""

_CODE_BEFORE = re.compile(
    r"(?:\b(?:code|codes|ref|reference|booking|order|confirmation|pnr|id|no\\.|nr|number|pin|otp|password|coupon|voucher|account|"
    r"acct|ticket|invoice|parcel|tracking|flight|plate|gate|room|seat|unit|suite|apt|model|serial|locator|passcode|policy|"
    r"claim|case|sku|item|vin|key|token)(?: (?:is|was|number|no))?[^a-z0-9]{0,3}(?:[a-z0-9-]{3,12}(?: or | and |, ?|/))?|#)$"
)


def looks_like_code(text: str, start: int, spelling: str) -> bool:
    """Whether this is more likely an identifier: after a word such as "code", or alone in the message with digits."""
    if not any(character.isdigit() for character in spelling):
        return False
    if len(text) < len(spelling) + 20 and text.strip(" .!?") == spelling:
        return True
    return _CODE_BEFORE.search(text[max(0, start - 30) : start]) is not None
