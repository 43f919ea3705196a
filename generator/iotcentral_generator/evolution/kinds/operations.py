"""Kinds of change of operations and of the API as a whole."""

from __future__ import annotations

from .kind import ChangeKind, kind, prose

__all__ = ["OPERATION_KINDS"]

_ALL = "callers readers servers"

OPERATION_KINDS: tuple[ChangeKind, ...] = (
    kind("operation-added", "new operation", "servers", "", "", "Use it where it helps; a server has to serve it."),
    kind("operation-removed", "the operation is gone", "callers", "", "name", "Stop calling it."),
    kind("operation-renamed", "the operation has another operationId", "callers", "", "name", "Call it by its new name."),
    kind("operation-moved", "the operation has another path", "callers servers", "", "", "The package sends to the new path; change what calls, routes or mocks the URL by hand."),
    kind("operation-method-changed", "the operation has another HTTP method", "callers servers", "", "", "The package sends the new method; change what calls or mocks it by hand."),
    kind("operation-deprecated", "the operation is deprecated", "callers", "", "", "Plan to stop calling it; its successor is named where there is one."),
    kind("operation-undeprecated", "the operation is no longer deprecated", "", "", "", "Nothing has to be done."),
    kind("successor-changed", "a deprecated operation has another successor", "", "", "", "Move to the new successor."),
    kind("became-long-running", "the operation became long-running", "callers readers servers", "", "name call gives", "Call `begin_…` and wait for the result of its poller."),
    kind("no-longer-long-running", "the operation is no longer long-running", "callers readers servers", "", "name call gives", "Call the method without `begin_`; it returns the result."),
    kind("final-state-changed", "the result of a long-running operation is read elsewhere", _ALL, "", "", "The poller follows; drop continuation tokens that were saved before."),
    kind("became-paged", "the answer became a list in pages", "readers servers", "", "gives", "Iterate over the pager instead of reading the list's member."),
    kind("no-longer-paged", "the answer is no longer a list in pages", "readers servers", "", "gives", "Read the list's member instead of iterating over a pager."),
    kind("page-link-changed", "another member links to the next page", "readers servers", "", "", "The pager follows; change what follows links by hand."),
    kind("page-items-changed", "another member holds the items of a page", "readers servers", "", "gives", "The pager follows; change what reads pages by hand."),
    kind("became-trigger", "the operation became a trigger, which the service calls", _ALL, "", "name call gives", "Receive the calls with a subscription."),
    kind("no-longer-trigger", "the operation is no longer a trigger", _ALL, "", "name call gives", "Call the operation."),
    kind("rate-lowered", "fewer requests are allowed in a time", "callers", "", "", "The client's limiter follows; slow down what calls by hand."),
    kind("rate-raised", "more requests are allowed in a time", "servers", "", "", "Nothing has to be done."),
    kind("filter-field-added", "an expression may name another field", "servers", "", "", "Use it where it helps."),
    kind("filter-field-removed", "an expression may no longer name a field", "callers", "", "", "Filter or sort by another field, or in the program."),
    kind("security-added", "credentials became necessary", "callers", "", "", "Pass credentials."),
    kind("security-removed", "credentials are no longer necessary", "servers", "", "", "Nothing has to be done."),
    kind("security-alternative-added", "another credential is accepted", "servers", "", "", "Use it where it helps."),
    kind("security-alternative-removed", "a credential is no longer accepted", "callers", "", "", "Use another credential."),
    kind("security-scope-added", "a token needs another scope", "callers", "", "", "Request tokens with the scope."),
    kind("security-scope-removed", "a token no longer needs a scope", "servers", "", "", "Nothing has to be done."),
    kind("security-scheme-changed", "a credential is sent or obtained differently", "callers servers", "", "", "The client follows; change what sends credentials by hand."),
    kind("server-changed", "the API has other addresses", "callers servers", "", "", "Check the address that the client is made with."),
    kind("carrier-changed", "another operation, or the same one differently, carries the operation out", "callers servers", "", "", "Check what it does now; a mock of the carrying API has to follow."),
    kind("python-name-changed", "Python has another name or type for the same thing", "callers", "readers", "name call accepts gives is", "Use the new name."),
    kind("operation-keyword-changed", "a keyword of the operation changed that has no kind of its own", _ALL, "", "", "Read both documents."),
    kind("document-keyword-changed", "a keyword of the whole document changed that has no kind of its own", _ALL, "", "", "Read both documents."),
    prose("description-changed", "a description changed", "Read it again."),
    prose("example-changed", "an example changed", "Nothing has to be done."),
    prose("links-changed", "the links from an answer to other operations changed", "Nothing has to be done; they are for readers and tests."),
)  # fmt: skip
