"""Profiles: a file of names of applications and of the variables that hold their tokens, never of secrets.

[contoso]
app = "contoso"
api_version = "2022-10-31-preview"
token_env = "CONTOSO_TOKEN"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

__all__ = ["FILE_VARIABLE", "PROFILE_VARIABLE", "Profile", "read_profile", "read_profiles"]

FILE_VARIABLE = "IOTCENTRAL_PROFILES"
"""Variable with the path of the file; without it, `profiles.toml` in the user's folder of settings."""

PROFILE_VARIABLE = "IOTCENTRAL_PROFILE"
"""Variable with the name of the profile to use."""


class Profile(NamedTuple):
    """Settings that a user gave a name to; None where there is none."""

    app: str | None = None
    api_version: str | None = None
    token_env: str | None = None
    azure: bool = False
    subscription: str | None = None
    endpoint: str | None = None
    output: str | None = None


def read_profile(name: str | None, environment: Mapping[str, str]) -> Profile:
    """Return a profile.

    Args:
        name: its name; None: from `IOTCENTRAL_PROFILE`, or else an empty profile.
        environment: the environment variables.

    Raises:
        click.UsageError: there is no such profile, or the file is unusable, or holds a secret.
    """
    name = name or environment.get(PROFILE_VARIABLE)
    if not name:
        return Profile()
    file = Path(environment.get(FILE_VARIABLE) or Path(click.get_app_dir("iotcentral"), "profiles.toml"))
    profiles = _tables(file, f'profile "{name}": ')
    if not isinstance(profiles.get(name), dict):
        there = ", ".join(key for key, value in profiles.items() if isinstance(value, dict)) or "none"
        raise click.UsageError(f'{file} has no profile "{name}"; it has: {there}')
    return _checked(f"{file} [{name}]", profiles[name])


def read_profiles(file: Path) -> dict[str, Profile]:
    """Return all profiles of a file.

    Raises:
        click.UsageError: the file is unusable, or holds a secret.
    """
    profiles = _tables(file, "")
    if others := [name for name, settings in profiles.items() if not isinstance(settings, dict)]:
        raise click.UsageError(f"{file}: {others[0]} is not a table; write a table for each application: [name]")
    return {name: _checked(f"{file} [{name}]", settings) for name, settings in profiles.items()}


def _tables(file: Path, what: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{what}{file} cannot be read: {error}") from None


def _checked(place: str, settings: Mapping[str, Any]) -> Profile:
    for key, value in settings.items():
        if key not in Profile._fields:
            raise click.UsageError(f"{place}: {key} is not a setting; the settings are {', '.join(Profile._fields)}")
        wanted = bool if key == "azure" else str
        if not isinstance(value, wanted):
            raise click.UsageError(f"{place}: {key} must be {'true or false' if wanted is bool else 'a text'}")
        if isinstance(value, str) and ("sig=" in value or value.startswith(("SharedAccessSignature", "ey"))):
            raise click.UsageError(
                f"{place}: {key} holds a token; write the name of the variable that holds it as token_env"
            )
    return Profile(**settings)
