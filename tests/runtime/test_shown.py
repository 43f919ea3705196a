"""What a server says is shown without control characters, not at length, and without the token that it was sent."""

from __future__ import annotations

import gc
import html
import json
import pickle
import unicodedata
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus, unquote

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_07_31 import IoTCentral

from iotcentral import (
    ApiError,
    ApiToken,
    BearerToken,
    CredentialError,
    DecodingError,
    IoTCentralError,
    PagingError,
    PollingError,
    TransportError,
    WaitError,
)
from iotcentral._core.retry import NO_RETRY
from iotcentral.errors import api_error
from iotcentral.errors._shown import LONGEST, is_secret, shown
from tests.support.faults import FaultServer, Reply, Then, reply
from tests.support.modes import all_of, run

SIGNATURE = "kX9/Qw+7Zt2Lm8Vr4Ns6Pb1Yc3Hd5Jf0Ga=="
BARE = f"sr=3f2c8b5e-1d4a-4c6b-9e8f-7a6b5c4d3e2f&sig={quote(SIGNATURE, safe='')}&skn=tests&se=1893456000000"
TOKEN = f"SharedAccessSignature {BARE}"
HELD = ApiToken(TOKEN)

FORMS = {
    "as it is": str,
    "unquoted": unquote,
    "quoted": lambda text: quote(text, safe=""),
    "quoted but for slashes": quote,
    "quoted in lower case": lambda text: quote(text, safe="").replace("%2F", "%2f").replace("%3D", "%3d"),
    "quoted for a form": quote_plus,
    "quoted twice": lambda text: quote(quote(text, safe=""), safe=""),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON with slashes": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "JSON for HTML": lambda text: text.replace("&", "\\u0026").replace("=", "\\u003D").replace("+", "\\u002b"),
    "HTML": html.escape,
    "base64": lambda text: b64encode(text.encode()).decode(),
    "base64 for URLs": lambda text: urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 of a header": lambda text: b64encode(f"Authorization: {text}\r\n".encode()).decode(),
    "base64 after one more": lambda text: b64encode(f"a{text}b".encode()).decode(),
    "upper case": str.upper,
}
PARTS = {"whole": TOKEN, "bare": BARE, "signature": quote(SIGNATURE, safe=""), "raw signature": SIGNATURE}
ECHOES = [pytest.param(FORMS[form](PARTS[part]), id=f"{part}, {form}") for part in PARTS for form in FORMS]


def readable(text: str) -> bool:
    """Return whether a text gives the signature away: a dozen characters of it in a row, in any of the forms."""
    haystack = text.lower()
    secrets = [form(SIGNATURE) for form in FORMS.values()] + [form(TOKEN) for form in FORMS.values()]
    signatures = [SIGNATURE, quote(SIGNATURE, safe=""), b64encode(SIGNATURE.encode()).decode()]
    return any(each.lower() in haystack for each in secrets) or any(
        each.lower()[:12] in haystack for each in signatures
    )


@pytest.mark.parametrize("echo", ECHOES)
def test_a_token_is_masked_in_every_form(echo):
    for text in (echo, f"the token '{echo}' is not valid", f'{{"authorization":"{echo}"}}', f"https://a/?t={echo}&x=1"):
        assert not readable(shown(text)), shown(text)
        assert "***" in shown(text)


def test_a_token_is_masked_where_the_text_is_cut():
    for start in range(LONGEST - 60, LONGEST + 10):
        assert not readable(shown("x" * start + TOKEN))
    for start in (65_536 - 300, 65_536 - 20, 65_536 - 2):
        assert not readable(shown(f"{TOKEN}{'y' * start}{TOKEN} ", 10**6))


def test_tokens_are_known_as_long_as_their_credentials_live():
    token = "SharedAccessSignature sr=gone&sig=abcdefghijklmnop"
    credential = ApiToken(token)
    assert "abcdefghijklmnop" not in shown(token)
    del credential
    gc.collect()
    assert shown(token) == token


def test_the_tokens_of_a_credential_are_masked_while_they_may_come_back():
    class Owner:
        pass

    owner = Owner()
    for number in range(3):
        is_secret(owner, f"header.payload{number}.signature{number}xyz")
    texts = [shown(f"signature{number}xyz") for number in range(3)]
    assert texts == ["signature0xyz", "***", "***"]


@given(st.text())
def test_what_is_shown_is_printable_and_short(text):
    result = shown(text)
    assert len(result) <= LONGEST * 10
    assert [each for each in result if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}] == []
    assert not any(each in result for each in "\u202e\u2066\u200b\ufeff")
    assert text == result or not text.isascii() or not text.isprintable() or len(text) > LONGEST


ENVELOPE = {"code": TOKEN, "message": f"a\r\nb\x1b[31m {TOKEN} \u202e", "target": TOKEN, "requestId": f"{TOKEN}\n"}
SAID = {
    "an envelope": reply(400, {"error": {**ENVELOPE, "details": [ENVELOPE]}}),
    "a page": reply(502, f"<html>{TOKEN}\x00".encode(), content_type="text/html"),
    "headers": reply(404, x_ms_error_code=TOKEN, x_ms_request_id=TOKEN),
    "a reason": Reply(f"HTTP/1.1 500 {SIGNATURE}\r\ncontent-length: 0\r\n\r\n".encode()),
    "no HTTP": Reply(f"{TOKEN}\r\n\r\n".encode(), Then.CLOSE),
    "another type": reply(200, {"id": "d1", "enabled": TOKEN}),
    "other members": reply(200, {"id": {TOKEN: TOKEN}}),
    "no JSON": reply(200, TOKEN.encode(), content_type=TOKEN.partition(" ")[2]),
    "a link elsewhere": reply(200, {"value": [], "nextLink": f"https://elsewhere.example/?{BARE}"}),
    "a link that is none": reply(200, {"value": [], "nextLink": f"http://[{TOKEN}\n"}),
}


def pieces(error: BaseException):
    """Return all that an error shows of itself and of what it stands on."""
    while error is not None:
        attributes = {name: value for name, value in vars(error).items() if name != "response"}
        yield f"{error} {error!r} {error.args} {attributes}"
        error = error.__cause__ if isinstance(error.__cause__, IoTCentralError) else None


@pytest.mark.parametrize("said", SAID)
def test_no_error_shows_the_token_that_a_server_echoes(mode, said):
    async def ask(app):
        if "link" in said:
            return await all_of(app.devices.list())
        return await app.devices.get("d1") if mode != "sync" else app.devices.get("d1")

    with FaultServer() as server:
        server.will_reply(SAID[said])
        with pytest.raises(IoTCentralError) as caught:
            run(mode, server.url, HELD, ask, retry=NO_RETRY)
    for text in pieces(caught.value):
        assert not readable(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 6 * LONGEST


LONG = "https://elsewhere.example/" + "a" * (1 << 20)


@pytest.mark.parametrize(
    "error",
    [
        PagingError("the next link leads away", LONG),
        PollingError("the address leads away", LONG),
        DecodingError("a" * (1 << 20), "a string", "b" * (1 << 20)),
        WaitError("job 'j1'", "c" * (1 << 20), "the state is final"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_error_shows_a_megabyte(error):
    assert len(str(error)) < 3 * LONGEST
    assert len(repr(error)) < 3 * LONGEST
    loaded = pickle.loads(pickle.dumps(error))
    assert (str(loaded), vars(loaded)) == (str(error), vars(error))


def test_the_link_of_an_error_is_whole_but_for_tokens():
    error = PagingError("the next link leads away", f"{LONG[:50_000]}?{BARE}&b")
    assert error.link == f"{LONG[:50_000]}?***&b"


def test_what_a_credential_says_is_shown_without_its_token():
    class Broken:
        def get_token(self, *scopes):
            raise ValueError(f"no more {TOKEN}\n")

    with FaultServer() as server, IoTCentral(server.url, Broken()) as app, pytest.raises(CredentialError) as caught:
        app.devices.get("d1")
    assert str(caught.value) == r"Broken returned no token: ValueError: no more ***\n"


def test_attributes_are_what_came_and_the_text_is_shown_safely(mode):
    said = {"code": "Bad\x1b[31m\r\n", "message": "m\x00" * 2000, "target": "\u202e", "requestId": "r\n1"}
    with FaultServer() as server:
        server.will_reply(reply(422, orjson.dumps({"error": {**said, "details": [said]}})))
        with pytest.raises(ApiError) as caught:
            run(mode, server.url, BearerToken("t"), lambda app: app.devices.get("d1"))
    error = caught.value
    assert {"code": error.code, "message": error.message, "target": error.target, "requestId": error.request_id} == said
    assert error.details[0][:3] == (said["code"], said["message"], said["target"])
    assert r"422 Bad\x1b[31m\r\n: m\x00" in str(error)
    assert r"(request id r\n1)" in str(error)
    assert str(error).isprintable()
    assert str(error.details[0]).isprintable()
    assert len(str(error)) < 6 * LONGEST > len(repr(error.details))


def test_a_request_id_that_is_cut_with_the_message_is_shown_after_it():
    body = {"error": {"code": "InvalidBody", "message": "m" * 2000 + " Request ID: abc", "requestId": "abc"}}
    response = httpx.Response(400, json=body)
    assert str(api_error("Devices_Get", response)).endswith("m… (request id abc)")


def test_looking_for_tokens_in_a_long_text_takes_no_pattern(monkeypatch):
    monkeypatch.setattr("iotcentral.errors._shown.re.compile", None)
    token = ApiToken("SharedAccessSignature sr=1&sig=anotherSignature")
    assert shown("a" * 100_000, 10**6).endswith("a…")
    assert token is not None


def test_a_message_without_secrets_is_as_it_was(mode):
    body = orjson.dumps({"error": {"code": "InvalidBody", "message": "Größe: 'é' ist kein \"Wert\" (日本語)."}})
    with FaultServer() as server:
        server.will_reply(reply(422, body))
        with pytest.raises(ApiError) as caught:
            run(mode, server.url, BearerToken("t"), lambda app: app.devices.get("d1"))
    assert caught.value.message == "Größe: 'é' ist kein \"Wert\" (日本語)."


def frames_of(error: BaseException | None):
    """Return the frames of an error and of all that it stands on, but for those of tests."""
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            if "tests" not in trace.tb_frame.f_code.co_filename:
                yield trace.tb_frame
            trace = trace.tb_next
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "said", [Reply(b"", Then.RESET), Reply(b"nonsense\r\n\r\n", Then.CLOSE)], ids=["reset", "nonsense"]
)
def test_no_frame_of_a_library_is_kept_with_the_token_in_it(mode, said):
    with FaultServer() as server:
        server.will_reply(said)
        with pytest.raises(TransportError) as caught:
            run(mode, server.url, HELD, lambda app: app.devices.get("d1"), retry=NO_RETRY)
    assert caught.value.__cause__ is not None
    files = {frame.f_code.co_filename for frame in frames_of(caught.value)}
    assert [name for name in files if any(each in name for each in ("httpx", "httpcore", "/h11/"))] == []
