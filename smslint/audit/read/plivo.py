"""Plivo's message log through its API and the official SDK: `plivo://?message_time__gte=2026-11-01`.

Pages of 20 by cursor or offset, whichever the account is served; at most 300 requests in 5 seconds; what fails is asked
for again, with patience, since it only reads. Source: plivo-api, "Pagination", "HTTP Status Codes".
"""

from __future__ import annotations

from collections import deque
from urllib.parse import parse_qs, parse_qsl, urlsplit

from smslint.audit.read.record import Fault, Record
from smslint.audit.read.values import plain
from smslint.corpus.decode import InputError
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.audit.read.files import Reading

PAGE = 20
REQUESTS, SECONDS = 300, 5
RETRIES = 6
LONGEST_WAIT = 120
"""Seconds that a Retry-After may ask for; more is taken as this."""
TIMEOUT = 30
REMEMBERED = 2_000
"""Identifiers of the last messages: while new ones arrive, pages by offset show some twice."""
_TEXTS = ("text", "message_text", "content")
_FILTERS = frozenset(
    """subaccount message_direction message_time__gt message_time__gte message_time__lt message_time__lte message_time
    message_state error_code powerpack_id tendlc_campaign_id destination_country_iso2 message_type from_number
    to_number""".split()
)
_NO_TEXT = "the message log holds no text for this message; it is kept for 7 days, and not at all when log is off"


class PlivoError(InputError):
    """The API refuses, or does not answer as documented."""


def records(address: str, reading: Reading) -> Iterator[Record | Fault]:
    """Every message of the log, newest first, as the API gives them.

    address: `plivo://`, with filters of the API behind `?`; the keys come from PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN.
    Raises PlivoError, and MissingExtraError without the extra `plivo`.
    """
    filters = dict(parse_qsl(urlsplit(address).query))
    unknown = sorted(set(filters) - _FILTERS)
    if unknown:
        raise PlivoError(f"plivo:// knows no filter {unknown[0]!r}; there are {', '.join(sorted(_FILTERS))}")
    seen: deque[str] = deque(maxlen=REMEMBERED)
    for page in _pages(filters):
        known = set(seen)
        for message in page:
            name = str(message.get("message_uuid"))
            if name not in known:
                seen.append(name)
                yield _record(message, reading)


def _record(message: dict[str, Any], reading: Reading) -> Record | Fault:
    text = next((name for name in _TEXTS if isinstance(message.get(name), str)), None)
    if text is None:
        return Fault(_NO_TEXT)
    keys = {**message, "text": message[text]}
    places = reading.columns.places(list(keys))
    return Record({name: plain(keys[key]) for name, key in places.items()})


def _pages(filters: dict[str, str]) -> Iterator[list[dict[str, Any]]]:
    client, limiter, refusals = _client()
    where: dict[str, Any] | None = {"limit": PAGE, "offset": 0}
    asked: set[str] = set()
    while where is not None:
        limiter.try_acquire("plivo")
        try:
            answer = client.request("GET", ("Message",), {**filters, **where})
        except refusals as error:
            raise PlivoError(_refusal(error)) from None
        found = getattr(answer, "objects", None)
        if not isinstance(found, list):
            raise PlivoError("Plivo's answer holds no list of messages; see status.plivo.com and try again later")
        yield [dict(vars(one)) for one in found]
        where = _next(answer)
        if where is not None and str(where) in asked:
            raise PlivoError("Plivo's pages lead in a circle; what came so far was read, the rest was not")
        asked.add(str(where))


def _next(answer: Any) -> dict[str, Any] | None:
    """Where the next page is: behind a cursor, or at an offset."""
    address = getattr(getattr(answer, "meta", None), "next", None)
    if not address:
        return None
    query = parse_qs(urlsplit(str(address)).query)
    for name in ("cursor", "offset"):
        if name in query:
            return {"limit": PAGE, name: query[name][0]}
    raise PlivoError("Plivo names a next page without a cursor or an offset; the rest of the log was not read")


def _client() -> tuple[Any, Any, tuple[type[Exception], ...]]:
    """(SDK client that asks again, rate limiter, what it may raise)."""
    try:
        from plivo import RestClient
        from plivo.exceptions import PlivoRestError
        from pyrate_limiter import Duration, Limiter, Rate
        from requests import RequestException
        from requests.adapters import HTTPAdapter
    except ImportError:
        raise MissingExtraError("Plivo's message log", "plivo") from None
    try:
        client = RestClient(timeout=TIMEOUT)
    except PlivoRestError:
        raise PlivoError("set PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN, from the console of your account") from None
    adapter = HTTPAdapter(max_retries=_patience())
    client.session.mount("https://", adapter)
    client.session.mount("http://", adapter)
    limiter = Limiter(Rate(REQUESTS, SECONDS * Duration.SECOND))
    return client, limiter, (PlivoRestError, RequestException, TypeError, ValueError)


def _patience() -> Any:
    from urllib3.util import Retry

    class Patience(Retry):
        """Waits as told, but not for ever."""

        def get_retry_after(self, response: Any) -> float | None:
            """Seconds that the server asks for."""
            try:
                told = super().get_retry_after(response)
            except Exception:  # a header that is neither a number nor a date
                return None
            return None if told is None else min(told, LONGEST_WAIT)

    statuses = (429, 500, 502, 503, 504)
    return Patience(
        total=RETRIES, backoff_factor=0.5, status_forcelist=statuses, allowed_methods={"GET"}, raise_on_status=False
    )


def _refusal(error: Exception) -> str:
    name = type(error).__name__
    if name == "AuthenticationError":
        return "Plivo refuses PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN; copy them from the console anew"
    return f"Plivo's message log cannot be read ({name}); what came so far was read, try again later"
