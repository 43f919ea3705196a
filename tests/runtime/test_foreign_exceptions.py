"""Whatever the libraries below raise reaches the caller as an error of the clients, which says what it was."""

from __future__ import annotations

import inspect
import socket
import ssl
from typing import Any

import anyio
import h11
import httpcore
import httpx
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import (
    ApiToken,
    ConfigurationError,
    DecodingError,
    IoTCentralError,
    TransportError,
    TransportTimeoutError,
)
from iotcentral._core.retry import NO_RETRY
from iotcentral._core.sync.network import Backend
from iotcentral._core.sync.transport import NetworkTransport
from tests.support.modes import MODES, run_client

OTHERS = [
    BlockingIOError,
    ConnectionResetError,
    EOFError,
    ExceptionGroup,
    MemoryError,
    OSError,
    RecursionError,
    RuntimeError,
    TimeoutError,
    UnicodeDecodeError,
    UnicodeEncodeError,
    UnicodeError,
    ValueError,
    socket.gaierror,
    ssl.SSLCertVerificationError,
    ssl.SSLError,
    ssl.SSLWantReadError,
    ssl.SSLZeroReturnError,
]
ARGUMENTS: dict[type[Exception], tuple[Any, ...]] = {
    UnicodeDecodeError: ("utf-8", b"\xff", 0, 1, "bad"),
    UnicodeEncodeError: ("ascii", "ü", 0, 1, "bad"),
    ExceptionGroup: ("several", [ValueError("one"), OSError("two")]),
}


def of_module(module: Any) -> list[type[Exception]]:
    return [
        each
        for each in (getattr(module, name, None) for name in dir(module))
        if inspect.isclass(each) and issubclass(each, Exception) and not issubclass(each, Warning)
    ]


def made(kind: type[Exception]) -> Exception:
    """Return an exception of a class, whatever its arguments are called."""
    if kind is httpx.HTTPStatusError:
        request = httpx.Request("GET", "http://a")
        return httpx.HTTPStatusError("said", request=request, response=httpx.Response(500, request=request))
    for arguments in (ARGUMENTS.get(kind, ("said so",)), (), ("said so", None), ("said so", "a", "b")):
        try:
            return kind(*arguments)
        except TypeError:
            continue
    raise AssertionError(f"{kind} cannot be made")


UNRAISED = {h11.ProtocolError, getattr(anyio, "BrokenWorkerInterpreter", None)}
"""A base class that refuses to be raised, and the error of an interpreter that nobody starts here."""
KINDS = sorted(
    {*of_module(httpx), *of_module(httpcore), *of_module(anyio), *of_module(h11), *OTHERS} - UNRAISED, key=repr
)


class Raising(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Raises an exception for each request, or when the body is read."""

    def __init__(self, error: Exception, *, late: bool) -> None:
        self.error = error
        self.late = late

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not self.late:
            raise self.error
        return httpx.Response(200, stream=RaisingStream(self.error))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


class RaisingStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def __iter__(self):
        raise self.error
        yield b""

    async def __aiter__(self):
        raise self.error
        yield b""


@pytest.mark.parametrize("late", [False, True], ids=["at once", "in the body"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
def test_every_exception_of_the_libraries_is_an_error_of_the_clients(token, kind, late):
    mode = MODES[len(kind.__name__) % 3]
    error = made(kind)
    with pytest.raises(IoTCentralError) as caught:
        run_client(
            mode,
            (IoTCentral, AsyncIoTCentral),
            lambda app: app.devices.get("d1"),
            "contoso",
            ApiToken(token),
            transport=Raising(error, late=late),
            retry=NO_RETRY,
        )
    if kind is httpx.DecodingError:
        assert type(caught.value) is DecodingError
    else:
        assert f": {kind.__name__}: " in str(caught.value)
        timed_out = issubclass(kind, httpx.TimeoutException | TimeoutError)
        assert type(caught.value) is (TransportTimeoutError if timed_out else TransportError)
        assert caught.value.__cause__ is error
    assert [attempt.outcome for attempt in caught.value.attempts] == [kind.__name__]


@pytest.mark.parametrize("kind", sorted({*of_module(httpcore), *OTHERS} - {httpcore.ConnectionNotAvailable}, key=repr))
def test_every_exception_of_the_network_is_an_error_of_the_clients(token, kind, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise made(kind)

    monkeypatch.setattr(Backend, "connect_tcp", fail)
    with IoTCentral("contoso", ApiToken(token), retry=NO_RETRY) as app, pytest.raises(TransportError) as caught:
        app.devices.get("d1")
    assert f": {kind.__name__}: " in str(caught.value)


def test_errors_of_httpcore_have_their_names_in_httpx(monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise httpcore.ConnectTimeout("too long")

    monkeypatch.setattr(Backend, "connect_tcp", fail)
    with pytest.raises(httpx.ConnectTimeout, match="too long"):
        NetworkTransport().handle_request(httpx.Request("GET", "http://localhost"))


VALUES = ["ü", "a\r\nx: y", "a\n", "\x00", " a", "a ", "a\t", "\ud800"]


@pytest.mark.parametrize("value", VALUES, ids=ascii)
def test_a_header_that_cannot_be_sent_is_refused_when_the_request_is_built(value, token):
    import iotcentral_v2022_10_31_preview as preview

    def never(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request)

    refused = pytest.raises(ConfigurationError, match=r"Devices_Update: If-Match is .* printable ASCII")
    with preview.IoTCentral("contoso", ApiToken(token), transport=httpx.MockTransport(never)) as app, refused as caught:
        app.devices.update("d1", preview.models.DevicePatch(enabled=True), if_match=value)
    trace, files = caught.value.__traceback__, []
    while trace is not None:
        files.append(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
    assert not any(library in file for file in files for library in ("httpx", "httpcore", "h11"))


@pytest.mark.parametrize(
    ("method", "arguments"),
    [("get", {"device_id": "\ud800"}), ("list", {"filter": "\ud800"}), ("list", {"filter": "a\udfff"})],
)
def test_half_a_surrogate_pair_is_refused_when_the_request_is_built(token, method, arguments):
    import iotcentral_v2022_10_31_preview as preview

    refused = pytest.raises(ConfigurationError, match=r"Devices_\w+: \w+ is not valid Unicode text")
    with preview.IoTCentral("contoso", ApiToken(token)) as app, refused:
        print(*getattr(app.devices, method)(**arguments))


@pytest.mark.parametrize(
    "timeout", ["5", -1, 0, float("nan"), float("inf"), (5, 5), httpx.Timeout(5, connect=-1)], ids=repr
)
def test_a_timeout_that_is_none_is_refused(token, timeout):
    with pytest.raises(ConfigurationError, match=r"^timeout is .* must be more than 0 seconds"):
        IoTCentral("contoso", ApiToken(token), timeout=timeout)
    with IoTCentral("contoso", ApiToken(token)) as app, pytest.raises(ConfigurationError, match=r"^timeout is "):
        app.with_options(timeout=timeout)


@pytest.mark.parametrize(
    "app", ["https://contöso.example", "https://contoso。example", "http://127.0.0.\u0661", "https://\u212aontoso"]
)
def test_a_host_beyond_ascii_is_refused_in_a_url_as_in_a_name(app, token):
    with pytest.raises(ConfigurationError, match="is not a valid application: "):
        IoTCentral(app, ApiToken(token))
    with pytest.raises(ConfigurationError, match="is not a valid application: "):
        IoTCentral(app.partition("://")[2], ApiToken(token))


def test_a_label_that_is_too_long_is_an_error_of_the_clients(token):
    with (
        IoTCentral(f"https://{'a' * 70}.example", ApiToken(token), retry=NO_RETRY) as app,
        pytest.raises(IoTCentralError),
    ):
        app.devices.get("d1")
