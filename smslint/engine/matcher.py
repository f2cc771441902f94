"""All literals, patterns and large terms of all rules, looked for in one text.

One pass finds the terms of all rules and, with them, the keys without which a pattern cannot match. Patterns that are often
called for share an automaton, and so do those that hang on signs; an ordinary message calls for neither, and leaves hardly
anything to try.
"""

from __future__ import annotations

import re
import sys
from _thread import allocate_lock as Lock  # noqa: N812 - the threading module takes longer to import than a text to judge

from smslint.engine.content import Content
from smslint.engine.dialect import widened
from smslint.engine.finders import Automaton, FirstTexts, WordIndex
from smslint.engine.re2sets import re2_set
from smslint.engine.search import occurs, phrase_occurs
from smslint.engine.signs import look
from smslint.engine.wake import Wake, filed
from smslint.rulebook.oddities import SHORT_CODE_PATTERN, SOME_DIGITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from smslint.engine.content import Known, Part
    from smslint.engine.finders import Finder
    from smslint.engine.program import Program
    from smslint.engine.wake import Many
    from smslint.text.fold import Folded

    Seen = tuple[list[Any], Finder, Wake, frozenset[int], bool]
    """(terms that were found, by which finder, what they and the patterns of a part wake, what they mean, whether signs show)."""

LONG_TEXT = 5_000
"""Characters from which tables pay at once."""
FIRST_TEXTS = 3_000
"""Texts of a process that are read without tables: making these takes as long as so many texts lose without."""
NOTHING: tuple[int, ...] = ()
BEYOND_COUNT = 1 << 30
"""Stands for the digits of a text beyond ASCII: its digits may be of any script."""
MAX_WAKES = 4096
"""Combinations of sets and patterns that a part remembers."""
SHORT_CODE = re.compile(rb"[0-9]{5}").search


def libraries_present() -> bool:
    """Whether both matching libraries can be imported."""
    try:
        import re2
    except ImportError:
        return False
    return bool(re2) and _is_installed("ahocorasick_rs")


def _is_installed(module: str) -> bool:
    """Whether a module is to be had. The automaton is made after the first texts: until then its library need not be loaded.

    `importlib.util` would tell the same, and takes longer to import than a text to judge.
    """
    if module in sys.modules:
        return sys.modules[module] is not None
    return any(finder.find_spec(module, None) is not None for finder in sys.meta_path)


class Matcher:
    """Tells what occurs in a text, before any rule looks at it.

    libraries: whether RE2 and Aho-Corasick help; without them the findings are the same.
    """

    def __init__(self, program: Program, libraries: bool) -> None:
        content = self.content = Content(program.bundle)
        self._program = program
        self._libraries = libraries
        self._seen = 0
        self.whole = content.part(frozenset(range(len(program.sets))))
        self._find: Finder = FirstTexts(content)
        self._built = False
        self._lock = Lock()
        together, by_signs, starts = (
            [number for number in some if program.pattern_sets[number] in program.eager]
            for some in (self.whole.together, self.whole.by_signs, self.whole.starts)
        )
        self._together = Together(content.patterns, together, libraries)
        self._by_signs = Together(content.patterns, by_signs, libraries)
        self._starts = Starts(content.patterns, starts, libraries, dict(program.bundle["starts"]))
        self.in_links = Together(content.patterns, program.in_links, libraries)
        self._short_codes = [number for number in by_signs if content.patterns[number] == SHORT_CODE_PATTERN]
        self._many_starts = self._many(self.whole.starts)

    @property
    def waking(self) -> Part:
        """The part of all that wakes any rule."""
        return self.content.part(self._program.eager)

    def _many(self, numbers: Sequence[int]) -> Many:
        """Patterns that are looked at together, with their sets."""
        by_set = filed((self._program.pattern_sets[number], number) for number in numbers)
        return self._program.bits.group(by_set), by_set

    def build(self) -> Matcher:
        """Make the tables now, not after the first texts."""
        with self._lock:
            if not self._built:
                self._find = Automaton(self.content) if self._libraries else WordIndex(self.content)
                self._built = True
            self._seen = FIRST_TEXTS + 1
        return self

    def scan(self, folded: Folded, part: Part) -> Seen:
        """What of a part may occur in a text."""
        if self._seen <= FIRST_TEXTS:
            self._count(folded.words)
        finder = self._find
        found, met = finder.find(folded.words)
        known = part.known.get(met) or part.work_out(self.content, met)
        odd, digits = look(folded.ascii) if folded.ascii is not None else (True, BEYOND_COUNT)
        signs = odd or known.signs
        coded = digits >= SOME_DIGITS and folded.ascii is not None and SHORT_CODE(folded.ascii) is not None
        starts = self._starts.match(folded) if self._built else self._starts.first(folded)
        if starts or signs or known.calls or coded:
            return found, finder, self._closer(folded, part, known, signs, digits, starts), met, signs or coded
        return found, finder, known.wake or self._alone(known), met, False

    def _count(self, words: str) -> None:
        self._seen += 1
        if self._seen > FIRST_TEXTS or len(words) > LONG_TEXT:
            self.build()

    def _alone(self, known: Known) -> Wake:
        """What sets wake where no pattern adds to them."""
        known.wake = Wake(self._program, known.sets, *known.untried)
        return known.wake

    def _closer(
        self, folded: Folded, part: Part, known: Known, signs: bool, digits: int, starts: tuple[int, ...]
    ) -> Wake:
        """What a text wakes when all that is called for is tried."""
        needed = self.content.digits
        phrases = self._phrases_in(known.phrases, folded)
        alone = self._matching([number for number in known.patterns if needed[number] <= digits], folded)
        together = self._of_those_together(known.together, digits, folded) if known.together else NOTHING
        if signs:
            by_signs = self._by_signs.match(folded)
        else:
            by_signs = self._matching(self._short_codes, folded) if digits >= SOME_DIGITS else NOTHING
        if not (phrases or alone or together or by_signs or starts):
            return known.wake or self._alone(known)
        untried = known.untried
        signature = (known.sets, untried, phrases, alone, together, by_signs, starts)
        wake = part.wakes.get(signature)
        if wake is None:
            if len(part.wakes) >= MAX_WAKES:
                part.wakes.clear()
            # The shared automata know the patterns of all plans.
            owners = self._program.pattern_sets
            shared = [number for number in (*together, *by_signs, *starts) if owners[number] in part.sets]
            patterned, phrased = tuple(dict.fromkeys((*untried[0], *alone, *shared))), (*untried[1], *phrases)
            wake = part.wakes[signature] = Wake(self._program, known.sets, patterned, phrased)
        return wake

    def later(self, seen: Seen) -> Wake:
        """The same of all sets, for those that rules only ask about: which of their patterns match is not told yet."""
        met, whole = seen[3], self.whole
        known = whole.known.get(met) or whole.work_out(self.content, met)
        return known.later.get(seen[4]) or self._later(known, seen[4])

    def _later(self, known: Known, signs: bool) -> Wake:
        patterns = (*known.untried[0], *known.patterns, *known.together, *(known.by_signs if signs else NOTHING))
        phrases = (*known.untried[1], *known.phrases)
        found = known.later[signs] = Wake(self._program, known.sets, patterns, phrases, [self._many_starts])
        return found

    def _matching(self, patterns: Sequence[int], folded: Folded) -> tuple[int, ...]:
        if not patterns:
            return NOTHING
        written = self.content.patterns
        return tuple([number for number in patterns if occurs(written[number], folded)])

    def _of_those_together(self, called: Sequence[int], digits: int, folded: Folded) -> tuple[int, ...]:
        """Of the patterns that share an automaton those that may match; without one, or before it pays, of those called for."""
        if self._built and self._libraries:
            return self._together.match(folded)
        needed = self.content.digits
        return self._matching([number for number in called if needed[number] <= digits], folded)

    def _phrases_in(self, phrases: Sequence[int], folded: Folded) -> tuple[int, ...]:
        if not phrases:
            return NOTHING
        written = self.content.phrases
        return tuple([number for number in phrases if phrase_occurs(written[number], folded)])


class Together:
    """Patterns searched together: in one automaton each for ASCII and for other text, or one by one without RE2."""

    def __init__(self, patterns: Sequence[str], numbers: Sequence[int], libraries: bool) -> None:
        self._patterns = [patterns[number] for number in numbers]
        self._numbers = tuple(numbers)
        self._libraries = libraries
        self._ascii: Any = None
        self._wide: Any = None

    def match(self, folded: Folded) -> tuple[int, ...]:
        """Numbers of the patterns that may match."""
        numbers = self._numbers
        if not self._libraries:
            pairs = zip(numbers, self._patterns, strict=True)
            return tuple([number for number, pattern in pairs if occurs(pattern, folded)])
        if folded.ascii is not None:
            if self._ascii is None:
                self._ascii = re2_set(self._patterns)
            found = self._ascii.Match(folded.ascii)
        else:
            if self._wide is None:
                self._wide = re2_set([widened(pattern) for pattern in self._patterns])
            found = self._wide.Match(folded.text.encode("utf-8", "replace"))
        return tuple(sorted([numbers[place] for place in found])) if found else NOTHING


class Starts(Together):
    """Patterns that match only where a text begins. `keys`: groups of words and pieces that each of them needs."""

    def __init__(
        self, patterns: Sequence[str], numbers: Sequence[int], libraries: bool, keys: dict[int, list[list[str]]]
    ) -> None:
        super().__init__(patterns, numbers, libraries)
        self._keys = [keys[number] for number in numbers]

    def match(self, folded: Folded) -> tuple[int, ...]:
        """See Together."""
        return super().match(folded) if self._libraries else self.first(folded)

    def first(self, folded: Folded) -> tuple[int, ...]:
        """The same without an automaton: making it takes longer than judging a few texts."""
        words, found = folded.words, []
        for number, pattern, groups in zip(self._numbers, self._patterns, self._keys, strict=True):
            if all(any(map(words.__contains__, group)) for group in groups) and occurs(pattern, folded):
                found.append(number)
        return tuple(found)
