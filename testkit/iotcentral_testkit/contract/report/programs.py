"""Programs that bring a deviation about again, with values of answers taken from answers, and say whether it shows."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from ...openapi.json_types import is_array, is_object
from ..engine.exchange import Exchange, digest
from ..engine.findings import Finding
from . import answers
from .answers import Answers
from .replay import OTHER_TOKEN, TOKEN, curl_line, headers_of

__all__ = ["Placed", "curl_lines", "placed", "program"]

_SLOW = "IC107"
"""The rule on time, which no content of an answer shows."""

_SHORTEST = 6
"""Characters of a value that is taken from an answer; shorter ones are the same by chance."""

_NEAR = 400 * 24 * 3600
"""Seconds from the clock within which a time in a body is meant relative to it."""

_FORM = "IC105"
"""The rule on the schema, whose findings are about one place."""

_FOCUS = {"IC100": "status", "IC101": "status", "IC104": "status", "IC106": "type"}
"""Other rules for every response → what of an answer they are about."""

_LISTS = frozenset(
    {"IC214", "IC215", "IC501", "IC502", "IC503", "IC504", "IC505", "IC507", "IC508", "IC510", "IC511", "IC512"}
)
"""The rules on which items a list has, whose other members may change with time."""

_SEVERAL = "several"
"""Subject of a finding on how many items a list has."""

_TURNS = 60
"""Times that a request is sent, until what the run saw is there."""

_LONGEST_PAUSE, _LONGEST_WAIT = 5.0, 60
"""Seconds between two of them, and before a request that a time in a body has to precede."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(?:\.\d+)?Z)")

_TEXT = '''\
"""Shows {what}; it needs {token} in the environment, as a whole Authorization header.

It sends what the run sent, under ids of its own, to the server of the run or to that in IOTCENTRAL_URL. It exits with 1
if the answers are those that the run saw, and with 0 if not: then the deviation does not show.
"""

from __future__ import annotations

import json
import os
import random
import re
import string
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import httpx


{answers}


URL = os.environ.get("IOTCENTRAL_URL", {url}).rstrip("/")
TOKENS = {tokens}
RECORDED = {prefix}
PREFIX = "c" + "".join(random.choices(string.ascii_lowercase + string.digits, k=len(RECORDED) - 1))
LIMIT = {limit}  # seconds

# Method, path, token, headers, body; how often at most, with which pause, and what it is repeated for; the seconds that have to
# pass before it since the last request with a time; whether a page has items of the run alone; what of an answer counts;
# and what the run saw, where it counts. {{{{N:place}}}} is the value at a place of the answer to request N, counted from 0,
# and {{{{now+S}}}} the time S seconds from now.
STEPS = [
{steps}
]
DEFAULTS = {defaults}


def filled(value: Any) -> Any:
    if isinstance(value, bytes):
        return filled(value.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    if isinstance(value, dict):
        return {{name: filled(part) for name, part in value.items()}}
    found = re.sub(r"\\{{\\{{(\\d+:[^{{}}]*|now[+-]\\d+)\\}}\\}}", lambda match: taken(match[1]), value)
    return found.replace(RECORDED, PREFIX).replace(RECORDED.upper(), PREFIX.upper())


def moment(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + seconds))


def taken(place: str) -> str:
    if place.startswith("now"):
        return moment(int(place[3:]))
    number, _, path = place.partition(":")
    status, headers, body = seen[int(number)]
    try:
        found = headers if path.startswith("@") else json.loads(body)
        for part in path.lstrip("@/").split("/") if path != "/" else ():
            found = found[int(part) if isinstance(found, list) else part.replace("~1", "/").replace("~0", "~")]
        return str(found)
    except (KeyError, IndexError, TypeError, ValueError):
        return DEFAULTS[place]


def asked(client: httpx.Client, method: str, path: str, token: str, headers: Any, body: Any) -> tuple[Any, ...]:
    path, headers = filled(path), filled(headers)
    if token:
        headers["authorization"] = TOKENS[token] if token in TOKENS else taken(token)
    content = filled(body) if body is not None else None
    started = time.monotonic()
    url = path if "://" in path else URL + path  # a link is whole, and may be one of the run
    try:
        answer = client.request(method, url, headers=headers, content=content)
    except httpx.RequestError as error:
        if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)) and url.startswith(URL):
            print(f"{{URL}} cannot be reached: {{error}}", file=sys.stderr)
            sys.exit(2)
        print("no answer to", method, path, error)
        return 0, {{}}, b"", time.monotonic() - started
    print(answer.status_code, method, path)
    print(answer.text)
    return answer.status_code, dict(answer.headers), answer.content, time.monotonic() - started


seen: list[Any] = []
shows, timed = True, time.monotonic()
known = Answers({{text.replace(RECORDED, PREFIX) for text in {sent}}}, PREFIX, RECORDED, URL)
with httpx.Client(timeout=60, trust_env=False) as client:
    for method, path, token, headers, body, turns, pause, until, after, narrow, focus, expected in STEPS:
        time.sleep(max(0.0, timed + after - time.monotonic()))
        names = dict(known.names)
        for turn in range(turns):
            time.sleep(pause if turn else 0.0)
            known.names = dict(names)
            *answer, seconds = asked(client, method, path, token, headers, body)
            found = known.plain(*answer, narrow=narrow, focus=focus)
            if until is not None and (found == until or (until == "success" and answer[0] < 400)):
                break
        if b"{{{{now" in (body or b""):
            timed = time.monotonic()
        seen.append(answer)
        if expected is None:
            known.names = names
        else:
            shows = shows and (seconds > LIMIT if LIMIT else found == expected)
print("The deviation shows." if shows else "The deviation does not show: the answers differ from those of the run.")
sys.exit(1 if shows else 0)
'''


class Placed(NamedTuple):
    """A request whose values of earlier answers are replaced by places in them.

    Attributes:
        path: with the query; an absolute URL where it is another server's or that of an answer.
        token: `run`, `other`, empty, or the place in an answer that has it.
        headers: as they are sent.
        body: as it is sent; None without one.
        places: place → the value that the run found there.
    """

    path: str
    token: str
    headers: dict[str, str]
    body: bytes | None
    places: dict[str, str]

    @property
    def needs(self) -> str:
        """What it needs of earlier answers, in words; empty if it needs nothing."""
        return ", ".join(dict.fromkeys(place.rpartition("/")[2].rpartition("@")[2] for place in self.places))


class _Step(NamedTuple):
    """A request, sent once or until its answer changes.

    Attributes:
        exchange: the last one.
        times: how often it was sent in a row.
        ended: whether the last answer was another one than those before.
        pause: seconds between two of them.
        begun: when the first was sent.
    """

    exchange: Exchange
    times: int
    ended: bool
    pause: float
    begun: float


def program(finding: Finding, url: str, prefix: str) -> str:
    """Return a program that repeats the requests of a deviation and exits with 1 if it shows; empty if none can.

    Args:
        finding: the deviation; if it has a program of its own, that is returned.
        url: of the server of the run; `IOTCENTRAL_URL` overrides it.
        prefix: of the ids of the run.
    """
    if finding.replay or finding.untold:
        return finding.replay
    url = url.rstrip("/")
    exchanges = finding.steps.exchanges or finding.exchanges
    shown = finding.steps.shown or {exchange.number for exchange in exchanges[-1:]}
    steps = list(_collapsed(exchanges, shown))
    requests = placed([step.exchange for step in steps], url)
    sent = sorted({text for request in requests for text in _texts(request) if "{{" not in text})
    return _TEXT.format(
        what=" ".join(part for part in (finding.rule, finding.operation, finding.subject) if part).translate(_PLAIN),
        token=TOKEN,
        answers=_embedded(),
        url=repr(url),
        tokens=_tokens(requests),
        prefix=repr(prefix),
        limit=exchanges[-1].limit if exchanges and finding.rule == _SLOW else None,
        steps="\n".join(_lines(steps, requests, Answers(set(sent), prefix, prefix, url), shown, _focus(finding))),
        defaults=repr({place: value for request in requests for place, value in request.places.items()}),
        sent=repr(sent),
    )


def _focus(finding: Finding) -> str:
    """Return what of an answer a deviation is about; empty: everything."""
    if finding.subject == _SEVERAL or (finding.rule in _LISTS and not finding.subject.startswith("member ")):
        return "items"
    if finding.rule != _FORM:
        return _FOCUS.get(finding.rule, "")
    place = finding.subject.rpartition(" ")[0]  # of what is absent, that of the object around it
    return f"at/{place}" if place else "at"


def _lines(
    steps: list[_Step], requests: list[Placed], known: Answers, shown: Collection[int], focus: str
) -> Iterator[str]:
    """Return a line of the program for each step."""
    timed: float | None = None
    for step, request in zip(steps, requests, strict=True):
        exchange = step.exchange
        counts = exchange.number in shown
        narrow = known.prefix in unquote_plus(exchange.url) or bool(exchange.path)
        names = dict(known.names)
        seen = known.plain(exchange.status, exchange.headers, exchange.body, narrow, focus)
        if not counts:
            known.names = names
        turns, until = _repetition(step, seen, counts=counts, focus=focus)
        after = 0 if timed is None else min(_LONGEST_WAIT, math.ceil(step.begun - timed))
        if b"{{now" in (request.body or b""):
            timed = exchange.ended
        parts = (exchange.method, request.path, request.token, request.headers, request.body)
        yield f"    {(*parts, turns, step.pause, until, after, narrow, focus, seen if counts else None)!r},"


def _repetition(step: _Step, seen: str, *, counts: bool, focus: str) -> tuple[int, str | None]:
    """Return how often a request is sent at most, and what it is repeated for.

    What the run waited for is waited for; so is the readiness of what a command or a change needs, for which it may have
    waited in another check, and the state in which a value can be seen.
    """
    exchange = step.exchange
    if step.ended or (counts and focus.startswith("at") and exchange.method == "GET"):
        return max(step.times * 3, _TURNS), seen
    if exchange.method == "POST" or (exchange.method != "GET" and not counts):
        return (_TURNS, "success") if exchange.succeeded else (1, None)
    return step.times, None


def curl_lines(finding: Finding, url: str) -> list[str]:
    """Return a line for a shell for each request of a deviation; a comment where one alone does not work.

    Args:
        finding: the deviation.
        url: of the server of the run.
    """
    steps = finding.steps.exchanges or finding.exchanges
    requests = placed(list(steps), url.rstrip("/"))
    needs = {step.number: request.needs for step, request in zip(steps, requests, strict=True)}
    return [
        f"# {exchange.method} is left out, since it needs {needs[exchange.number]} of an earlier response: run the program"
        if needs.get(exchange.number)
        else curl_line(exchange)
        for exchange in finding.exchanges
    ]


def placed(exchanges: list[Exchange], url: str) -> list[Placed]:
    """Return requests with places in the answers before them, instead of what these have given out.

    Args:
        exchanges: in their order.
        url: of the server, which paths leave out.
    """
    known: dict[str, str] = {}
    said = ""
    found: list[Placed] = []
    for number, exchange in enumerate(exchanges):
        found.append(_placed(exchange, url, known))
        said += (
            exchange.url + exchange.request_body.decode(errors="replace") + "".join(exchange.request_headers.values())
        )
        for place, value in _given_out(exchange):
            leads_on = place == f"/{exchange.page[1]}"
            if value not in known and (leads_on or value not in said):
                known[value] = f"{number}:{place}"
    return found


def _placed(exchange: Exchange, url: str, known: dict[str, str]) -> Placed:
    places: dict[str, str] = {}

    def put(text: str) -> str:
        for value in sorted((value for value in known if value in text), key=len, reverse=True):
            text = text.replace(value, f"{{{{{known[value]}}}}}")
            places[known[value]] = value
        return text

    link = next((value for value in known if "://" in value and _same(value, exchange.url)), None)
    path = exchange.url.removeprefix(url) if exchange.url.startswith(f"{url}/") else exchange.url
    if link is not None:
        places[known[link]] = link
        path = f"{{{{{known[link]}}}}}"
    authorized = {"run": "run", "none": ""}.get(exchange.access, "other")
    if authorized == "other":
        issuer = next((value for value in known if digest(value) == exchange.credential), None)
        if issuer is not None:
            authorized, places[known[issuer]] = known[issuer], ""
    body = exchange.request_body
    if body:
        text = put(body.decode("utf-8", "surrogateescape"))
        body = _relative(text, exchange.headers.get("date")).encode("utf-8", "surrogateescape")
    headers = {name: put(value) for name, value in headers_of(exchange).items()}
    return Placed(path if link is not None else put(path), authorized, headers, body or None, places)


def _relative(text: str, date: str | None) -> str:
    """Return a body in which times near the clock of the server are relative to the time of the program."""
    try:
        clock = parsedate_to_datetime(date or "")
    except ValueError:
        return text

    def relative(match: re.Match[str]) -> str:
        try:
            seconds = round((datetime.fromisoformat(f"{match[0]}+00:00") - clock).total_seconds())
        except ValueError:
            return match[0]
        return f"{{{{now{seconds:+d}}}}}" if abs(seconds) < _NEAR else match[0]

    return _MOMENT.sub(relative, text)


def _same(link: str, url: str) -> bool:
    return link == url or re.sub(r"%20|\+", " ", link) == re.sub(r"%20|\+", " ", url)


def _given_out(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Return the texts of an answer that a later request may have, each with its place."""
    for name in ("etag", "location", "azure-asyncoperation"):
        if name in exchange.headers:
            yield f"@{name}", exchange.headers[name]
    yield from _leaves(exchange.json, "")


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if is_object(value):
        for name, part in value.items():
            yield from _leaves(part, f"{place}/{name.replace('~', '~0').replace('/', '~1')}")
    elif is_array(value):
        for number, part in enumerate(value):
            yield from _leaves(part, f"{place}/{number}")
    elif isinstance(value, str) and len(value) >= _SHORTEST and "{" not in place:
        yield place, value


def _collapsed(exchanges: tuple[Exchange, ...], shown: Collection[int]) -> Iterator[_Step]:
    """Return the requests, those that ask the same again and again as one."""
    run: list[Exchange] = []
    for exchange, following in pairwise([*exchanges, None]):
        assert exchange is not None
        run.append(exchange)
        asks = exchange.method == "GET" and exchange.number not in shown
        if following is not None and asks and _asked(exchange) == _asked(following):
            continue
        begun, gaps = run[0].ended - run[0].seconds, max(len(run) - 1, 1)
        pause = min(_LONGEST_PAUSE, max(0.1, round((exchange.ended - run[0].ended) / gaps, 1)))
        yield _Step(exchange, len(run), len(run) > 1 and run[-1].body != run[-2].body, pause, begun)
        run = []


def _asked(exchange: Exchange) -> tuple[object, ...]:
    return exchange.method, exchange.url, exchange.access, exchange.credential, dict(exchange.request_headers)


def _texts(request: Placed) -> Iterator[str]:
    """Return the texts that a request says: segments, values of its query, and those of its body."""
    yield from filter(None, (unquote_plus(part) for part in re.split(r"[/?&=]", request.path)))
    if request.body is not None:
        yield from re.findall(r'"((?:[^"\\]|\\.)*)"', request.body.decode(errors="replace"))


def _tokens(requests: list[Placed]) -> str:
    used = {request.token for request in requests}
    tokens = [f'"run": os.environ["{TOKEN}"]'] if "run" in used else []
    if "other" in used:
        tokens.append(f'"other": os.environ.get("{OTHER_TOKEN}", "SharedAccessSignature sr=unknown")')
    return "{" + ", ".join(tokens) + "}"


def _embedded() -> str:
    """Return the source of the answers' plain form, without what only the module needs."""
    source = inspect.getsource(answers)
    return source[source.index("class Answers") :].strip()


_PLAIN = {ord('"'): "'", ord("\\"): "/", ord("\n"): " ", ord("\r"): " "}
"""Replacements of characters that are not valid in a docstring."""
