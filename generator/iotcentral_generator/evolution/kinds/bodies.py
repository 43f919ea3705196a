"""Kinds of change of request bodies and of responses."""

from __future__ import annotations

from .kind import ChangeKind, kind

__all__ = ["BODY_KINDS"]

BODY_KINDS: tuple[ChangeKind, ...] = (
    kind("body-added", "the operation takes a body now, if one is given", "servers", "", "call accepts", "Pass it where it helps."),
    kind("body-added-required", "the operation needs a body now", "callers", "", "call", "Pass it in every call."),
    kind("body-removed", "the operation no longer takes a body", "callers", "", "name accepts call", "Stop passing it."),
    kind("body-became-required", "the body became required", "callers", "", "call", "Pass it in every call."),
    kind("body-became-optional", "the body became optional", "servers", "", "", "Nothing has to be done."),
    kind("body-flattened", "methods take the members of the body one by one", "callers", "", "name accepts call", "Pass its members as keywords."),
    kind("body-no-longer-flattened", "methods take the body as a whole", "callers", "", "name accepts call", "Pass a model."),
    kind("body-media-type-added", "a body may have another media type", "servers", "", "accepts", "Nothing has to be done."),
    kind("body-media-type-removed", "a body may no longer have a media type", "callers", "", "accepts", "The package sends one that is left; change what builds requests by hand."),
    kind("body-keyword-changed", "a keyword of the body changed that has no kind of its own", "callers servers", "", "accepts call", "Read both documents."),
    kind("status-added", "a success has another status", "", "readers", "gives", "Accept it where statuses are compared."),
    kind("status-removed", "a success no longer has a status", "", "readers servers", "gives", "Stop waiting for it."),
    kind("error-status-added", "a failure has another status", "", "readers", "", "Catch it where failures are told apart."),
    kind("error-status-removed", "a failure no longer has a status", "", "readers servers", "", "Stop waiting for it."),
    kind("answer-body-added", "a response has a body now", "", "servers", "gives", "Read it where it helps."),
    kind("answer-body-removed", "a response no longer has a body", "", "readers servers", "gives", "Read the resource with another operation."),
    kind("answer-media-type-added", "a response may have another media type", "", "readers", "gives", "Accept it where media types are compared."),
    kind("answer-media-type-removed", "a response no longer has a media type", "", "readers servers", "gives", "Stop asking for it."),
    kind("header-added", "a response has another header", "", "servers", "", "Read it where it helps."),
    kind("header-removed", "a response no longer has a header", "", "readers", "", "Stop reading it."),
    kind("header-became-optional", "a response may lack a header", "", "readers", "", "Read it only where it is there."),
    kind("header-became-required", "a response always has a header", "", "servers", "", "Nothing has to be done."),
    kind("response-keyword-changed", "a keyword of a response changed that has no kind of its own", "", "readers servers", "gives", "Read both documents."),
)  # fmt: skip
