"""Calls with responses that the document does not allow: wrong content, wrong statuses, wrong links."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, TypeAlias

import orjson
from hypothesis import strategies as st

from ...openapi.json_types import is_array, is_object
from ...strategies.values import ANY
from .cases import CannedResponse, Case
from .client_calls import ORIGIN
from .documented_responses import JSON, MONITOR, calls, contents, next_link
from .hypothesis_runner import start_of
from .targets import Target

__all__ = ["invalid_responses"]

InvalidResponse: TypeAlias = tuple[str, tuple[CannedResponse, ...]]
"""Kind of the responses, and the responses."""

_MEMBERS = 12
"""Members of a content that are changed in a round, one at a time."""

_MARK = "\ue000here\ue000"
"""Placeholder in content for bytes that are not JSON."""

_RAW = (
    b"NaN",
    b"-Infinity",
    b"1e400",
    b"-0",
    b"1e22",
    b"01",
    b"9" * 30,
    b"9" * 5000,
    b"0." + b"3" * 5000,
    b'"\\ud800"',
    b'"\\u0000"',
    b'"\x00"',
    b'"\xff"',
    b"'x'",
    b"undefined",
    b"[" * 100 + b"]" * 100,
    b"[" * 300 + b"]" * 300,
    b'{"":' * 150 + b"0" + b"}" * 150,
    b"[" * 10_000 + b"]" * 10_000,
    b'{"a":' * 10_000 + b"0" + b"}" * 10_000,
    b'{"a":1,"a":"2"}',
    b"",
)
"""Replacements of a value."""

_MEDIA = (
    "text/html",
    "application/xml; charset=utf-8",
    "application/json; charset=hex",
    "application/json; charset=utf-16",
    "",
    "x",
)
_ENCODINGS = ("gzip", "deflate", "br", "zstd", "gzip, gzip", "unheard-of")
_TEXTS = (
    b"",
    b" ",
    b"null",
    b"0",
    b"true",
    b'"text"',
    b"[]",
    b"{}",
    b"<html><h1>Bad Gateway</h1></html>",
    b"\xff\xfe\x00",
)
_ENVELOPES: tuple[dict[str, Any], ...] = (
    {"error": None},
    {"error": "text"},
    {"error": []},
    {"error": {"code": 1, "message": None, "requestId": {}, "time": 0}},
    {"error": {"code": "", "message": "", "requestId": "", "time": "Tue, 99 Foo 99999 99:99:99 +9999"}},
    {"error": {"code": "A", "message": "B", "time": "Tue, 25 Apr 0001 00:00:00 -0000"}},
    {"Error": {"Code": "A"}},
)
_LINKS: tuple[Any, ...] = (
    "https://elsewhere.example/api/devices",
    "//elsewhere.example/api",
    "http://contoso.azureiotcentral.com/api/devices",
    "https://contoso.azureiotcentral.com:444/api/devices",
    "https://contoso.azureiotcentral.com.elsewhere.example/",
    "https://elsewhere.example@contoso.azureiotcentral.com/",
    "https://contoso.azureiotcentral.com@elsewhere.example/",
    "https://contoso.azureiotcentral.com\\@elsewhere.example/",
    "https:///api/devices",
    "https://[",
    "https://contoso.azureiotcentral.com:port/",
    "https://contoso.azureiotcentral.com:99999/",
    "javascript:alert(1)",
    "file:///etc/hosts",
    "?page=1#part",
    "?" + "a" * 70_000,
    "?q=\x01\x7f",
    "/\x00",
    "\t?page=\n1",
    "?q=%zz",
    "?q=ü€\U0001f600",
    "/ü/../..",
    "..",
    ".",
    "#",
    " ",
    "https://contoso.azureiotcentral.com",
    0,
    True,
    [],
    {},
    ["?page=1"],
)


_LOCATIONS = st.sampled_from([link for link in _LINKS if isinstance(link, str) and link.isascii()]) | st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20
)
_STATUSES = st.sampled_from([400, 401, 404, 408, 412, 429, 500, 503]) | st.integers(400, 999)
_DETAILS = st.lists(ANY | st.fixed_dictionaries({"time": st.text(max_size=30), "code": ANY}), min_size=4, max_size=4)
_HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["retry-after", "x-ms-error-code", "etag", "date", "www-authenticate"]),
        st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF).filter(str.isprintable), max_size=20)
        | st.sampled_from(["9" * 400, "-1", "Tue, 25 Apr 0001 00:00:00 -0000", "Mon, 99 Foo 99999"]),
    ),
    max_size=2,
)


def invalid_responses(target: Target, *, stride: int) -> st.SearchStrategy[list[Case]]:
    """Return rounds of calls with responses that the document does not allow, except by chance.

    The calls of a round share their arguments and the original content, since drawing these takes the longest.

    Args:
        target: the operation.
        stride: through the known invalid responses in a round; see `start_of`.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> list[Case]:
        request, content = draw(calls(target)), draw(contents(target))
        known = [*_spoiled(draw, target, content), *_statuses(draw, target, content), *_errors(draw)]
        if target.operation.pageable:
            known += _links(draw, target, content)
        if target.operation.long_running:
            known += _monitors(draw, target, content)
        first = start_of(draw, stride)
        return [Case(kind, request, answers, allowed=False) for kind, answers in known[first::stride]]

    return drawn()


def _spoiled(draw: st.DrawFn, target: Target, content: Any) -> Iterator[InvalidResponse]:
    """Return successes with wrong content."""
    status = target.served.success
    whole = orjson.dumps(content)
    for text in _texts(draw, whole):
        yield "wrong text", (CannedResponse(status, (JSON,), text),)
    if target.served.response_schema is None:
        return
    for token, other in zip(_RAW, reversed(_RAW), strict=True):
        yield "wrong token", (CannedResponse(status, (JSON,), _with_token(draw, whole, token)),)
        if whole[:1] == b"{":
            unnamed = whole[:-1] + (b"," if content else b"") + b'"unnamed":' + other + b"}"
            yield "unnamed member", (CannedResponse(status, (JSON,), unnamed),)
    for _ in range(_MEMBERS):
        yield "wrong member", (CannedResponse(status, (JSON,), _with_wrong_member(draw, whole)),)
    for media_type in _MEDIA:
        yield "wrong media type", (CannedResponse(status, (("content-type", media_type),), whole),)
    for encoding in _ENCODINGS:
        yield "wrong encoding", (CannedResponse(status, (JSON, ("content-encoding", encoding)), whole),)


def _texts(draw: st.DrawFn, whole: bytes) -> Iterator[bytes]:
    """Return texts that are not valid JSON, or are another value."""
    place = draw(st.integers(0, len(whole) - 1))
    yield whole[:place]
    yield whole[:place] + b"\xff" + whole[place:]
    yield whole[:place] + b"\x00" + whole[place + 1 :]
    yield b"\xef\xbb\xbf" + whole
    yield whole.decode().encode("utf-16")
    yield whole + whole
    yield whole + b","
    yield b"\n " + whole + b"\t"
    yield whole[:-1] + b"," + whole[1:]  # each member twice
    yield zlib.compress(whole)
    yield from _TEXTS


def _with_token(draw: st.DrawFn, whole: bytes, token: bytes) -> bytes:
    """Replace a value with bytes."""
    content = orjson.loads(whole)
    places = list(_places(content))
    if not places:
        return token
    owner, key = draw(st.sampled_from(places))
    owner[key] = _MARK
    return orjson.dumps(content).replace(orjson.dumps(_MARK), token)


def _with_wrong_member(draw: st.DrawFn, whole: bytes) -> bytes:
    """Remove a member or an item, or replace it with any value."""
    content = orjson.loads(whole)
    places = list(_places(content))
    if not places:
        return orjson.dumps(draw(ANY))
    owner, key = draw(st.sampled_from(places))
    if draw(st.booleans()):
        del owner[key]
    else:
        owner[key] = draw(ANY)
    return orjson.dumps(content)


def _statuses(draw: st.DrawFn, target: Target, content: Any) -> Iterator[InvalidResponse]:
    """Return other statuses than the documented success, with its content."""
    whole = orjson.dumps(content)
    for status in (200, 201, 202, 203, 204, 205, 206, 226, draw(st.integers(200, 299))):
        if status not in target.served.successes:
            yield "wrong success", (CannedResponse(status, (JSON,), whole),)
    location = ("location", draw(_LOCATIONS))
    for status in (300, 301, 302, 303, 304, 307, 308, draw(st.integers(300, 399))):
        yield "redirect", (CannedResponse(status, (JSON, location), whole),)


def _errors(draw: st.DrawFn) -> Iterator[InvalidResponse]:
    """Return errors whose body is not a valid envelope."""
    bodies = [*_TEXTS, *map(orjson.dumps, _ENVELOPES), b"[" * 10_000, draw(st.binary(max_size=40))]
    bodies += [orjson.dumps({"error": content}) for content in draw(_DETAILS)]
    for body in bodies:
        status = draw(_STATUSES)
        headers = (("content-type", draw(st.sampled_from([*_MEDIA, "application/json"]))), *draw(_HEADERS))
        yield "wrong error", (CannedResponse(status, headers, body),)


def _links(draw: st.DrawFn, target: Target, content: Any) -> Iterator[InvalidResponse]:
    """Return pages with wrong next links, or with links in a circle."""
    status, path = target.served.success, target.served.path
    for link in (*_LINKS, draw(st.text(max_size=20)), ORIGIN + draw(st.text(max_size=12))):
        yield "wrong link", (CannedResponse(status, (JSON,), orjson.dumps({**content, "nextLink": link})),)
    for numbers in ((1, 1), (1, 2, 1), (1, 2, 3, 2)):
        pages = [next_link(content, f"{path}?page={number}") for number in numbers]
        yield "links in a circle", tuple(CannedResponse(status, (JSON,), orjson.dumps(page)) for page in pages)


def _monitors(draw: st.DrawFn, target: Target, content: Any) -> Iterator[InvalidResponse]:
    """Return long-running operations with a wrong monitor, or without a valid status."""
    status, place = target.served.success, f"{ORIGIN}/operationResults/1"
    body = b"" if content is None else orjson.dumps(content)
    for link in {*(link for link in _LINKS if isinstance(link, str) and _fits_header(link)), draw(_LOCATIONS)}:
        yield "wrong monitor", (CannedResponse(status, (JSON, (MONITOR, link)), body),)
    first = CannedResponse(status, (JSON, (MONITOR, place)), body)
    for text in _TEXTS:
        yield "no status", (first, CannedResponse(200, (JSON,), text))
    for told in (b"null", b"0", b'""', b"[]", b"{}", orjson.dumps(draw(ANY))):
        yield "wrong status", (first, CannedResponse(200, (JSON,), b'{"status":' + told + b"}"))


def _fits_header(text: str) -> bool:
    return text.isascii() and text.isprintable() and text == text.strip() and len(text) < 1000


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield all members and items, each with its container."""
    items = node.items() if is_object(node) else enumerate(node) if is_array(node) else ()
    for key, value in items:
        yield node, key
        yield from _places(value)
