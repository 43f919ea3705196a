"""A command goes to the right operation in the right model, and comes back as its response or as what went wrong."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Callable
from typing import Any

import iotcentral_v2022_07_31
import pytest

from iotcentral import UNSET, ApiError, ApiToken, ConfigurationError, NotFoundError, RequestTimeoutError, commands
from iotcentral._core.package_models import models_of
from iotcentral.aio import commands as aio_commands
from iotcentral.commands import CommandFailedError, CommandTimeoutError, DeviceOfflineError
from tests.support.loopback import Answer

from .conftest import FACES, run_with

TAIL = " You can contact support at https://aka.ms/iotcentral-support. Please include the following information."


def error(status: int, code: str, message: str) -> Answer:
    return Answer(status, {"error": {"code": code, "message": message + TAIL, "requestId": "tsbbfyb"}})


@pytest.fixture(params=FACES)
def run(request, server) -> Callable[..., Any]:
    """Run a command with the face's module and a client of it."""
    package, mode = request.param
    run_command = commands.run_command if mode == "sync" else aio_commands.run_command

    def call(*args: Any, **options: Any) -> Any:
        return run_with(package, mode, server.url, lambda app: run_command(app, *args, **options))

    return call


def test_sync_and_async_have_the_same_signature():
    def shape(module: Any) -> list[tuple[str, Any, Any]]:
        return [(p.name, p.kind, p.default) for p in inspect.signature(module.run_command).parameters.values()]

    assert shape(commands) == shape(aio_commands)
    assert inspect.iscoroutinefunction(aio_commands.run_command)


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({}, "/api/devices/d1/commands/reboot"),
        ({"component": "c"}, "/api/devices/d1/components/c/commands/reboot"),
        ({"module": "m"}, "/api/devices/d1/modules/m/commands/reboot"),
        ({"component": "c", "module": "m"}, "/api/devices/d1/modules/m/components/c/commands/reboot"),
    ],
)
def test_component_and_module_choose_the_operation(run, server, options, path):
    server.will_answer(Answer(201, {"id": "1", "response": {"ok": True}, "responseCode": 200}))
    answer = run("d1", "reboot", {"delay": 5}, connection_timeout=10, response_timeout=20, **options)
    assert answer == {"ok": True}
    (request,) = server.received
    assert (request.method, request.target.partition("?")[0]) == ("POST", path)
    assert request.json == {"request": {"delay": 5}, "connectionTimeout": 10, "responseTimeout": 20}


def test_what_is_not_given_is_not_sent_and_null_is(run, server):
    server.will_answer(Answer(201, {"responseCode": 200, "response": None}), Answer(201, {}))
    assert run("d1", "reboot") is None
    assert run("d1", "reboot", None) is UNSET
    assert [request.json for request in server.received] == [{}, {"request": None}]


@pytest.mark.parametrize("code", [400, 404, 500])
def test_a_device_that_answers_an_error_code_is_a_failed_command(run, server, code):
    server.will_answer(Answer(201, {"response": {"reason": "x" * 500}, "responseCode": code}))
    with pytest.raises(CommandFailedError) as caught:
        run("d1", "reboot")
    assert (caught.value.device_id, caught.value.command, caught.value.code) == ("d1", "reboot", code)
    assert caught.value.response == {"reason": "x" * 500}
    assert str(caught.value).startswith(f"device 'd1' answered 'reboot' with code {code}: {{'reason': 'xxx")
    assert len(str(caught.value)) < 300
    assert not isinstance(caught.value, ApiError)
    assert pickle.loads(pickle.dumps(caught.value)).code == code


@pytest.mark.parametrize("code", [200, 202, 399])
def test_codes_below_400_are_answers(run, server, code):
    server.will_answer(Answer(201, {"response": 1, "responseCode": code}))
    assert run("d1", "reboot") == 1


def test_a_device_that_does_not_answer_in_time_is_a_command_timeout(run, server):
    server.will_answer(error(408, "RequestTimeout", "Timed out waiting for the device to return the request."))
    with pytest.raises(CommandTimeoutError) as caught:
        run("d1", "reboot")
    assert isinstance(caught.value, RequestTimeoutError)
    assert (caught.value.device_id, caught.value.command, caught.value.code) == ("d1", "reboot", "RequestTimeout")
    assert caught.value.request_id == "tsbbfyb"
    caught.value.resume_link = "kept"
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.resume_link == "kept"
    assert (copy.device_id, copy.command, str(copy)) == ("d1", "reboot", str(caught.value))


@pytest.mark.parametrize(
    "message",
    [
        "Could not connect to device in order to send command.",
        "The device could not be reached to send the command.",
        'Device "d1" is not connected.',
        "Timed out waiting for device to connect.",
    ],
)
def test_a_device_that_cannot_be_reached_is_offline(run, server, message):
    server.will_answer(error(404, "NotFound", message))
    with pytest.raises(DeviceOfflineError) as caught:
        run("d1", "reboot")
    assert isinstance(caught.value, NotFoundError)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("device_id", "message"),
    [
        ("d1", "The requested item was not found."),
        ("not connected", "Device 'not connected' was not found."),
        ("is offline", 'Device "is offline" was not found.'),
    ],
)
def test_a_404_that_says_nothing_of_reaching_stays_a_not_found(run, server, device_id, message):
    server.will_answer(error(404, "NotFound", message))
    with pytest.raises(NotFoundError) as caught:
        run(device_id, "reboot")
    assert type(caught.value) is NotFoundError


def test_other_errors_are_raised_as_they_are(run, server):
    server.will_answer(error(422, "InvalidBody", "The body is not valid."))
    with pytest.raises(ApiError) as caught:
        run("d1", "reboot")
    assert caught.value.status_code == 422


@pytest.mark.parametrize(
    "options",
    [{"connection_timeout": 31}, {"connection_timeout": -1}, {"response_timeout": 4}, {"response_timeout": 31}],
)
def test_a_timeout_out_of_range_is_refused_before_the_request(run, server, options):
    with pytest.raises(ConfigurationError, match=f"{next(iter(options))} is"):
        run("d1", "reboot", **options)
    assert server.received == []


def test_models_are_those_of_the_clients_own_package(app, stable_app, server):
    class Mine(iotcentral_v2022_07_31.IoTCentral):
        """A client with additions."""

    assert models_of(stable_app) is iotcentral_v2022_07_31.models
    assert models_of(app).__name__ == "iotcentral_v2022_10_31_preview.models"
    with Mine(server.url, ApiToken("SharedAccessSignature sr=1")) as mine:
        assert models_of(mine) is iotcentral_v2022_07_31.models


def test_something_that_is_no_client_has_no_models():
    with pytest.raises(ConfigurationError, match="int is not a client"):
        models_of(1)
