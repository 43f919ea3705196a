"""The token stays on this machine where the address does, whatever proxies the environment names."""

from __future__ import annotations

import pytest

from iotcentral import ApiToken, ConfigurationError, TransportError
from iotcentral._core.proxies import is_loopback, proxy_for
from iotcentral._core.retry import NO_RETRY
from tests.support.faults import FaultServer, reply
from tests.support.modes import got, run
from tests.support.wire import NEXT, Script, WireServer

VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("contoso.localhost", True),
        ("127.0.0.1.example.com", False),
        ("127.999.0.1", False),
        ("127.1", False),
        ("localhost.example.com", False),
        ("notlocalhost", False),
        ("10.0.0.1", False),
        ("0.0.0.0", False),
        ("::2", False),
        ("", False),
    ],
)
def test_this_machine_is_known_by_its_addresses_and_names(host, loopback):
    assert is_loopback(host) == loopback


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "contoso.localhost"])
def test_nothing_for_this_machine_goes_to_a_proxy(mode, token, environment, variable, host):
    with FaultServer() as server, FaultServer() as proxy:
        server.will_reply(reply(200, {"id": "d1"}))
        proxy.will_reply(reply(200, {"id": "stolen"}))
        environment.setenv(variable, proxy.url)
        url = server.url.replace("127.0.0.1", host)
        assert run(mode, url, ApiToken(token), lambda app: app.devices.get("d1")).id == "d1"
        assert proxy.received == []


def test_a_proxy_of_the_environment_is_used_for_other_machines_and_sees_no_token(mode, token, environment):
    """It is asked for a tunnel, in which TLS begins; this one refuses it."""

    def play(_: int) -> Script:
        yield NEXT
        yield b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"

    with WireServer(play) as proxy:
        environment.setenv("HTTPS_PROXY", proxy.url.replace("http://", "http://user:pass@"))
        with pytest.raises(TransportError, match="ProxyError"):
            run(mode, "https://contoso.invalid", ApiToken(token), lambda app: app.devices.get("d1"), retry=NO_RETRY)
    ((_, request),) = proxy.received
    assert (request.method, request.target) == ("CONNECT", "contoso.invalid:443")
    assert "proxy-authorization" in request.headers
    assert "authorization" not in request.headers
    assert "s3cr3t" not in repr(request)


def test_what_a_proxy_sends_after_its_response_is_not_taken_for_tls(mode, token, environment):
    def play(_: int) -> Script:
        yield NEXT
        yield b"HTTP/1.1 200 OK\r\n\r\nmore"

    with WireServer(play) as proxy:
        environment.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(TransportError, match="RemoteProtocolError: the proxy sent more than its response"):
            run(mode, "https://contoso.invalid", ApiToken(token), lambda app: app.devices.get("d1"), retry=NO_RETRY)


@pytest.mark.parametrize(
    ("variables", "scheme", "host", "proxy"),
    [
        ({}, "https", "contoso.example", None),
        ({"HTTPS_PROXY": "http://a:1"}, "https", "contoso.example", "http://a:1"),
        ({"HTTPS_PROXY": "a:1"}, "https", "contoso.example", "http://a:1"),
        ({"HTTP_PROXY": "http://a:1"}, "https", "contoso.example", None),
        ({"ALL_PROXY": "http://a:1"}, "https", "contoso.example", "http://a:1"),
        ({"ALL_PROXY": "http://a:1", "HTTPS_PROXY": "http://b:2"}, "https", "contoso.example", "http://b:2"),
        ({"ALL_PROXY": "http://a:1", "NO_PROXY": "example"}, "https", "contoso.example", None),
        ({"ALL_PROXY": "http://a:1", "NO_PROXY": "*"}, "https", "contoso.example", None),
        ({"ALL_PROXY": "http://a:1", "NO_PROXY": "other"}, "https", "contoso.example", "http://a:1"),
        ({"ALL_PROXY": "socks5://a:1"}, "https", "contoso.example", "socks5://a:1"),
    ],
)
def test_a_proxy_is_chosen_by_the_environment(environment, variables, scheme, host, proxy):
    for name, value in variables.items():
        environment.setenv(name, value)
    found = proxy_for(scheme, host)
    assert (None if found is None else str(found.url)) == proxy


@pytest.mark.parametrize("value", ["ftp://s3cr3t@a", "http://", "http://a:b"])
def test_a_proxy_that_is_none_is_refused_without_its_password(environment, value):
    environment.setenv("HTTPS_PROXY", value)
    with pytest.raises(
        ConfigurationError, match=r"\(HTTPS_PROXY or ALL_PROXY\) is not the address of a proxy"
    ) as caught:
        proxy_for("https", "contoso.example")
    assert "s3cr3t" not in str(caught.value)


def test_a_bad_proxy_or_certificate_is_an_error_of_the_call(mode, token, environment, tmp_path):
    async def ask(app):
        with pytest.raises(ConfigurationError):
            await got(app.devices.get("d1"))

    environment.setenv("HTTPS_PROXY", "ftp://a")
    run(mode, "https://contoso.invalid", ApiToken(token), ask)
    environment.delenv("HTTPS_PROXY")
    (tmp_path / "none.pem").write_text("no certificate")  # a missing file is ignored by the oldest httpx
    environment.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    run(mode, "https://contoso.invalid", ApiToken(token), ask)
