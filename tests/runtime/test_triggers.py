"""Subscriptions: their address is a secret that only they can make, and they take only what is meant for them."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import BearerToken, ConfigurationError, DecodingError
from iotcentral.webhooks._triggers import Subscription
from tests.support.sample_connector import Connector, RuleFired

SECRET = bytes(range(32))

FIRED = {
    "timestamp": "2026-01-31T08:30:00Z",
    "application": {
        "id": "6f1f9e7c-0c1d-4f3a-8c0e-2f6f3f8f9a10",
        "displayName": "Contoso",
        "subdomain": "contoso",
        "host": "contoso.azureiotcentral.com",
    },
    "device": {"id": "d1", "displayName": "Door"},
    "rule": {"id": "r1", "displayName": "Too warm", "enabled": True},
}


def subscribed(application: Any = "contoso", rule: Any = "r1", **values: Any) -> Subscription[RuleFired]:
    return Connector(BearerToken("t")).when_a_rule_is_fired(application, rule, **values)


def fired(**changes: Any) -> bytes:
    return orjson.dumps({**FIRED, **changes})


def refusal(subscription: Subscription[Any], content: bytes) -> str:
    with pytest.raises(DecodingError) as caught:
        subscription.decode(content)
    return str(caught.value)


def test_a_subscription_without_an_id_is_given_one_that_is_safe_in_an_address():
    one, other = subscribed(), subscribed()
    assert one.id != other.id
    assert one.secret != other.secret
    assert len(one.secret) == 32
    assert one.id.replace("-", "").replace("_", "").isalnum()


def test_the_address_is_below_the_receiver_and_signed():
    subscription = subscribed(id="s1").with_secret(SECRET)
    url = urlsplit(subscription.callback_url("https://hooks.contoso.com/iot/"))
    assert (url.scheme, url.netloc, url.path) == ("https", "hooks.contoso.com", "/iot/s1")
    # HMAC-SHA256 of the id, made with OpenSSL
    assert parse_qs(url.query) == {"sig": ["3fe711aae85a53cba26fec699ea91acd21f9a40d12808ffbec3a0f6cf5cfe409"]}


def test_the_signature_is_that_of_the_secret_and_the_id_alone():
    subscription = subscribed(id="s1").with_secret(SECRET)
    (signature,) = parse_qs(urlsplit(subscription.callback_url("https://a.b")).query)["sig"]
    assert subscribed("fabrikam", "r2", id="s1").with_secret(SECRET).verify(signature)
    assert not subscribed(id="s2").with_secret(SECRET).verify(signature)
    assert not subscribed(id="s1").with_secret(SECRET[::-1]).verify(signature)


@given(st.text(st.characters(), max_size=80))
def test_no_other_text_is_the_signature(text):
    assert not subscribed(id="s1").with_secret(SECRET).verify(text)


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("hooks.contoso.com", "is not a valid receiver"),
        ("https://", "is not a valid receiver"),
        ("https://hooks.contoso.com?x=1", "neither query"),
        ("https://hooks.contoso.com/#x", "neither query"),
        ("https://hooks.contoso.com/a b", "spaces"),
        ("https://u:p@hooks.contoso.com", "without more"),
        ("http://hooks.contoso.com", "unencrypted"),
        ("https://[bad", "is not a valid receiver"),
    ],
)
def test_an_unusable_base_is_refused(base, message):
    with pytest.raises(ConfigurationError, match=message) as caught:
        subscribed().callback_url(base)
    assert str(caught.value).startswith("WhenARuleIsFired: ")


@pytest.mark.parametrize("base", ["http://localhost:8000", "http://127.0.0.1:1", "http://a.localhost/x"])
def test_this_machine_may_be_called_unencrypted(base):
    assert subscribed(id="s1").callback_url(base).startswith(f"{base}/s1?sig=")


def test_a_subscription_comes_back_after_a_restart():
    before = subscribed(id="s1")
    kept = json.loads(json.dumps(before.to_dict()))
    after = subscribed(kept["application"], kept["rule"], id=kept["id"]).with_secret(kept["secret"])
    assert after.callback_url("https://a.b") == before.callback_url("https://a.b")
    assert after.to_dict() == before.to_dict()


def test_a_made_id_is_taken_back():
    before = subscribed()
    assert subscribed(id=before.id).id == before.id


@pytest.mark.parametrize(
    ("secret", "message"),
    [(b"short", "has 5 bytes, but needs 16"), ("00ff", "has 2 bytes"), ("x" * 64, "not hexadecimal")],
)
def test_a_weak_secret_is_refused_without_being_shown(secret, message):
    with pytest.raises(ConfigurationError, match=message) as caught:
        subscribed().with_secret(secret)
    assert "x" * 8 not in str(caught.value)


def test_no_secret_is_shown():
    subscription = subscribed(id="s1").with_secret(SECRET)
    shown = repr(subscription)
    assert "s1" in shown
    assert SECRET.hex() not in shown
    assert repr(SECRET) not in shown
    assert subscription.callback_url("https://a.b").partition("sig=")[2] not in shown


@pytest.mark.parametrize("id", ["", "a/b", "..", ".", "ü", "a" * 129, "a b", None, 1])
def test_an_id_that_does_not_fit_into_an_address_is_refused(id):
    with pytest.raises(ConfigurationError, match=r"^WhenARuleIsFired: id is "):
        subscribed(id=id)


@pytest.mark.parametrize("values", [("", "r1"), ("contoso", " "), (None, "r1"), ("contoso", None)])
def test_a_missing_application_or_rule_is_refused(values):
    with pytest.raises(ConfigurationError, match=r"^WhenARuleIsFired: (application|rule) is "):
        subscribed(*values)


def test_a_firing_is_read_as_the_typed_payload():
    payload = subscribed().decode(fired())
    assert isinstance(payload, RuleFired)
    assert payload.device.id == "d1"
    assert payload.to_dict() == FIRED


@pytest.mark.parametrize("rule", ["r1", "Too warm"])
def test_the_rule_is_known_by_its_id_or_its_name(rule):
    assert subscribed(rule=rule).decode(fired())


@pytest.mark.parametrize(
    "application",
    [
        "contoso",
        "CONTOSO",
        "contoso.azureiotcentral.com",
        "https://contoso.azureiotcentral.com/",
        "6F1F9E7C-0c1d-4f3a-8c0e-2f6f3f8f9a10",
        SimpleNamespace(properties=SimpleNamespace(subdomain="contoso")),
    ],
)
def test_the_application_is_known_by_its_id_subdomain_host_or_url(application):
    assert subscribed(application).decode(fired())


def test_an_application_at_a_port_is_known():
    local = {"id": "a1", "host": "127.0.0.1:8800"}
    assert subscribed("http://127.0.0.1:8800").decode(fired(application=local))
    assert subscribed("http://localhost:8800").decode(fired(application={"host": "localhost:8800"}))


@pytest.mark.parametrize("application", ["fabrikam", "https://fabrikam.azureiotcentral.com", "Contoso Ltd", "r1"])
def test_the_firing_of_another_application_is_refused(application):
    message = refusal(subscribed(application), fired())
    assert message.startswith(f'RuleFired.application: expected the application "{application}" by its id')
    assert 'found the string "6f1f9e7c-' in message


@pytest.mark.parametrize("rule", ["r2", "too warm", "d1"])
def test_the_firing_of_another_rule_is_refused(rule):
    assert refusal(subscribed(rule=rule), fired()) == (
        f'RuleFired.rule: expected the rule "{rule}" by its id or display name, found the string "r1"'
    )


def test_a_firing_without_names_is_refused():
    assert "found nothing" in refusal(subscribed(), fired(rule={}))
    assert "found nothing" in refusal(subscribed(), fired(application={"id": 5}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "RuleFired: expected JSON, found 0 bytes"),
        (b"{", "RuleFired: expected JSON, found 1 bytes"),
        (b"[]", "RuleFired: expected an object, found an array"),
        (b"{}", "RuleFired.application: expected an object, found nothing"),
        (fired(device={"id": 1}), "RuleFired.device.id: expected a string, found the number 1"),
        (fired(rule="r1"), 'RuleFired.rule: expected an object, found the string "r1"'),
    ],
)
def test_content_of_another_form_is_refused_with_its_place(content, message):
    assert refusal(subscribed(), content).startswith(message)


def test_a_trigger_shows_itself():
    assert repr(subscribed().trigger) == "<Trigger WhenARuleIsFired>"
