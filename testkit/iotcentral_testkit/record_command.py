"""Command `iotcentral-testkit record`: reads an application into a file."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from iotcentral import ApiToken, IoTCentralError

from .openapi.planes import DATA
from .recording import RecordingError, check_file, record, save

if TYPE_CHECKING:
    import argparse

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Record an application, and return the exit status."""
    try:
        check_file(options.file)
        with _client(options) as app:
            recording = record(app, replace_names=options.replace_names, on_progress=_show)
        save(recording, options.file)
    except (RecordingError, IoTCentralError, OSError) as error:
        print(f"iotcentral-testkit: {error}", file=sys.stderr)
        return 1
    for name, reason in recording.configuration.omitted.items():
        print(f"left out: {name}: {reason}", file=sys.stderr)
    print(f"{options.file} has the application; start with it: iotcentral-testkit serve --from {options.file}")
    return 0


def _client(options: argparse.Namespace) -> Any:
    packages = DATA.packages
    version = options.api_version or [*packages][-1]
    if version not in packages:
        raise RecordingError(
            f'no client package of api-version "{version}" is installed; there are {", ".join(packages)}'
        )
    return getattr(import_module(packages[version]), DATA.client)(options.url, _credential(options))


def _credential(options: argparse.Namespace) -> Any:
    if options.azure:
        try:
            return import_module("azure.identity").DefaultAzureCredential()
        except ImportError:
            raise RecordingError(
                '--azure needs azure-identity, which is not installed; pip install "iotcentral[azure]"'
            ) from None
    token = os.environ.get(options.token_env)
    if not token:
        raise RecordingError(f"the variable {options.token_env} has no token; set it, or use --azure")
    return ApiToken(token)


def _show(kind: str, count: int) -> None:
    print(f"{kind}: {count}", file=sys.stderr)
