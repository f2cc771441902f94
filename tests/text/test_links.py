"""Links and e-mail addresses: what is one, what only looks like one, and what each is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.text.domains import registrable_domain
from smslint.text.links import (
    Link,
    find_emails,
    find_links,
    find_links_folded,
    has_file_extension,
    host_matches,
    query_fields,
    redirect_target,
)

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "conformance"
any_text = st.text(alphabet=st.characters() | st.sampled_from(".:/@-_ \n\x00\ud800{}[]()<>wcomhtpslarxn。\u200b%#?="))


def only(text: str) -> Link:
    """The one link of a text."""
    (link,) = find_links(text)
    return link


def hosts(text: str) -> list[str]:
    return [link.host for link in find_links(text)]


LINKS = """fedex.com|netflix.com|walmart.com|Larch.com|LARCH.COM|larch.co.uk|LARCH.CO.UK|bit.ly/x|Bit.ly/AbC|BIT.LY/ABC
t.me/abc|larch.example|Larch.example|visit larch.in|larch-deals.in|larch.in/x|amzn.to/3x|usps-help.top|evil.xyz|larch.us
secure24.info|larch.shop|mail.larch.in|Shop at larch.store today|remodely.ai/pay|80488.biz|1stchoice.co.uk|www.larch.now
larch.io|larch.app|track at larch.delivery|larch.de|Larch: larch.me|x.com|larch.online:8080/x|larch.example?x=1
larch.click/abc|münchen.de|пример.рф|例子.公司|larch.help/x|my-bank.support|https://today.now|example.top/VrVwq|t.co/x
www.larch.com|http://larch|HTTPS://LARCH.EXAMPLE/A|ftp://larch.example/x|git+ssh://www.larch.example:8443/"""


@pytest.mark.parametrize("text", [text for line in LINKS.splitlines() for text in line.split("|")])
@pytest.mark.parametrize("frame", ["{}", "See {} for more", "Hi! Open {}.", "({})"])
def test_a_link_is_found_wherever_it_stands(text: str, frame: str) -> None:
    whole = frame.format(text)
    link = only(whole)
    assert whole[link.start : link.end] == link.url
    assert link.url in text


NO_LINKS = """e.g. this|at 9 a.m. today|10 p.m. sharp|No.of seats|St.Op here|Offer end.Now reply|Visit our store.Reply
you.We miss you|v1.2|3.50|Mr.Smith|report.pdf|Node.js|1.5kg|U.S.A|Rs.500|order.no|Your order.no is 12
user@host.example|10.30am|and/or|Stop.To opt out|Call me.It is urgent|today.Call now|today.call us
sale ends today.save 20%|P.O.Box 12
for free.in store only|help.me|contact.us|Thank you.Is it|p.o.box 3|B.Com and M.Tech|ASP.NET|Co.Ltd|T.Mobile|St.John
Fri.to Sun.|9.to 5|5.pm|24/7.call us|$9.99/mo|i.e. that|a.k.a.|vs.The|Ph.D|com.larch.app|4.7/5 stars|K.k.how|setup.sh
today.Shop now|TODAY.SHOP NOW|ENDS TONIGHT.CLUB MEMBERS ONLY|archive.zip|10.0.0.12:8080 is down|version 1.2.3.4|Apt.5
Ends today.shop now|msg.freq varies|thanks.Have|home.love you|prize.To claim|STOP.No more|{{order.id}} and ${user.name}
[short.link]|{{ user.name }}|Questions?Call/text|fee.call/text 555|he said so.so|{{link}}?utm_source=sms|col,or/and
https://|http:// |://|10.0.0.0/24|the dot com boom|a red dot on it|Wait... what|@larch.example #204417|...com|.net
col·lecció|Pay in 30 days. net amount|come in . it is open|first.last@mail.example.com|%s.%d|www.|a.b.c.d|Dr.Am"""


@pytest.mark.parametrize("text", [text for line in NO_LINKS.splitlines() for text in line.split("|")])
def test_no_link_where_a_sentence_lost_its_space(text: str) -> None:
    assert find_links(text) == ()
    assert find_links(f"Hello, {text} and more") == ()


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://larch.example/a_(b).", "https://larch.example/a_(b)"),
        ("(see https://larch.example/a)", "https://larch.example/a"),
        ("[menu](https://larch.example/m)", "https://larch.example/m"),
        ("<https://larch.example/m>", "https://larch.example/m"),
        ('"https://larch.example/m"!', "https://larch.example/m"),
        ("https://larch.example/m?!", "https://larch.example/m"),
        ("https://larch.example/{{token}}?a=${b} now", "https://larch.example/{{token}}?a=${b}"),
        ("https://larch.example/{{ token }}/x", "https://larch.example/{{ token }}/x"),
        ("Info:larch.example/x", "larch.example/x"),
        ("larch.example's menu", "larch.example"),
        ("experiencehttp://larch.example", "http://larch.example"),
        ("请访问larch.example谢谢", "larch.example"),
        ("https://larch.example/x。点击", "https://larch.example/x"),
        ("https://larch.example/?c=María now", "https://larch.example/?c=María"),
    ],
)
def test_a_link_ends_where_its_reader_would_end_it(text: str, url: str) -> None:
    assert only(text).url == url


@pytest.mark.parametrize(
    ("text", "host", "flags"),
    [
        ("larch.example", "larch.example", "bare"),
        ("https://larch.example", "larch.example", ""),
        ("hxxps://larch[.]example/x", "larch.example", "defanged"),
        ("larch(.)example", "larch.example", "bare defanged"),
        ("larch{.}example", "larch.example", "bare defanged"),
        ("larch [dot] com", "larch.com", "bare defanged"),
        ("larch dot com", "larch.com", "bare defanged"),
        ("larch d0t com", "larch.com", "bare defanged"),
        ("larchDOTcom", "larch.com", "bare defanged"),
        ("bit dot ly/abc", "bit.ly", "bare defanged"),
        ("WWW.LARCH.C0M", "www.larch.c0m", "bare defanged unknown_tld"),
        ("hxxp[:]//larch[.]example", "larch.example", "defanged"),
        ("http://3232235777/a", "192.168.1.1", "ip"),
        ("http://0xC0A80101", "192.168.1.1", "ip"),
        ("http://0300.0250.0.1/x", "192.168.0.1", "ip"),
        ("http://[::1]:50/a", "::1", "ip"),
        ("192.168.0.1/login", "192.168.0.1", "bare ip"),
        ("http://256.256.256.256/x", "256.256.256.256", "unknown_tld"),
        ("http://xn--80ak6aa92e.com", "аррӏе.com", "mixed_script punycode"),
        ("http://xn--mnchen-3ya.de", "münchen.de", "punycode"),
        ("paypаl.com", "paypаl.com", "bare mixed_script"),
        ("larch.cоm/x", "larch.cоm", "bare mixed_script unknown_tld"),
        ("https://user:pw@larch.example", "larch.example", "userinfo"),
        ("paypal.com@evil.top/x", "evil.top", "bare userinfo"),
        ("https://larch .example/x", "larch.example", "broken"),
        ("https:// larch.example", "larch.example", "broken"),
        ("https://larch. example/x", "larch.example", "broken"),
        ("https://larch.example /x", "larch.example", "broken"),
        ("https://larch.example/x?a=\nb", "larch.example", "broken"),
        ("https://larch.example/x.Reply STOP", "larch.example", "broken"),
        ("https://larch.example.Reply STOP", "larch.example", "broken"),
        ("larch.example.Reply STOP", "larch.example", "bare broken"),
        ("https://larch.example/x,then", "larch.example", "broken"),
        ("larch .com", "larch.com", "bare broken"),
        ("larch,com", "larch.com", "bare broken"),
        ("http//larch.example", "larch.example", "broken"),
        ("http:/larch.example", "larch.example", "broken"),
        ("www larch com", "www.larch.com", "bare broken"),
        ("larch。example/x", "larch.example", "bare fullwidth"),
        ("larch｡example", "larch.example", "bare fullwidth"),
        ("ｌａｒｃｈ．ｃｏｍ", "larch.com", "bare fullwidth"),
        ("https：／／larch.example", "larch.example", "fullwidth"),
        ("https://lar\u200bch.example/x", "larch.example", "invisible"),
        ("https://%6carch.example", "larch.example", "encoded"),
        ("bit%2Ely/abc", "bit.ly", "bare encoded"),
        ("https://{{shop}}.larch.example/x", "larch.example", "templated"),
        ("https://{{host}}/x", "", "templated"),
    ],
)
def test_flags_tell_what_is_unusual(text: str, host: str, flags: str) -> None:
    link = only(text)
    assert (link.host, " ".join(sorted(link.flags))) == (host, flags)


def test_a_disguised_link_points_at_the_text_as_given_and_reads_clean() -> None:
    text = "Go: hxxps://lar\u200bch[.]example/x now"
    link = only(text)
    assert text[link.start : link.end] == "hxxps://lar\u200bch[.]example/x"
    assert link.url == "https://larch.example/x"


def test_parts_of_a_link() -> None:
    link = only("https://sam:pw@Shop.Larch.example:8443/a/b?x=1&y=2#top")
    assert (link.scheme, link.userinfo, link.host, link.port) == ("https", "sam:pw", "shop.larch.example", "8443")
    assert (link.path, link.query, link.ascii_host) == ("/a/b", "x=1&y=2", "shop.larch.example")
    assert only("https://münchen.de").ascii_host == "xn--mnchen-3ya.de"


def test_two_links_without_a_blank_between_them_are_two() -> None:
    assert hosts("a.example/xhttps://b.example/y") == ["a.example", "b.example"]
    assert hosts("https://a.example/?u=https://b.example/y") == ["a.example"]


def test_merge_fields_given_by_the_caller_are_not_looked_up_again() -> None:
    (field,) = (hole for hole in [only("order.info")])
    assert find_links("order.info", [field]) == ()


def test_folded_text_is_searched_the_same_way() -> None:
    assert [link.url for link in find_links_folded("pay at larch.top/x now")] == ["larch.top/x"]


def test_emails_are_found_apart_from_links() -> None:
    text = "Mail sam.o'neil+x@mail.larch.example. Not @larch.example, a@b, 5@3.50 or x@y.pdf"
    assert [(email.address, email.domain) for email in find_emails(text)] == [
        ("sam.o'neil+x@mail.larch.example", "mail.larch.example")
    ]


def test_hosts_match_by_whole_labels() -> None:
    assert host_matches("a.t.co", {"t.co"})
    assert host_matches("t.co", {"t.co"})
    assert not host_matches("walmart.com", {"t.co", "mart.com", "com.example"})
    assert not host_matches("", {"t.co"})


def test_query_and_redirect() -> None:
    link = only("https://larch.example/r?u=https%3A%2F%2Fevil.top%2Fx&name=a+b&flag")
    assert query_fields(link) == (("u", "https://evil.top/x"), ("name", "a b"), ("flag", ""))
    assert redirect_target(link) == "https://evil.top/x"
    assert redirect_target(only("larch.example/out/https://evil.top/x")) == "https://evil.top/x"
    assert redirect_target(only("larch.example/r?u=42&next=/home")) == ""


def test_file_extensions() -> None:
    assert has_file_extension(only("larch.example/app/Update.APK?x=1"), {"apk", "exe"})
    assert not has_file_extension(only("larch.example/apk"), {"apk"})


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.larch.co.uk", "larch.co.uk"), ("larch.example", "larch.example"), ("www.larch.example", "larch.example"),
        ("a.larch.github.io", "larch.github.io"), ("co.uk", "co.uk"), ("localhost", "localhost"), ("::1", "::1"),
        ("192.168.0.1", "192.168.0.1"), ("256.256.256.256", "256.256.256.256"), ("", ""), ("A.Larch.COM.", "larch.com"),
        ("www.教育.hk", "www.教育.hk"), ("x.пример.рф", "пример.рф"),
    ],
)  # fmt: skip
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@given(any_text)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_links_in_order_inside_it(text: str) -> None:
    place = 0
    for link in find_links(text):
        assert place <= link.start < link.end <= len(text)
        assert not link.url[-1].isspace()
        place = link.end
        query_fields(link)
        redirect_target(link)
        assert isinstance(registrable_domain(link.host), str)
    find_emails(text)


HARD = [
    "a. com/", "a.com/xhttp://", "http:/", "www.", "a.", "a\u200b", "[.]", "x@", "1.in/",
    "http://a.b/x\n", "a dot com ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_long_texts_take_linear_time(piece: str) -> None:
    """A hundred thousand characters took under a fifth of a second each; a quadratic search takes minutes."""
    find_links(piece * (100_000 // len(piece)))


def test_importing_links_loads_nothing_slow() -> None:
    code = "import sys, smslint.text.links as l; l.find_links('https://larch.example/x'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"tldextract", "idna", "requests", "urllib.parse", "pathlib", "dataclasses"} & set(loaded)


def rows(name: str) -> list[dict[str, Any]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the shared conformance data is not here")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# A suffix alone or a host no text would mean (3), a word that is a country (2), a private suffix that we count (1).
DIFFERENT = {
    "com", "http://xn--&.so-net.com", "xn--ß\u200c꫶ᢥ.com", "nes.buskerud.no", "buskerud.no",
    "angelinablog。com.de",
}  # fmt: skip


def test_messy_addresses_lead_to_the_right_domain() -> None:
    for row in rows("tldextract_main.jsonl"):
        expected, url = row["expected"], row["input"]["url"]
        if url in DIFFERENT or not (expected["fqdn"] or expected["ipv4"]):
            continue
        domain = expected["ipv4"] or f"{expected['domain']}.{expected['suffix']}"
        assert [registrable_domain(link.host) for link in find_links(url)] == [
            registrable_domain(only(f"http://{domain}").host)
        ], url


def test_shorteners_are_told_from_other_hosts() -> None:
    known = {"bit.ly", "tinyurl.com", "t.co", "goo.gl"}
    for row in rows("a2pscanner_urls.jsonl"):
        links = [link for message in row["input"]["messages"] for link in find_links(message)]
        assert any(host_matches(link.host, known) for link in links) is row["expected"]["public_shortener"]
