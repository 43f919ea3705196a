"""Timers: actions that are due at a time of the emulator's clock, kept in the store with everything else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .rows import BrokenRowError

if TYPE_CHECKING:
    from .application import Application

__all__ = ["ACTIONS", "Action", "action", "cancel", "run_due", "schedule"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")

Action = Callable[["Application", str], None]
"""Does what is due for the document with an id, at the time `app.now`; the clock may be later, never earlier."""

ACTIONS: dict[str, Action] = {}
"""Name → action."""


def action(name: str) -> Callable[[Action], Action]:
    """Bind an action to a name, under which it can be scheduled."""

    def bind(act: Action) -> Action:
        ACTIONS[name] = act
        return act

    return bind


def schedule(app: Application, name: str, id: str, due: datetime) -> None:
    """Schedule an action for an id at a time; one that is scheduled for the id already is moved."""
    app.store.put_timer(due.timestamp(), app.name, name, id)


def cancel(app: Application, name: str, id: str) -> None:
    """Cancel a scheduled action."""
    app.store.delete_timer(app.name, name, id)


def run_due(applications: Mapping[str, Application], subscription: Application, now: datetime) -> int:
    """Run the due actions in the order of their due times, including those that an action schedules, if due by now.

    Args:
        applications: applications by name; one that an earlier action adds counts too.
        subscription: has actions of its own.
        now: the time.

    Returns:
        The number of actions that ran.
    """
    done = 0
    store = subscription.store
    while (timer := store.next_timer(now.timestamp())) is not None:
        due, app_name, name, id = timer
        store.delete_timer(app_name, name, id)
        app = subscription if app_name == subscription.name else applications.get(app_name)
        if app is not None:
            app.acting_at = datetime.fromtimestamp(due, UTC)
            try:
                ACTIONS[name](app, id)
            except BrokenRowError as error:  # it would hold up everything that is due later, and every request
                _LOG.error("the state has a broken row, so %s of %s is left undone: %s", name, id, error)
            finally:
                app.acting_at = None
            done += 1
    return done
