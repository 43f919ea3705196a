"""Destinations of data exports, of every kind and with every kind of authorization."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

__all__ = ["destinations"]

Json: TypeAlias = dict[str, Any]

_CLIENT = {
    "clientId": "11111111-1111-1111-1111-111111111111",
    "tenantId": "22222222-2222-2222-2222-222222222222",
}


def destinations(name: str, title: Callable[[], str], secret: Callable[[], str]) -> list[Json]:
    """Return bodies of destinations; the first is a webhook with customizations, the second a blob storage.

    Args:
        name: what the names of hosts begin with.
        title: gives a display name.
        secret: gives a text that occurs nowhere else.
    """
    managed = {"type": "systemAssignedManagedIdentity"}

    def connection(text: str) -> Json:
        return {"type": "connectionString", "connectionString": text}

    def storage() -> Json:
        return connection(f"DefaultEndpointsProtocol=https;AccountName={name};AccountKey={secret()}")

    def bus() -> Json:
        place = f"Endpoint=sb://{name}.servicebus.example/;SharedAccessKeyName=send"
        return connection(f"{place};SharedAccessKey={secret()};EntityPath=data")

    def webhook(authorization: Json | None) -> Json:
        body: Json = {"type": "webhook@v1", "url": f"https://{name}.example/hook"}
        return body if authorization is None else {**body, "authorization": authorization}

    def explorer(authorization: Json) -> Json:
        body: Json = {"type": "dataexplorer@v1", "database": "fleet", "table": "data", "authorization": authorization}
        return {**body, "clusterUrl": f"https://{name}.kusto.example"}

    def of(kind: str, authorization: Json, **members: str) -> Json:
        return {"type": kind, "authorization": {**authorization, **members}}

    host = {"hostName": f"{name}.servicebus.example"}
    oauth = {
        "type": "oauth",
        "tokenUrl": f"https://{name}.example/token",
        "clientId": "contract-run",
        "clientSecret": secret(),
        "audience": "fleet",
        "scope": "write",
        "requestType": "json",
    }
    bodies = [
        {
            **webhook({"type": "header", "value": f"Bearer {secret()}"}),
            "queryCustomizations": {"site": {"value": "north"}},
            "headerCustomizations": {
                "x-run": {"value": "contract", "secret": False},
                "x-key": {"value": secret(), "secret": True},
            },
        },
        of("blobstorage@v1", storage(), containerName="data"),
        of("blobstorage@v1", managed, endpointUri=f"https://{name}.blob.example/", containerName="data"),
        explorer({"type": "servicePrincipal", **_CLIENT, "clientSecret": secret()}),
        explorer(managed),
        of("eventhubs@v1", bus()),
        of("eventhubs@v1", managed, **host, eventHubName="data"),
        of("servicebusqueue@v1", bus()),
        of("servicebusqueue@v1", managed, **host, queueName="data"),
        of("servicebustopic@v1", bus()),
        of("servicebustopic@v1", managed, **host, topicName="data"),
        webhook(oauth),
        webhook(None),
    ]
    return [{"displayName": title(), **body} for body in bodies]
