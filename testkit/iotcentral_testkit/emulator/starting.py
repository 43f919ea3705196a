"""Arguments of an emulator, checked before anything is opened, and why one does not start."""

from __future__ import annotations

import errno
import ipaddress
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .http.hosts import host_name
from .http.naming import name_problem
from .http.throttling import RateThrottle
from .state.clock import Clock

if TYPE_CHECKING:
    from .http.faults import FaultPlan

__all__ = [
    "EmulatorError",
    "check_name",
    "check_numbers",
    "clock_of",
    "hosts_of",
    "listed",
    "plan_of",
    "state_trouble",
    "throttle_of",
]

_PORTS = 65_535


class EmulatorError(Exception):
    """The emulator cannot be started, or cannot do what was requested; the text says why and what to do."""


def listed(argument: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of an argument, each once; a single text would be taken for its letters.

    Raises:
        EmulatorError: it is a text.
    """
    if isinstance(texts, str):
        raise EmulatorError(f'{argument} is the text "{texts}", and is a list of texts: write [{texts!r}]')
    return tuple(dict.fromkeys(texts))


def check_name(name: str) -> None:
    """Refuse what cannot name an application.

    Raises:
        EmulatorError: it cannot.
    """
    problem = name_problem(name)
    if problem is not None:
        raise EmulatorError(problem)


def check_numbers(devices: int, port: int) -> None:
    """Refuse a number of devices, or of a port, that there cannot be.

    Raises:
        EmulatorError: one of them is out of its range.
    """
    if devices < 0:
        raise EmulatorError(f"devices is {devices}, and is a number from 0 on")
    if not 0 <= port <= _PORTS:
        raise EmulatorError(f"port is {port}, and is a number from 0, for a free one, to {_PORTS}")


def clock_of(clock: Clock | None) -> Clock | None:
    """Return a clock; a time is none.

    Raises:
        EmulatorError: it is something else.
    """
    if clock is not None and not isinstance(clock, Clock):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise EmulatorError(f"clock is {clock!r}, and is a clock: write Clock(...) around the time at which it is held")
    return clock


def throttle_of(rate: float | None) -> RateThrottle | None:
    """Return the rate limit of applications; None: there is none.

    Raises:
        EmulatorError: it is not a rate.
    """
    try:
        return None if rate is None else RateThrottle(rate)
    except ValueError as error:
        raise EmulatorError(f"throttle: {error}") from None


def hosts_of(argument: str, hosts: Iterable[str], *, domains: bool) -> tuple[str, ...]:
    """Return hosts as requests and addresses name them.

    Args:
        argument: what the hosts are given as.
        hosts: host names and addresses.
        domains: whether `.example` may stand for all names below it.

    Raises:
        EmulatorError: one of them would never be met.
    """
    return tuple(_host(argument, host, domains=domains) for host in listed(argument, hosts))


def _host(argument: str, host: str, *, domains: bool) -> str:
    below = host.startswith(".")
    name = None if below and not domains else _name_or_address(host.removeprefix("."))
    if name is None:
        form = "a name or an address without scheme, port and path, such as build.example"
        more = ", or .example for all names below it" if domains else ""
        raise EmulatorError(f'"{host}" in {argument} is not a host: a host is {form}{more}')
    return f".{name}" if below else name


def _name_or_address(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        return None if ":" in host else host_name(host)


def plan_of(faults: str | Path | FaultPlan | None) -> FaultPlan | None:
    """Return a plan of deliberate faults; None: there is none.

    Raises:
        FaultError: it cannot be used.
    """
    if isinstance(faults, str | Path):
        from .http.faults import FaultPlan

        return FaultPlan.load(Path(faults))
    return faults


def state_trouble(file: Path | None, error: Exception) -> str:
    """Return why a state file cannot be used, and what to do."""
    code = error.errno if isinstance(error, OSError) else None
    if file is None:
        why, advice = str(error), "make room in the folder for temporary files, or name another one in TMPDIR"
    elif file.is_dir():
        why, advice = "it is a folder", "name a file in it"
    elif not file.parent.is_dir():
        why, advice = f"there is no folder {file.parent}", "make it, or name another one"
    elif "locked" in str(error):
        why, advice = "another emulator has it", "use a file of its own for each"
    elif "not a database" in str(error) or "malformed" in str(error):
        why, advice = f"{error}, and it stays as it is", "use another file, or a copy of it from before"
    elif code in {errno.EACCES, errno.EPERM} or "unable to open" in str(error) or "readonly" in str(error):
        why, advice = str(error), f"it and the folder {file.parent} have to be writable: use another one"
    else:
        why, advice = str(error), "use another file"
    name = "a file for the state" if file is None else f"the state file {file}"
    return f"{name} cannot be used: {why}; {advice}"
