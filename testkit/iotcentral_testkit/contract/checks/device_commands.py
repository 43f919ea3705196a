"""Checks of the commands of a device and of their history, at each of its levels."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...openapi.api import Api
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import facts_of
from ..assertions.json_comparison import same
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import measuring, provisioned
from .device_levels import CONTROL, device_of, place_of, places_beside, second_part_of
from .rules import rule

__all__ = ["command_operations"]


def _history(api: Api, operation: ApiOperation) -> ApiOperation | None:
    return api.at("GET", operation.path)


def _runs_command(operation: ApiOperation) -> bool:
    return operation.method == "POST" and "/commands/{" in operation.path and operation.path.endswith("}")


def command_operations(api: Api) -> list[tuple[ApiOperation, ApiOperation]]:
    """Return the operations that run a command, each with that of its history."""
    running = [operation for operation in api.operations.values() if _runs_command(operation)]
    found = [(operation, _history(api, operation)) for operation in running]
    return [(operation, history) for operation, history in found if history is not None]


def _commands(api: Api) -> list[tuple[ApiOperation, tuple[str, ...]]]:
    return [(operation, (operation.id, history.id)) for operation, history in command_operations(api)]


@rule(
    "IC611",
    "A command returns the device's response, is in the history, and is rejected if the device does not have it",
    source=f"{CONTROL}; the document: 404 when the device cannot be reached, 408 when it does not respond",
    over=_commands,
    by_hand=True,
)
def commands(context: CheckContext, operation: ApiOperation) -> None:
    """Run the command on a simulated device, with the longest and shortest time-outs, and on one that is not connected."""
    history = _history(context.api, operation)
    assert history is not None  # _commands
    place = place_of(operation, provisioned(context))
    for delay, limit in ((5, "maximum"), (0, "minimum")):  # 0 is an argument, which careless servers take for none
        body = {"request": delay, **_limits(context.api, operation, limit)}
        ran = context.factory.wait(partial(context.send, operation, place, body=body), _succeeded)
        context.expect(
            ran.succeeded,
            f"a simulated device does not respond: {ran.status} {ran.error_code}",
            ran,
            subject="unanswered",
        )
        code = ran.content.get("responseCode")
        context.expect(isinstance(code, int), f"responseCode is {code!r}, not the device's status", ran, subject="code")
        _expect_echo(context, ran.content, delay, ran)
        past = context.require(history, place)
        newest = past.value[0] if past.value else {}
        context.expect(
            bool(newest) and newest.get("id") == ran.content.get("id"),
            f"the command ran with the id {ran.content.get('id')!r}, and the newest of the history is {newest!r}",
            ran,
            past,
            subject="history",
            operation=history.id,
        )
        _expect_echo(context, newest, delay, ran, past, operation=history.id)
        for name in ("response", "responseCode"):
            message = f"{name} of the run is {ran.content.get(name)!r}, and in the history {newest.get(name)!r}"
            alike = same(ran.content.get(name), newest.get(name))
            context.expect(alike, message, ran, past, subject=f"{name} in the history", operation=history.id)
        _expect_elsewhere(context, operation, ran)
    _expect_other_arguments(context, operation, place)
    _expect_rejections(context, operation, place)
    _expect_own(context, operation, place)
    _expect_blocked(context, operation)
    quiet = context.require(history, place_of(history, device_of(context).id))
    context.expect(
        not quiet.value,
        f"no command was run on a device, and its history has {quiet.value!r}",
        quiet,
        subject="another device",
        operation=history.id,
    )


def _expect_other_arguments(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Run a command whose argument is an object, and one without an argument."""
    aim: dict[str, Any] = {"Height": 0.1, "angle": -90.0}
    for name, body in (("aim", {"request": aim}), ("ping", dict[str, Any]())):
        ran = context.send(operation, {**place, operation.names[-1]: name}, body=body)
        message = f"the command {name} with {body} is answered with {ran.status}"
        context.expect(ran.succeeded, message, ran, subject=name)
        found = ran.content.get("request")
        message = f"request was {body.get('request')!r}, and is shown as {found!r}"
        context.expect(same(body.get("request"), found), message, ran, subject=f"request of {name}")


def _expect_own(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    """Expect that each of two parts has its own commands, and not those of the other."""
    own, *others = places_beside(operation, place[operation.names[0]], "commands") or [{}]
    body = {"request": 2, "responseTimeout": 5}
    if own:
        ran = context.send(operation, own, body=body)
        message = f"the command of another part of the device is answered with {ran.status}"
        context.expect(ran.succeeded, message, ran, subject="another part")
        _expect_elsewhere(context, operation, ran, **second_part_of(operation))
    for other in others:
        ran = context.send(operation, other, body=body)
        message = f"a command that only another part of the device has is answered with {ran.status}"
        context.expect(400 <= ran.status < 500, message, ran, subject="of another part")


def _limits(api: Api, operation: ApiOperation, word: str) -> dict[str, Any]:
    """Return the members of the body that have a limit, such as time-outs, each with that value."""
    members = {name: api.resolve(member) for name, member in facts_of(api, operation.body_schema or {}).members.items()}
    return {name: member[word] for name, member in members.items() if word in member}


def _expect_blocked(context: CheckContext, operation: ApiOperation) -> None:
    """Expect that a simulated device which would respond does not while it is blocked, and does again after that."""
    device = {"deviceId": measuring(context.factory)[1][-1]}
    place, body = place_of(operation, device["deviceId"]), {"request": 1, "responseTimeout": 5}
    if not context.factory.wait(lambda: context.send(operation, place, body=body), _succeeded).succeeded:
        return
    blocked = context.require("Devices_Update", device, body={"enabled": False})
    ran = context.send(operation, place, body=body)
    unblocked = context.require("Devices_Update", device, body={"enabled": True})
    message = f"the device is blocked, and its command is answered with {ran.status}"
    context.expect(not ran.succeeded, message, blocked, ran, subject="blocked")
    again = context.factory.wait(lambda: context.send(operation, place, body=body), _succeeded)
    message = f"the device is not blocked any more, and its command is answered with {again.status} {again.error_code}"
    context.expect(again.succeeded, message, blocked, unblocked, again, subject="unblocked")


def _expect_elsewhere(context: CheckContext, operation: ApiOperation, ran: Exchange, **second: str) -> None:
    """Expect that a run is in no history of another part of the device; one of a second part, in none of a namesake."""
    own, named = _history(context.api, operation), {**second, "commands": ran.path[operation.names[-1]]}
    for other, history in command_operations(context.api):
        if other is operation or (second and second_part_of(other) != second):
            continue
        past = context.send(history, place_of(history, ran.path[operation.names[0]], **named))
        context.expect(
            all(run.get("id") != ran.content.get("id") for run in past.value),
            f"a command that was run by {operation} is in the history of {history}",
            ran,
            past,
            subject=f"in {history}",
            operation=own.id if own is not None else None,
        )


def _succeeded(exchange: Exchange) -> bool:
    return exchange.succeeded


def _expect_echo(
    context: CheckContext, run: dict[str, Any], delay: int, *exchanges: Exchange, operation: str | None = None
) -> None:
    found = run.get("request")
    context.expect(
        found == delay,
        f"request was {delay}, and is shown as {found!r}",
        *exchanges,
        subject="request",
        operation=operation,
    )


def _expect_rejections(context: CheckContext, operation: ApiOperation, place: dict[str, str]) -> None:
    history = _history(context.api, operation)
    assert history is not None  # _commands
    unknown = {**place, operation.names[-1]: "nobodyKnowsIt"}
    ran = context.send(operation, unknown, body={"request": 1, "responseTimeout": 5})
    context.expect(
        400 <= ran.status < 500,
        f"a command that the template lacks is answered with {ran.status}",
        ran,
        subject="unknown",
    )
    wrong = context.send(operation, place, body={"request": "soon", "responseTimeout": 5})
    context.expect(
        400 <= wrong.status < 500,
        f"a text for a numeric argument is answered with {wrong.status}",
        wrong,
        subject="wrong type",
    )
    aim = {**place, operation.names[-1]: "aim"}
    askew = context.send(operation, aim, body={"request": {"Height": "tall"}, "responseTimeout": 5})
    message = f"a text for a number within the argument is answered with {askew.status}"
    context.expect(400 <= askew.status < 500, message, askew, subject="wrong type within")
    past = context.require(history, place)
    requests = [run.get("request") for run in past.value]
    context.expect(
        "soon" not in requests,
        "the history shows a command that was rejected",
        wrong,
        past,
        subject="refused run",
        operation=history.id,
    )
    offline = {**place, operation.names[0]: device_of(context).id}
    lost = context.send(operation, offline, body={"request": 1, "connectionTimeout": 0, "responseTimeout": 5})
    context.expect(
        lost.status in {404, 408},
        f"a device that is not connected cannot respond; the status is {lost.status} rather than 404",
        lost,
        subject="offline",
    )
