"""The connector's trigger end to end: the emulator fires a rule, and a function is given what happened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from iotcentral_connector_v3 import AsyncConnector, Connector, models
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.clock import Clock

from iotcentral import ApiToken, ConfigurationError
from iotcentral.receiver import TriggerReceiver
from iotcentral.webhooks._triggers import SIGNATURE, Subscription
from tests.support.asgi_server import serving

from .conftest import START
from .connector_stage import APP, OTHER, plain
from .models_of_devices import ROOM, TEMPLATE

RULE = "6f2b8c1e-0d4a-4c7b-9e35-1a2b3c4d5e6f"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """Two applications; the first has a simulated device with values."""
    with Emulator(apps=[APP, OTHER], clock=Clock(START)) as emulator:
        app = emulator.client("2022-07-31", app=APP)
        app.device_templates.create(TEMPLATE, ROOM)
        app.devices.create("played", {"displayName": "Cold room 4", "template": TEMPLATE, "simulated": True})
        emulator.clock.advance("PT5M")
        emulator.client("2022-07-31", app=OTHER).devices.create("elsewhere", {})
        yield emulator


class Waiting:
    """A receiver on a real socket, with what its functions were given.

    Args:
        url: its address.
        receiver: takes the functions.
    """

    def __init__(self, url: str, receiver: TriggerReceiver) -> None:
        self.url = url
        self.receiver = receiver
        self.fired: list[models.RuleFired] = []

    def on(self, subscription: Subscription[models.RuleFired]) -> str:
        """Wait for the firings of a subscription; gives the address that the rule is to call."""
        self.receiver.on(subscription)(self.fired.append)
        return subscription.callback_url(self.url)


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    receiver = TriggerReceiver()
    with serving(receiver) as url:
        yield Waiting(url, receiver)


@pytest.fixture(params=[Connector, AsyncConnector])
def subscription(request: pytest.FixtureRequest, emulator: Emulator) -> Subscription[models.RuleFired]:
    """A subscription to the rule, by a connector of either face; it sends nothing."""
    connector = request.param(ApiToken(emulator.token), base_domain=emulator.base_domain)
    found: Subscription[models.RuleFired] = connector.when_a_rule_is_fired(APP, rule=RULE, id="alarm")
    return found


def test_a_function_is_given_the_device_with_its_values(
    emulator: Emulator, waiting: Waiting, subscription: Subscription[models.RuleFired]
) -> None:
    status = emulator.fire_rule(
        waiting.on(subscription), rule=RULE, display_name="Too warm", device_id="played", app=APP
    )
    assert status == 204
    (fired,) = waiting.fired
    assert isinstance(fired, models.RuleFired)
    assert fired.timestamp == emulator.clock.now()
    assert isinstance(fired.rule, models.RuleFiredRule)
    assert (fired.rule.id, fired.rule.display_name, fired.rule.enabled) == (RULE, "Too warm", True)
    assert isinstance(fired.application, models.RuleFiredApplication)
    assert (fired.application.id, fired.application.subdomain) == (emulator.world.applications[APP].id, APP)
    app = emulator.client("2022-07-31", app=APP)
    device = app.devices.get("played")
    assert isinstance(fired.device, models.RuleFiredDevice)
    assert (fired.device.id, fired.device.display_name, fired.device.template) == ("played", "Cold room 4", TEMPLATE)
    assert (fired.device.simulated, fired.device.provisioned, fired.device.enabled) == (
        device.simulated,
        device.provisioned,
        device.enabled,
    )
    shown = plain(app.devices.get_properties("played"))
    values = plain(fired)["device"]
    assert values["properties"]["target"] == shown["target"]
    assert values["properties"]["serialNumber"] == shown["serialNumber"]
    assert values["telemetry"]["temperature"] == app.devices.get_telemetry_value("played", "temperature").value
    assert isinstance(fired.action, models.RuleFiredAction)
    assert fired.action.rules == [RULE]


def test_an_asynchronous_function_is_awaited(emulator: Emulator, waiting: Waiting) -> None:
    handled = threading.Event()
    subscription = Connector(ApiToken(emulator.token)).when_a_rule_is_fired(APP, rule=RULE)

    @waiting.receiver.on(subscription)
    async def handle(fired: models.RuleFired) -> None:
        if fired.device.id == "played":
            handled.set()

    assert emulator.fire_rule(subscription.callback_url(waiting.url), rule=RULE, app=APP) == 204
    assert handled.is_set()


def test_a_rule_is_known_by_its_name_too(emulator: Emulator, waiting: Waiting) -> None:
    subscription = Connector(ApiToken(emulator.token)).when_a_rule_is_fired(APP, rule="Too warm")
    url = waiting.on(subscription)
    assert emulator.fire_rule(url, rule=RULE, display_name="Too warm", app=APP) == 204
    assert emulator.fire_rule(url, rule=RULE, display_name="Too cold", app=APP) == 400
    assert len(waiting.fired) == 1


def test_the_address_outlives_the_subscription(emulator: Emulator, waiting: Waiting) -> None:
    connector = Connector(ApiToken(emulator.token))
    before = connector.when_a_rule_is_fired(APP, rule=RULE, id="alarm")
    url = before.callback_url(waiting.url)
    kept = before.to_dict()
    again = connector.when_a_rule_is_fired(kept["application"], rule=kept["rule"], id=kept["id"])
    assert waiting.on(again.with_secret(kept["secret"])) == url
    assert emulator.fire_rule(url, rule=RULE, app=APP) == 204


class TestRefusals:
    def test_another_signature(self, emulator: Emulator, waiting: Waiting, subscription: Subscription[Any]) -> None:
        address, _, signature = waiting.on(subscription).partition(f"?{SIGNATURE}=")
        forged = ("0" if signature[0] != "0" else "1") + signature[1:]
        for url in (address, f"{address}?{SIGNATURE}=", f"{address}?{SIGNATURE}={forged}"):
            assert emulator.fire_rule(url, rule=RULE, app=APP) == 403
        assert waiting.fired == []

    def test_the_signature_of_another_subscription(self, emulator: Emulator, waiting: Waiting) -> None:
        connector = Connector(ApiToken(emulator.token))
        mine, other = (connector.when_a_rule_is_fired(APP, rule=RULE, id=id) for id in ("mine", "other"))
        signature = waiting.on(other).partition("?")[2]
        address = waiting.on(mine).partition("?")[0]
        assert emulator.fire_rule(f"{address}?{signature}", rule=RULE, app=APP) == 403
        assert waiting.fired == []

    def test_another_rule(self, emulator: Emulator, waiting: Waiting, subscription: Subscription[Any]) -> None:
        assert emulator.fire_rule(waiting.on(subscription), rule="another", app=APP) == 400
        assert waiting.fired == []

    def test_another_application(self, emulator: Emulator, waiting: Waiting, subscription: Subscription[Any]) -> None:
        url = waiting.on(subscription)
        assert emulator.fire_rule(url, rule=RULE, app=OTHER) == 400
        assert emulator.fire_rule(url, rule=RULE, app=APP) == 204
        assert [fired.application.subdomain for fired in waiting.fired] == [APP]

    def test_an_unknown_address(self, emulator: Emulator, waiting: Waiting, subscription: Subscription[Any]) -> None:
        url = subscription.callback_url(waiting.url)
        assert emulator.fire_rule(url, rule=RULE, app=APP) == 404

    def test_what_is_no_firing(self, waiting: Waiting, subscription: Subscription[Any]) -> None:
        answer = httpx.post(waiting.on(subscription), json={"rule": {"id": RULE}}, trust_env=False)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidBody")
        assert "RuleFired" in answer.json()["error"]["message"]
        assert waiting.fired == []

    def test_a_function_that_fails(self, emulator: Emulator, waiting: Waiting, subscription: Subscription[Any]) -> None:
        @waiting.receiver.on(subscription)
        def handle(fired: models.RuleFired) -> None:
            raise RuntimeError(fired.rule.id)

        assert emulator.fire_rule(subscription.callback_url(waiting.url), rule=RULE, app=APP) == 500

    def test_arguments_that_are_none(self, emulator: Emulator) -> None:
        connector = Connector(ApiToken(emulator.token))
        for arguments in (("", {"rule": RULE}), (APP, {"rule": ""}), (APP, {"rule": RULE, "id": "a/b"})):
            with pytest.raises(ConfigurationError, match="WhenARuleIsFired"):
                connector.when_a_rule_is_fired(arguments[0], **arguments[1])
        with pytest.raises(TypeError, match="rule"):
            connector.when_a_rule_is_fired(APP)  # type: ignore[call-arg]


def test_the_first_application_is_known_by_the_address_of_the_emulator(emulator: Emulator, waiting: Waiting) -> None:
    connector = Connector(ApiToken(emulator.token))
    subscription = connector.when_a_rule_is_fired(emulator.url, rule=RULE, id="by-address")
    url = waiting.on(subscription)
    assert emulator.fire_rule(url, rule=RULE, device_id="played", app=APP) == 204
    assert emulator.fire_rule(url, rule=RULE, device_id="elsewhere", app=OTHER) == 400
    asked = {"url": url, "rule": RULE, "deviceId": "played"}
    headers = {"Authorization": emulator.token}
    answer = httpx.post(f"{emulator.url}/_emulator/rules", json=asked, headers=headers, trust_env=False)
    assert (answer.status_code, answer.json()["status"]) == (200, 204)
