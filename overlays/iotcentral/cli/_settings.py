"""Settings that every command takes: where the request goes, with which credential, and how the answer is shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from ._profiles import read_profile

__all__ = ["FORMATS", "Settings", "address_options", "early", "output_options", "settings_of"]

FORMATS = ("table", "json", "jsonl", "csv", "yaml")

VERSION_VARIABLE = "IOTCENTRAL_API_VERSION"


class Settings(NamedTuple):
    """Settings of one command: its options, what the profile says, and the environment, in this order."""

    app: str | None
    subscription: str | None
    endpoint: str | None
    token_env: str | None
    azure: bool
    output: str
    query: str | None
    columns: tuple[str, ...]
    dry_run: bool
    verbose: bool


def address_options(plane: str) -> list[click.Parameter]:
    """Return the options of an address and a credential.

    Args:
        plane: the plane of the command; the control plane knows a subscription in the place of an application.
    """
    options: list[click.Parameter] = []
    if plane == "management":
        options += [
            _option("--subscription", metavar="ID", help="Id of the Azure subscription; else AZURE_SUBSCRIPTION_ID."),
            _option("--endpoint", metavar="URL", help="Address of Azure Resource Manager, in a sovereign cloud."),
        ]
    else:
        options += [
            _option("--app", metavar="NAME|URL", help="The application: subdomain or URL; else IOTCENTRAL_APP."),
            _option("--api-version", metavar="VERSION", help="Use the package of this api-version."),
        ]
    return [
        *options,
        _option("--profile", metavar="NAME", help="Profile with these settings; else IOTCENTRAL_PROFILE."),
        _option("--token-env", metavar="VARIABLE", help="Variable with the token, in place of IOTCENTRAL_API_TOKEN."),
        _option("--azure", is_flag=True, help="Sign in with Microsoft Entra ID, as azure-identity does by default."),
        _option("--verbose", "-v", is_flag=True, help="Log each request to standard error."),
    ]


def output_options() -> list[click.Parameter]:
    """Return the options of an answer."""
    return [
        _option(
            "--output",
            "-o",
            type=click.Choice(FORMATS),
            help="Form of the answer; else a table on a terminal, and JSON in a pipe.",
        ),
        _option("--query", metavar="JMESPATH", help="Select from the answer, as `az` and `aws` do."),
        _option("--columns", metavar="A,B.C", help="Members to keep, in this order; a dot leads into an object."),
    ]


def _option(*names: str, **attributes: Any) -> click.Option:
    return click.Option(names, **attributes)


def settings_of(options: Mapping[str, Any]) -> Settings:
    """Return the settings of a command.

    Args:
        options: the values of its options; those that it does not have may be absent.

    Raises:
        click.UsageError: the profile is unusable.
    """
    profile = read_profile(options.get("profile"), os.environ)
    columns = options.get("columns") or ""
    return Settings(
        options.get("app") or profile.app,
        options.get("subscription") or profile.subscription,
        options.get("endpoint") or profile.endpoint,
        options.get("token_env") or profile.token_env,
        bool(options.get("azure")) or profile.azure,
        options.get("output") or profile.output or ("table" if sys.stdout.isatty() else "json"),
        options.get("query"),
        tuple(name.strip() for name in columns.split(",") if name.strip()),
        bool(options.get("dry_run")),
        bool(options.get("verbose")),
    )


def early(arguments: Sequence[str]) -> str | None:
    """Return the api-version that the words of a command line ask for, before the commands are known that it decides on.

    Raises:
        click.UsageError: the profile is unusable.
    """
    found: dict[str, str] = {}
    words = list(arguments)
    for place, word in enumerate(words):
        name, separator, value = word.partition("=")
        if name in ("--api-version", "--profile"):
            found[name] = value if separator else (words[place + 1] if place + 1 < len(words) else "")
    if version := found.get("--api-version"):
        return version
    profile = read_profile(found.get("--profile"), os.environ)
    return profile.api_version or os.environ.get(VERSION_VARIABLE) or None
