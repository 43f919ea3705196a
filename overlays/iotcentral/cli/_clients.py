"""Clients of the installed packages, from the settings of a command."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from ._documents import ClientDocument

if TYPE_CHECKING:
    import httpx

    from .._core.auth import Credential
    from .._core.sync.client import BaseClient
    from ._settings import Settings

__all__ = ["application_of", "open_client"]


def open_client(
    document: ClientDocument, settings: Settings, transport: httpx.BaseTransport | None = None
) -> BaseClient:
    """Return a client of a package.

    Args:
        document: the document of the package.
        settings: the settings of the command; a dry run needs no credential.
        transport: sends the requests; None: as the client does.

    Raises:
        click.UsageError: application, subscription or credential is missing.
        ConfigurationError: one of them is unusable.
    """
    cls = _client_class(document.package)
    client: BaseClient
    credential = _stand_in() if settings.dry_run else _credential(document.plane, settings)
    if document.plane == "management":
        account = _given(settings.subscription, "--subscription", "AZURE_SUBSCRIPTION_ID")
        endpoint = {} if settings.endpoint is None else {"endpoint": settings.endpoint}
        client = cls(account, credential, transport=transport, **endpoint)
    elif _names_application_in_calls(cls):
        client = cls(credential, transport=transport)
    else:
        client = cls(application_of(settings), credential, transport=transport)
    return client


def application_of(settings: Settings) -> str:
    """Return the application that a command acts upon.

    Raises:
        click.UsageError: none is given.
    """
    from .._core.address import APP_VARIABLE

    return _given(settings.app, "--app", APP_VARIABLE)


def _given(value: str | None, option: str, variable: str) -> str:
    found = value or os.environ.get(variable)
    if not found:
        raise click.UsageError(f"{option} is missing: pass it, set {variable}, or use a profile")
    return found


def _client_class(package: str) -> Any:
    """Return the synchronous client of a package."""
    from .._core.sync.client import BaseClient

    module = import_module(package)
    for name in module.__all__:
        found = getattr(module, name)
        if isinstance(found, type) and issubclass(found, BaseClient):
            return found
    raise click.UsageError(f"the package {package} has no client")


def _names_application_in_calls(cls: type[BaseClient]) -> bool:
    from .._core.client import ApplicationClient

    return not issubclass(cls, ApplicationClient)


def _stand_in() -> Credential:
    from .._core.auth import BearerToken

    return BearerToken("dry-run")


def _credential(plane: str, settings: Settings) -> Credential:
    if settings.azure or (plane == "management" and settings.token_env is None):
        return _azure()
    from .._core.address import TOKEN_VARIABLE
    from .._core.auth import ApiToken, BearerToken

    variable = settings.token_env or TOKEN_VARIABLE
    token = os.environ.get(variable)
    if not token:
        raise click.UsageError(
            f"no credential: {variable} is not set; set it to an API token, name another variable with --token-env, "
            "or sign in with --azure"
        )
    return ApiToken(token) if token.startswith("SharedAccessSignature") else BearerToken(token)


def _azure() -> Credential:
    try:
        identity = import_module("azure.identity")
    except ImportError:
        raise click.UsageError(
            "signing in with Microsoft Entra ID needs azure-identity: pip install 'iotcentral[azure]'"
        ) from None
    credential: Credential = identity.DefaultAzureCredential()
    return credential
