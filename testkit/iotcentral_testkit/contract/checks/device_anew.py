"""Check of what a device leaves behind: nothing that it has answered or sent is shown of its successor."""

from __future__ import annotations

from functools import partial
from typing import Any

from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import leaving
from .device_commands import command_operations
from .device_levels import place_of
from .rules import once, rule


@rule(
    "IC618",
    "A device that is created under a removed id has not the commands and telemetry of the removed one",
    source="RFC 9110, section 9.3.5: DELETE removes the association of the resource with its content",
    over=once("Devices_Remove", "Devices_Create", "Devices_RunCommand", "Devices_GetTelemetryValue"),
)
def successor(context: CheckContext, _: None) -> None:
    """Run the commands of a simulated device at each level, remove it, and read the histories of one of the same id.

    Its successor never connects, so that it has no telemetry either.
    """
    gone, device = leaving(context.factory)
    body = {"request": 3, "responseTimeout": 30}
    ran = {
        history: context.factory.wait(
            partial(context.send, run, place_of(run, device.id), body=body), lambda answer: answer.succeeded
        )
        for run, history in command_operations(context.api)
    }
    if not any(answer.succeeded for answer in ran.values()):
        context.skip("the simulated device answered no command within the patience of the run")
    back = context.send("Devices_Get", gone.path)
    message = f"a simulated device was removed before it was provisioned, and is answered with {back.status}"
    context.expect(back.status == 404, message, gone.exchange, back, subject="removed early", operation="Devices_Get")
    removed = context.require("Devices_Remove", device.path)
    anew = context.require("Devices_Create", device.path, body={**device.sent, "simulated": False})
    for history, answer in ran.items():
        past = context.require(history, place_of(history, device.id))
        _expect_nothing(context, history.id, past.value, answer, removed, anew, past)
    for operation in context.api.operations.values():
        if "/telemetry/{" in operation.path and operation.path.endswith("}"):
            read = context.send(operation, place_of(operation, device.id))
            found = read.content.get("value") if read.succeeded else None
            _expect_nothing(context, operation.id, found, removed, anew, read)


def _expect_nothing(context: CheckContext, operation: str, found: Any, *exchanges: Exchange) -> None:
    message = f"the device was removed, and one that was created under its id has {found!r}"
    context.expect(not found, message, *exchanges, subject=operation, operation=operation)
