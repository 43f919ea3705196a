"""HTTP faults: replies that break HTTP or use its limits, each with the errors that are allowed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import NamedTuple

from iotcentral import ApiError, DecodingError, IoTCentralError, TransportError, TransportTimeoutError

from .byte_server import Reply, Then

__all__ = ["ANY_ERROR", "HttpFault", "faults", "stalls"]

ANY_ERROR: tuple[type[Exception], ...] = (IoTCentralError,)
"""Any error of the clients; a value is allowed too."""

_CUT = (TransportError,)


class HttpFault(NamedTuple):
    """A reply with a fault."""

    kind: str
    reply: Reply
    expected: tuple[type[Exception], ...]
    """The errors that may be raised; empty: the call has to succeed."""


def faults(status: int, body: bytes) -> Iterator[HttpFault]:
    """Return the faults that have an effect at once.

    Args:
        status: of the documented success.
        body: a documented one; empty if there is none.
    """
    head = _head(status, body)
    half = len(body) // 2
    if body:
        yield from _with_body(status, body, head, half)
    whole = head + body
    yield HttpFault("nothing at all", Reply(()), _CUT)
    yield HttpFault("reset at once", Reply((), Then.RESET), _CUT)
    yield HttpFault("cut in the status line", Reply((whole[:9],)), _CUT)
    yield HttpFault("cut in the headers", Reply((whole[: len(head) - 4],)), _CUT)
    yield HttpFault("no HTTP", Reply((b"SSH-2.0-OpenSSH_9.6\r\n\r\n",)), _CUT)
    yield HttpFault("zeroes", Reply((b"\x00" * 64 + b"\r\n\r\n",)), _CUT)
    yield HttpFault("TLS", Reply((b"\x15\x03\x01\x00\x02\x02\x28",)), _CUT)
    yield HttpFault("HTTP/2", Reply((b"\x00\x00\x12\x04\x00\x00\x00\x00\x00",)), _CUT)
    yield HttpFault("status of four digits", Reply((b"HTTP/1.1 2000 OK\r\n\r\n",)), _CUT)
    yield HttpFault("status that is not a number", Reply((b"HTTP/1.1 abc OK\r\n\r\n",)), _CUT)
    yield HttpFault("header without a colon", Reply((b"HTTP/1.1 200 OK\r\nheader\r\n\r\n",)), _CUT)
    yield HttpFault("header with a NUL", Reply((b"HTTP/1.1 200 OK\r\na: \x00b\r\n\r\n",)), _CUT)
    yield HttpFault("negative length", Reply((b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",)), _CUT)
    yield HttpFault(
        "two lengths", Reply((b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",)), _CUT
    )
    yield HttpFault("headers without end", Reply((b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 60_000,)), _CUT)
    yield HttpFault("a huge header", Reply((b"HTTP/1.1 200 OK\r\na: " + b"b" * 300_000 + b"\r\n\r\n",)), _CUT)
    yield HttpFault("100 first", Reply((b"HTTP/1.1 100 Continue\r\n\r\n", whole)), ())
    yield HttpFault("103 first", Reply((b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" * 3, whole)), ())
    yield HttpFault("nothing but 100", Reply((b"HTTP/1.1 100 Continue\r\n\r\n",)), _CUT)
    yield HttpFault(
        "101", Reply((b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",)), ANY_ERROR
    )
    yield HttpFault(
        "redirect to itself", Reply((b"HTTP/1.1 307 X\r\nlocation: /\r\ncontent-length: 0\r\n\r\n",)), (ApiError,)
    )
    yield HttpFault(
        "redirect to nowhere",
        Reply((b"HTTP/1.1 302 X\r\nlocation: http://[\r\ncontent-length: 0\r\n\r\n",)),
        (ApiError, TransportError),
    )
    yield HttpFault("204 with a body", Reply((b"HTTP/1.1 204 X\r\ncontent-length: 5\r\n\r\nabcde",)), ANY_ERROR)
    yield HttpFault("in pieces", Reply(_pieces(whole)), ())
    yield HttpFault("folded header", Reply((head[:-2] + b"x-a: b\r\n  c\r\n\r\n" + body,)), ())
    yield HttpFault("bare line feeds", Reply((head.replace(b"\r\n", b"\n") + body,)), ANY_ERROR)


def _with_body(status: int, body: bytes, head: bytes, half: int) -> Iterator[HttpFault]:
    """Return the faults of bodies."""
    line = b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\n" % status
    chunked = line + b"transfer-encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n%s\r\n" % (len(body), body)
    zipped = gzip.compress(body, mtime=0)
    yield HttpFault("no body", Reply((head,)), _CUT)
    yield HttpFault("cut in the body", Reply((head, body[:half])), _CUT)
    yield HttpFault("reset in the body", Reply((head, body[:half]), Then.RESET), _CUT)
    yield HttpFault("more than the length", Reply((head, body + b"more")), ANY_ERROR)
    yield HttpFault("until the connection closes", Reply((line + b"\r\n" + body,)), ())
    yield HttpFault("chunked", Reply((chunked, chunk, b"0\r\n\r\n")), ())
    yield HttpFault(
        "chunks of one byte", Reply((chunked, b"".join(b"1\r\n%c\r\n" % byte for byte in body), b"0\r\n\r\n")), ()
    )
    yield HttpFault("chunked with a trailer", Reply((chunked, chunk, b"0\r\nx-a: b\r\n\r\n")), ())
    yield HttpFault("no last chunk", Reply((chunked, chunk)), _CUT)
    yield HttpFault("cut in a chunk", Reply((chunked, chunk[: len(chunk) // 2])), _CUT)
    yield HttpFault("length of a chunk that is none", Reply((chunked, b"zz\r\n" + body)), _CUT)
    yield HttpFault("length of a chunk that is endless", Reply((chunked, b"f" * 100 + b"\r\n" + body)), _CUT)
    yield HttpFault("chunk that is longer than said", Reply((chunked, b"1\r\n" + body + b"\r\n0\r\n\r\n")), _CUT)
    yield HttpFault("gzip", Reply((_head(status, zipped, b"content-encoding: gzip\r\n"), zipped)), ())
    yield HttpFault(
        "gzip said and not done", Reply((_head(status, body, b"content-encoding: gzip\r\n"), body)), (DecodingError,)
    )
    cut = zipped[: len(zipped) // 2]
    yield HttpFault("gzip cut short", Reply((_head(status, cut, b"content-encoding: gzip\r\n"), cut)), (DecodingError,))


def stalls(status: int, body: bytes) -> Iterator[HttpFault]:
    """Return the faults that have an effect when the client's time-out is over."""
    head, expected = _head(status, body or b"{}"), (TransportTimeoutError,)
    yield HttpFault("no answer", Reply((), Then.STALL), expected)
    yield HttpFault("no end of the headers", Reply((head[:-2],), Then.STALL), expected)
    if body:
        yield HttpFault("no end of the body", Reply((head, body[:1]), Then.STALL), expected)


def _pieces(content: bytes) -> tuple[bytes, ...]:
    size = max(1, len(content) // 50)
    return tuple(content[at : at + size] for at in range(0, len(content), size))


def _head(status: int, body: bytes, more: bytes = b"") -> bytes:
    """Return the headers of a valid reply."""
    line = b"HTTP/1.1 %d X\r\nconnection: close\r\n" % status
    if status == 204:
        return line + b"\r\n"
    return line + b"content-type: application/json\r\ncontent-length: %d\r\n" % len(body) + more + b"\r\n"
