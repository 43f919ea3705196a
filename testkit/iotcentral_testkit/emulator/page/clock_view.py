"""View of the clock, with buttons that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...markup import text
from .layout import form

if TYPE_CHECKING:
    from datetime import datetime

    from ..state.clock import Clock
    from .layout import Frame

__all__ = ["CLOCK_ACTION", "clock_view", "move", "shown_time"]

CLOCK_ACTION = "/_emulator/page/clock"

_BUTTONS = (
    ("PT1M", "Advance 1 minute"),
    ("PT1H", "Advance 1 hour"),
    ("P1D", "Advance 1 day"),
    ("hold", "Hold"),
    ("release", "Release"),
)


def shown_time(now: datetime) -> str:
    """Return a time as the page shows it."""
    return f"{now:%Y-%m-%d %H:%M:%S} UTC"


def clock_view(frame: Frame, *, held: bool) -> str:
    """Return the section of the clock."""
    buttons = "".join(f'<button name="move" value="{text(move)}">{text(shown)}</button> ' for move, shown in _BUTTONS)
    return f"""<section id="clock" aria-labelledby="clock-title">
<h2 id="clock-title">Clock</h2>
<p id="clock-state" data-live>{text("It stands still." if held else "It runs.")} Everything that is due happens when it moves.</p>
{form(frame, CLOCK_ACTION, f'<div class="bar">{buttons}</div>')}
</section>"""


def move(clock: Clock, how: str) -> str:
    """Move, hold or release a clock as a button says, and return what was done.

    Raises:
        ValueError: there is no such button.
    """
    if how not in dict(_BUTTONS):
        raise ValueError(f'"{how}" is not one of {", ".join(dict(_BUTTONS))}')
    if how == "hold":
        clock.hold()
    elif how == "release":
        clock.release()
    else:
        clock.advance(how)
    state = "stands still at" if clock.setting[0] is not None else "runs, and it is"
    return f"The clock {state} {shown_time(clock.now())}."
