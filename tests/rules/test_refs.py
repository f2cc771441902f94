"""Provider error codes: which rules stand behind them, and which codes no rule carries, with the reason."""

import pytest

from smslint.__main__ import main
from smslint.campaign.pages import campaign_rules, form_codes
from smslint.rulebook.shipped import shipped_book

TWILIO = """30882 30883 30884 30885 30897 30441 30442 30443 30444 30458 30459 30460 30461 30462 30463 30464 30465 30466 30467
30468 30469 30861 30863 30873 30874 30878 30886 30887 30890 30888 30448 30486 30936 30540 30892 30964 30449 30857 30858 30543
30893 30538 30889 30895 30896 30909 30925 30932 30446 30511 30513 30544 30545 30551 30569 30570 30558 30560 30562 30910 30894
30898 30930 30445 30447 30007 30032 30034 30023 30110 21610 30990""".split()
VETTING = """506 601 602 603 611 701 702 703 704 705 706 707 708 709 710 711 712 713 801 802 803 804 805 806 807 851 852 861 1701
1702 1801 1806 2137 2138""".split()
"""The codes of the catalogue's part 2.9; ranges that it only names (1100-1103, 2100-2136, 17xx, 18xx) by what it explains."""

UNREAD = "its page was not read: a meaning would be a guess"
ACCOUNT = "about the brand or account, of which the form tells nothing"
LIVE = "about a page that answers, and smslint opens none"
ENGLISH = "the language of a registration, which DIS021 judges by another code"
NOBODY = {
    **dict.fromkeys("30442 30444".split(), "the older code for toll-free does not tell which content: " + UNREAD),
    **dict.fromkeys("30458 30460 30461 30462 30463 30465 30467 30468 30469".split(), UNREAD),
    **dict.fromkeys("801 802 803 804 805 851 852 861 711".split(), UNREAD),
    **dict.fromkeys("30898 30930".split(), ACCOUNT),
    "30543": LIVE,
    "506": ENGLISH,
}
"""Code -> why no rule carries it."""


def carried() -> set[str]:
    rules = (*shipped_book().rules.values(), *campaign_rules())
    return {ref.partition(":")[2] for rule in rules for ref in (*rule.refs, *form_codes(rule.id))}


def test_every_code_of_the_catalogue_is_carried_or_excused() -> None:
    assert {*TWILIO, *VETTING} - carried() == set(NOBODY)


@pytest.mark.parametrize("ref", ["twilio:30893", "30893", "TWILIO:30893"])
def test_a_code_finds_the_rules_behind_it(capsys: pytest.CaptureFixture[str], ref: str) -> None:
    assert main(["rules", "--ref", ref]) == 0
    found = capsys.readouterr().out
    assert {"OPT001", "USE001", "IDN001"} <= {line.split()[0] for line in found.splitlines()}
