"""Requests to blob storage: the messages of a minute are written as one file, an object a line."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

import orjson

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["BLOB_STORAGE", "BlobRequest", "blob_request", "endpoint_of"]

BLOB_STORAGE = "blobstorage@v1"

_VERSION = "2021-08-06"
"""Version of the protocol of blob storage."""

_DEVELOPMENT = {
    "BlobEndpoint": "http://127.0.0.1:10000/devstoreaccount1",
    "AccountName": "devstoreaccount1",
    # published with the emulators of Azure Storage, which all have it
    "AccountKey": "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
}
"""What `UseDevelopmentStorage=true` stands for."""


class BlobRequest(NamedTuple):
    """A PUT that writes a file."""

    url: str
    headers: dict[str, str]
    body: bytes


def endpoint_of(destination: Mapping[str, Any]) -> str | None:
    """Return the address of the blob service that a connection string names; None: it names none that can be used."""
    return _settings(destination).get("BlobEndpoint")


def blob_request(
    destination: Mapping[str, Any], application_id: str, name: str, messages: list[Any], now: datetime
) -> BlobRequest:
    """Return the request that writes messages.

    Args:
        destination: with a connection string that has an endpoint.
        application_id: of the application.
        name: of the file, below the partition.
        messages: its content.
        now: the time of the request.

    Raises:
        ValueError: the connection string has neither a key in base64 nor a signature.
    """
    settings = _settings(destination)
    container = destination["authorization"]["containerName"]
    path = f"{container}/{application_id}/0/{name}"
    url = f"{settings['BlobEndpoint'].rstrip('/')}/{quote(path)}"
    body = b"".join(orjson.dumps(message) + b"\n" for message in messages)
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "x-ms-blob-type": "BlockBlob",
        "x-ms-date": f"{now:%a, %d %b %Y %H:%M:%S GMT}",
        "x-ms-version": _VERSION,
    }
    if "SharedAccessSignature" in settings:
        return BlobRequest(f"{url}?{settings['SharedAccessSignature'].lstrip('?')}", headers, body)
    account, key = settings.get("AccountName", ""), settings.get("AccountKey", "")
    headers["Authorization"] = f"SharedKey {account}:{_signature(account, key, url, headers)}"
    return BlobRequest(url, headers, body)


def _settings(destination: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of a destination's connection string; empty where it has none."""
    authorization: Mapping[str, str] = destination.get("authorization") or {}
    text = authorization.get("connectionString") or ""
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    settings = {name.strip(): value.strip() for name, _, value in pairs}
    if settings.get("UseDevelopmentStorage", "").lower() == "true":
        return {**_DEVELOPMENT, **settings}
    account = settings.get("AccountName")
    if "BlobEndpoint" not in settings and account:
        scheme, suffix = settings.get("DefaultEndpointsProtocol", "https"), settings.get("EndpointSuffix")
        settings["BlobEndpoint"] = f"{scheme}://{account}.blob.{suffix or 'core.windows.net'}"
    return settings


def _signature(account: str, key: str, url: str, headers: Mapping[str, str]) -> str:
    """Return the signature of a request with the account's key."""
    own = sorted(name for name in headers if name.startswith("x-ms-"))
    text = "\n".join(
        [
            *("PUT", "", "", headers["Content-Length"], "", headers["Content-Type"], "", "", "", "", "", ""),
            *(f"{name}:{headers[name]}" for name in own),
            f"/{account}{urlsplit(url).path}",
        ]
    )
    secret = base64.b64decode(key, validate=True)
    return base64.b64encode(hmac.digest(secret, text.encode(), "sha256")).decode()
