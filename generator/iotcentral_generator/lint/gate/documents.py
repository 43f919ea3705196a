"""Checks of a document as a whole (S120, S122, S133, S134): paths, operations, servers, security."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ...document.nodes import Node
from ...document.traversal import Place
from .fault import Fault
from .vocabulary import SECURITY

__all__ = ["operation_faults", "path_faults", "security_faults", "server_faults"]

_VARIABLE = re.compile(r"\{([^{}]*)\}")


def path_faults(document: Node, _place: Place) -> Iterator[Fault]:
    """Check that each path is one."""
    for path in _mapping(document.get("paths")):
        if path.startswith("x-"):
            continue
        if not path.startswith("/") or re.search(r"[?#\s]", path):
            yield Fault(
                "S120",
                f'the path "{path}" does not begin with `/`, or holds a space, `?` or `#`; mend it',
                ("paths", path),
            )
        elif re.search(r"[{}]", _VARIABLE.sub("", path)) or "{}" in path:
            yield Fault("S120", f'the path "{path}" has a brace without its other, or without a name', ("paths", path))


def operation_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check that the callbacks of an operation have a use, and that it is called with the credential of the client."""
    yield from _requirement_faults(document, place.node)
    security = place.node.get("security")
    if isinstance(security, list) and not all(security or [False]):
        message = "the `security` of an operation allows a call without credential, which is not carried out: a client "
        yield Fault("S134", message + "sends its credential with every call; remove it", ("security",))
    if place.node.get("callbacks") and "x-ms-trigger" not in place.node:
        message = "`callbacks` of an operation is not carried out without `x-ms-trigger`: a client receives no "
        yield Fault("S122", message + "requests; remove it, or mark the subscription", ("callbacks",))


def server_faults(document: Node, _place: Place) -> Iterator[Fault]:
    """Check the addresses of servers."""
    listed = document.get("servers")
    servers = [_mapping(server) for server in listed] if isinstance(listed, list) else []
    urls = [str(server.get("url", "")) for server in servers]
    for index, server in enumerate(servers):
        for message, *below in _server_faults(server):
            yield Fault("S133", message, ("servers", index, *below))
        if _path(urls[index]) != _path(urls[0]):
            message = (
                f"the address {urls[index]} has another path than {urls[0]}, which is not carried out: write it at "
            )
            yield Fault("S133", f"{message}the beginning of the `paths` that have it", ("servers", index))


def _server_faults(server: Node) -> Iterator[tuple[str, ...]]:
    url = str(server.get("url", ""))
    variables = _mapping(server.get("variables"))
    for name in _VARIABLE.findall(url):
        if name not in variables:
            yield f"the variable {name} in {url} is not among `variables` of the server; add it", "url"
    for name, variable in variables.items():
        default, values = _mapping(variable).get("default"), _mapping(variable).get("enum")
        if default and isinstance(values, list) and default not in values:
            yield f'the default "{default}" of the variable {name} is not in its `enum`; add it', "variables", name
        if f"{{{name}}}" not in url:
            yield f"the variable {name} of the server is not in its `url`; remove it", "variables", name
    parts = urlsplit(_VARIABLE.sub("x", url))
    if parts.query or parts.fragment:
        yield f"the address {url} has a query or a fragment, which calls would lose; remove it", "url"
    if _VARIABLE.search(_path(url)):
        mend = "the paths of all servers begin alike; write the value out, or make it a parameter of the `paths`"
        yield f"the path of the address {url} has a variable, which is not carried out: {mend}", "url"


def security_faults(document: Node, _place: Place) -> Iterator[Fault]:
    """Check the kinds of credentials, and that each requirement names one."""
    schemes = _mapping(_mapping(document.get("components")).get("securitySchemes"))
    for name, scheme in schemes.items():
        kind = _credential(_mapping(scheme))
        if fault := SECURITY.fault(kind):
            message = f"the security scheme {name} ({kind}) is not carried out: {fault}"
            yield Fault("S134", message, ("components", "securitySchemes", name))
    yield from _requirement_faults(document, document)


def _requirement_faults(document: Node, node: Node) -> Iterator[Fault]:
    """Check that the requirements of a document or an operation name its security schemes."""
    schemes = _mapping(_mapping(document.get("components")).get("securitySchemes"))
    requirements = node.get("security")
    for index, requirement in enumerate(requirements if isinstance(requirements, list) else []):
        for name in _mapping(requirement):
            if name not in schemes:
                known = ", ".join(schemes) or "none"
                message = f"the security scheme {name} is not among those of the components: {known}; add it there"
                yield Fault("S134", message, ("security", index, name))


def _path(url: str) -> str:
    """Return the path of an address, whose host may have variables."""
    return url.partition("://")[2].partition("/")[2].strip("/") if "://" in url else url.strip("/")


def _credential(scheme: Node) -> str:
    """Return the kind of credential in words: `http bearer`, `apiKey header X-Key`."""
    kind = str(scheme.get("type"))
    details = {"http": [str(scheme.get("scheme")).lower()], "apiKey": [str(scheme.get("in")), str(scheme.get("name"))]}
    return " ".join([kind, *details.get(kind, [])])


def _mapping(value: Any) -> Node:
    return value if isinstance(value, dict) else {}
