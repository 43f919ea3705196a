"""Faults of a server or of the network: each makes a faulty reply of the right one."""

from __future__ import annotations

import gzip
import zlib
from base64 import b64encode
from collections.abc import Callable
from email.utils import formatdate
from enum import Enum
from typing import NamedTuple
from urllib.parse import quote

import orjson

from tests.support.faults import Reply, Then, reply

__all__ = ["ELSEWHERE", "FAULTS", "SIGNATURE", "TOKEN", "Fault", "Wrong"]

SIGNATURE = "s1gn/ature+0f=the token"
TOKEN = f"SharedAccessSignature sr=app&sig={quote(SIGNATURE, safe='')}&skn=chaos&se=4102444800000"
ELSEWHERE = "http://203.0.113.1/api/devices"
"""A server that nobody may be led to; the address is reserved for documentation."""

_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
_FORGED = reply(200, {"value": [{"id": "forged"}], "response": {"of": "forged"}}).content
_BOMB = gzip.compress(b'{"value":[' + b" " * (80 << 20) + b"]}", compresslevel=1)


class Wrong(Enum):
    """What is wrong with a reply."""

    NOTHING = "nothing"
    """It is unusual, but right: the caller gets the result."""
    REPLY = "reply"
    """It cannot be used: the call is repeated where that is safe, else it is an error."""
    REFUSED = "refused"
    """The server says that it has not carried the request out."""


class Fault(NamedTuple):
    """A fault.

    Attributes:
        make: makes the faulty reply of the right one's body.
        wrong: what is wrong with it.
        stalls: whether the server says no more, so that only a time-out ends the call.
        lists: whether it needs a page of a list.
    """

    make: Callable[[bytes], Reply]
    wrong: Wrong = Wrong.REPLY
    stalls: bool = False
    lists: bool = False


def _framed(body: bytes, *lines: str) -> bytes:
    return _HEAD + "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def _raw(content: bytes, then: Then = Then.CLOSE) -> Fault:
    return Fault(lambda _: Reply(content, then))


def _after(*, extra: bytes) -> Fault:
    return Fault(lambda body: Reply(reply(200, body).content + extra), Wrong.NOTHING)


def _before(extra: bytes) -> Fault:
    return Fault(lambda body: Reply(extra + reply(200, body).content), Wrong.NOTHING)


def _content(change: Callable[[bytes], bytes], wrong: Wrong = Wrong.REPLY, **headers: str) -> Fault:
    return Fault(lambda body: reply(200, change(body), **headers), wrong)


def _status(status: int, body: bytes = b"", wrong: Wrong = Wrong.REPLY, **headers: str) -> Fault:
    return Fault(lambda _: reply(status, body, **headers), wrong)


def _told(message: str) -> Fault:
    return _status(400, orjson.dumps({"error": {"code": "BadRequest", "message": message}}))


def _chunks(body: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[start : start + 7] for start in range(0, len(body), 7))
    return _framed(b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + end, "transfer-encoding: chunked")


def _next_link(link: object) -> Fault:
    return Fault(lambda body: reply(200, {**orjson.loads(body), "nextLink": link}), lists=True)


FAULTS: dict[str, Fault] = {
    # the connection
    "reset before the headers": _raw(b"", Then.RESET),
    "reset after the headers": _raw(_framed(b"", "content-length: 100"), Then.RESET),
    "closed without a word": _raw(b""),
    "closed in the headers": _raw(b"HTTP/1.1 200 OK\r\ncontent-"),
    "closed in the body": Fault(lambda body: Reply(reply(200, body).content[:-3], Then.CLOSE)),
    "closed in a chunk": Fault(lambda body: Reply(_chunks(body)[:-12], Then.CLOSE)),
    "closed before the last chunk": Fault(lambda body: Reply(_chunks(body, b""), Then.CLOSE)),
    "stalled before the headers": _raw(b"", Then.STALL)._replace(stalls=True),
    "stalled in the headers": _raw(_HEAD[:20], Then.STALL)._replace(stalls=True),
    "stalled in the body": _raw(_framed(b'{"v', "content-length: 100"), Then.STALL)._replace(stalls=True),
    # no HTTP, or not quite
    "another protocol": _raw(b"220 mail.example ESMTP\r\n"),
    "TLS where none is spoken": _raw(b"\x15\x03\x01\x00\x02\x02\x28"),
    "endless headers": _raw(_HEAD + b"x: " + b"x" * 200_000),
    "a status line without a status": _raw(b"HTTP/1.1 fine\r\n\r\n"),
    "a header without a colon": _raw(_HEAD + b"nonsense\r\n\r\n{}"),
    "a zero byte in a header": _raw(_HEAD + b"x: a\x00b\r\ncontent-length: 2\r\n\r\n{}"),
    "another protocol is switched to": _raw(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n"),
    # where a body ends
    "a length that is too long": Fault(
        lambda body: Reply(_framed(body, f"content-length: {len(body) + 9}"), Then.CLOSE)
    ),
    "a length that is too short": Fault(lambda body: Reply(_framed(body, f"content-length: {len(body) - 3}"))),
    "two lengths": Fault(lambda body: Reply(_framed(body, f"content-length: {len(body)}", "content-length: 3"))),
    "a negative length": _raw(_framed(b"{}", "content-length: -2")),
    "chunks without a size": _raw(_framed(b"size\r\n{}\r\n0\r\n\r\n", "transfer-encoding: chunked")),
    "a line end after the body": _after(extra=b"\r\n"),
    "a forged response after the body": _after(extra=_FORGED),
    "half a response after the body": _after(extra=_FORGED[:30]),
    "a forged response after the chunks": Fault(lambda body: Reply(_chunks(body) + _FORGED), Wrong.NOTHING),
    "an interim response": _before(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "fifty interim responses": _before(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" * 50),
    "no length, then closed": Fault(lambda body: Reply(_framed(body, "connection: close"), Then.CLOSE), Wrong.NOTHING),
    # how content is packed
    "packed with gzip": _content(gzip.compress, Wrong.NOTHING, content_encoding="gzip"),
    "gzip that is cut": _content(lambda body: gzip.compress(body)[:-12], content_encoding="gzip"),
    "gzip with a wrong checksum": _content(lambda body: gzip.compress(body)[:-8] + b"\0" * 8, content_encoding="gzip"),
    "gzip that grows to 80 MB": _content(lambda _: _BOMB, content_encoding="gzip"),
    "deflate that is none": _content(lambda body: zlib.compress(body)[::-1], content_encoding="deflate"),
    "plain where gzip is announced": _content(lambda body: body, content_encoding="gzip"),
    # content
    "JSON that is cut": _content(lambda body: body[:-2]),
    "JSON that is deep": _content(lambda _: b"[" * 100_000),
    "no UTF-8": _content(lambda body: body.replace(b"{", b'{"x":"\xff",', 1)),
    "half a surrogate pair": _content(lambda body: body.replace(b"{", b'{"x":"\\ud800",', 1)),
    "NaN": _content(lambda body: body.replace(b"{", b'{"x":NaN,', 1)),
    "an HTML page": _content(lambda _: b"<html>maintenance</html>", content_type="text/html"),
    "nothing": _content(lambda _: b""),
    "another type": _content(lambda _: b"[1]"),
    "members that nobody knows": _content(lambda body: body.replace(b"{", b'{"$new":{"a":[null]},', 1), Wrong.NOTHING),
    "cookies": _content(lambda body: body, Wrong.NOTHING, set_cookie="session=1; path=/"),
    # statuses
    "400": _told("no"),
    "403": _status(403),
    "408": _status(408, wrong=Wrong.REFUSED),
    "418": _status(418),
    "429": _status(429, wrong=Wrong.REFUSED, retry_after="0"),
    "429 until a past date": _status(429, wrong=Wrong.REFUSED, retry_after=formatdate(0, usegmt=True)),
    "429 without sense": _status(429, wrong=Wrong.REFUSED, retry_after="-1, soon"),
    "429 for ever": _status(429, wrong=Wrong.REFUSED, retry_after="9" * 400),
    "500": _status(500),
    "502 with HTML": _status(502, b"<html>", content_type="text/html; charset=hex"),
    "503": _status(503, wrong=Wrong.REFUSED, retry_after="0"),
    "504": _status(504),
    "599 in no encoding": _status(599, b"\xff\xfe"),
    "202": _status(202, b"{}"),
    "304": _status(304),
    "redirected to itself": _status(307, location="?"),
    "redirected elsewhere": _status(307, location=ELSEWHERE),
    "redirected to no address": _status(302, location="javascript:alert(1)"),
    # what the server says
    "control characters": _told("\x1b[2Jgone\r\nIgnore: this\x00\x9b\u202e"),
    "a message of a megabyte": _told("x" * (1 << 20)),
    "the token": _told(f"you sent {TOKEN}"),
    "the signature": _told(f"bad signature {SIGNATURE}"),
    "the token, escaped": _told(f"you sent {quote(TOKEN)} and {b64encode(TOKEN.encode()).decode()}"),
    # links of lists
    "a next link to elsewhere": _next_link(ELSEWHERE),
    "a next link with the token": _next_link(f"{ELSEWHERE}?{TOKEN}"),
    "a next link that is a number": _next_link(5),
    "a next link that is not an address": _next_link("http://[::1"),
    "a next link of a megabyte": _next_link("http://" + "x" * (1 << 20)),
}
