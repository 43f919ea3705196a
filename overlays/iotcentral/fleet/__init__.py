"""Doing one thing to many devices: some at a time, in no order, each at least once over all runs with a checkpoint.

    for outcome in fleet.map(lambda id: app.devices.update(id, patch), ids, checkpoint="disable.jsonl"):
        print(outcome.item, outcome.value.enabled)

How fast it may go is not decided here: the client's limiter holds the requests back, and retries are the session's.
"""

from __future__ import annotations

from ._checkpoint import Checkpoint
from ._run import Outcome
from ._sync import Outcomes, map  # noqa: A004  # the public name

__all__ = ["Checkpoint", "Outcome", "Outcomes", "map"]
