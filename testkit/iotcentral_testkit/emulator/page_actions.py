"""Buttons of the page: moving the clock and running a command, for whoever sees the page on this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from .debug_views import device_view, start_view
from .devices.commands import invoke
from .http.bodies import json_of
from .http.errors import ServiceError, bad_request, forbidden
from .page.clock_view import CLOCK_ACTION, move
from .page.device_view import COMMAND_ACTION
from .page.guard import refusal

if TYPE_CHECKING:
    from .debug_views import View, ViewRequest
    from .world import World

__all__ = ["ACTIONS", "press"]

Done = tuple[Callable[["World", "ViewRequest", str], "View"], str]
"""The view that is shown after an action, and what the action did."""

Action = Callable[["World", Mapping[str, str]], Done]
"""Does what a button says, with the fields of its form."""

_FORM_LIMIT = 20
"""Fields of a form."""


async def press(
    world: World, action: Action, request: ViewRequest, content: bytes, settle: Callable[[], Awaitable[None]]
) -> View:
    """Carry out an action of the page.

    Args:
        world: the applications.
        action: the action.
        request: what was asked.
        content: the body.
        settle: waits until what is due is done, deliveries included.

    Raises:
        ServiceError: 403: another site sent it, or another machine; others: as the action says.
    """
    fields = _fields(content)
    refused = refusal(
        client=request.client,
        headers=request.headers,
        url=request.url,
        given=fields.get("token", ""),
        token=world.page_token,
    )
    if refused is not None:
        raise forbidden(refused)
    world.settle()
    view, done = action(world, fields)
    await settle()
    return view(world, replace(request, query=fields), done)


def _fields(content: bytes) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        ServiceError: 400: it is not one.
    """
    try:
        return dict(parse_qsl(content.decode(), keep_blank_values=True, max_num_fields=_FORM_LIMIT, errors="strict"))
    except ValueError as error:
        raise bad_request(f"The body is not a form: {error}.") from None


def _move_clock(world: World, fields: Mapping[str, str]) -> Done:
    try:
        return start_view, move(world.clock, fields.get("move", ""))
    except ValueError as error:
        raise bad_request(f"The clock cannot be set: {error}.") from None


def _run_command(world: World, fields: Mapping[str, str]) -> Done:
    """Run a command of a device; why the device or the emulator refuses it is shown, as its page is."""
    argument, path = fields.get("request", "").strip(), fields.get("command", "")
    app = world.applications.get(fields.get("application", ""))
    if app is None:
        raise bad_request(f'There is no application "{fields.get("application", "")}".')
    try:
        body = json_of(argument.encode()) if argument else None
        with world.store.transaction():
            run = invoke(app, fields.get("id", ""), path, body)
            world.keep()
    except ServiceError as error:
        return device_view, f"{path}: {error.status} {error.code}. {error.message}"
    code = run.get("responseCode")
    return device_view, f"{path} was " + ("queued for the device." if code is None else f"answered with {code}.")


ACTIONS: dict[tuple[str, bytes], Action] = {
    ("POST", CLOCK_ACTION.encode()): _move_clock,
    ("POST", COMMAND_ACTION.encode()): _run_command,
}
"""Method and path → action."""
