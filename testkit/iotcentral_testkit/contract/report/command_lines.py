"""Command lines that repeat a run, or only the check that found a deviation."""

from __future__ import annotations

import re
import secrets
import shlex
from dataclasses import fields, replace

from ..engine.findings import Finding
from ..engine.options import PARTS, ContractOptions
from ..engine.response_rules import RESPONSE_RULES

__all__ = ["command_line", "drawn_prefix", "narrowed"]

_DRAWN = re.compile(r"contract[0-9a-f]{6}")
_DEFAULTS = {field.name: field.default for field in fields(ContractOptions)}
_SLOW = _DEFAULTS["slow"]


def command_line(options: ContractOptions) -> str:
    """Return the command line of a run; the token comes from the environment."""
    words = ["iotcentral-testkit", "contract", options.url, "--api-version", options.api_version]
    for name, chosen in (("--resources", options.resources), ("--only", options.only)):
        words += [name, ",".join(chosen)] if chosen else []
    if options.parts != PARTS:
        words += ["--parts", ",".join(options.parts)]
    words += [name for name, on in _flags(options) if on]
    words += [] if options.throttled else ["--no-limit"]
    words += ["--ca", str(options.ca)] if options.ca is not None else []
    words += ["--slow", f"{options.slow:g}"] if options.slow != _SLOW else []
    for name in ("subscription", "resource_group", "location", "base_domain"):
        chosen = getattr(options, name)
        words += [f"--{name.replace('_', '-')}", chosen] if chosen != _DEFAULTS[name] else []
    words += [] if _DRAWN.fullmatch(options.prefix) else ["--prefix", options.prefix]
    return shlex.join([*words, "--seed", str(options.seed)])


def _flags(options: ContractOptions) -> tuple[tuple[str, bool], ...]:
    return (
        ("--quick", options.quick),
        ("--read-only", options.read_only),
        ("--only-implemented", options.only_implemented),
    )


def drawn_prefix() -> str:
    """Return a random prefix, independent of the seed: ids of jobs, which cannot be removed, would otherwise collide."""
    return f"contract{secrets.token_hex(3)}"


def narrowed(options: ContractOptions, finding: Finding) -> ContractOptions:
    """Return the options of a run that checks only for one deviation, where a single check finds it."""
    resource, named, _ = finding.operation.partition("_")
    return replace(
        options,
        parts=(finding.part,),
        only=()
        if finding.rule in RESPONSE_RULES
        else (finding.rule,),  # a rule for every response sends no requests of its own
        resources=(resource,) if named else options.resources,
        seed=finding.seed,
    )
