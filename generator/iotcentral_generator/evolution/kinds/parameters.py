"""Kinds of change of parameters."""

from __future__ import annotations

from .kind import ChangeKind, kind

__all__ = ["PARAMETER_KINDS"]

PARAMETER_KINDS: tuple[ChangeKind, ...] = (
    kind("parameter-added", "new optional parameter", "servers", "", "", "Use it where it helps."),
    kind("parameter-added-required", "new required parameter", "callers", "", "call", "Pass it in every call."),
    kind("parameter-removed", "the parameter is gone", "callers", "", "name accepts call", "Stop passing it."),
    kind("parameter-renamed", "the parameter has another name", "callers servers", "", "name accepts call", "Pass it under its new name."),
    kind("parameter-moved", "the parameter is sent in another place", "callers servers", "", "name accepts call", "The package follows; change what builds requests by hand."),
    kind("parameter-order-changed", "the path has its parameters in another order", "callers servers", "", "call", "Pass them in the new order, or by keyword."),
    kind("parameter-became-required", "the parameter became required", "callers", "", "call", "Pass it in every call."),
    kind("parameter-became-optional", "the parameter became optional", "servers", "", "", "Nothing has to be done."),
    kind("parameter-deprecated", "the parameter is deprecated", "callers", "", "", "Plan to stop passing it."),
    kind("parameter-undeprecated", "the parameter is no longer deprecated", "", "", "", "Nothing has to be done."),
    kind("parameter-fixed", "the parameter has a single value now, which the package sends", "callers", "", "name accepts call", "Stop passing it."),
    kind("parameter-no-longer-fixed", "the parameter has no single value any more", "servers", "", "call", "Pass it where it is required."),
    kind("fixed-value-changed", "the single value of the parameter changed", "callers servers", "", "", "The package sends the new value; change what builds requests by hand."),
    kind("parameter-style-changed", "an array or object is written differently in the parameter", "callers servers", "", "accepts", "The package follows; change what builds requests by hand."),
    kind("parameter-role-changed", "the parameter plays another role in the runtime", "callers", "", "accepts", "Pass what its new role takes."),
    kind("parameter-known-to-client", "the client knows the value, so that methods do not take it", "callers", "", "name accepts call", "Stop passing it; give it to the client."),
    kind("parameter-unknown-to-client", "methods take the value, which the client knew before", "callers", "", "name accepts call", "Pass it in every call."),
    kind("parameter-keyword-changed", "a keyword of the parameter changed that has no kind of its own", "callers servers", "", "", "Read both documents."),
)  # fmt: skip
