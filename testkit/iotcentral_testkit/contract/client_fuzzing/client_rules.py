"""Rules for the clients, whatever a server responds."""

from __future__ import annotations

from typing import Final

__all__ = ["CLIENT_RULES", "ClientRules"]


class ClientRules:
    """Codes of the rules for the clients; the meaning of a code never changes."""

    BUILT: Final = "CL100"
    SENT: Final = "CL101"
    DECODED: Final = "CL110"
    EMPTY: Final = "CL111"
    LISTED: Final = "CL112"
    REJECTED: Final = "CL113"
    FAILED: Final = "CL114"
    RAISED: Final = "CL120"
    KEPT: Final = "CL121"
    STATUS: Final = "CL122"
    ORIGIN: Final = "CL123"
    SHOWN: Final = "CL124"
    HTTP: Final = "CL130"
    ENDED: Final = "CL140"
    LEFT: Final = "CL141"
    ALIKE: Final = "CL150"


_ERRORS = "iotcentral.errors: everything that the clients raise"
_MODEL = "iotcentral models: nothing is lost between decoding and encoding"

CLIENT_RULES: dict[str, tuple[str, str]] = {
    ClientRules.BUILT: (
        "A call with arguments that the document allows is sent",
        "the document: parameters and requestBody",
    ),
    ClientRules.SENT: ("What the client sends fits the document", "the document: paths, parameters and requestBody"),
    ClientRules.DECODED: ("A documented response is decoded, and encoded to equal content", _MODEL),
    ClientRules.EMPTY: ("A documented response without a body returns None", "the document: responses without content"),
    ClientRules.LISTED: (
        "A list returns the items of all its pages, each once, in their order",
        "the document: x-ms-pageable",
    ),
    ClientRules.REJECTED: ("A documented error raises ApiError with the content of the error", _ERRORS),
    ClientRules.FAILED: (
        "A long-running operation that fails raises OperationFailedError with the content of the error",
        "iotcentral long-running operations: the states of Azure Resource Manager",
    ),
    ClientRules.RAISED: ("A response that the document does not allow raises an error of the clients", _ERRORS),
    ClientRules.KEPT: (
        "What is decoded from a response that the document does not allow is encoded to equal content",
        _MODEL,
    ),
    ClientRules.STATUS: ("A status that is not a documented success raises ApiError with that status", _ERRORS),
    ClientRules.ORIGIN: (
        "Requests stay on the application's origin",
        "iotcentral sessions: requests carry the credential",
    ),
    ClientRules.SHOWN: ("Errors of the clients can be printed, and contain no token", _ERRORS),
    ClientRules.HTTP: ("A response that is not valid HTTP raises an error of the clients", _ERRORS),
    ClientRules.ENDED: (
        "Every call ends",
        "iotcentral clients: time-outs; iotcentral pagers: no page twice",
    ),
    ClientRules.LEFT: ("Calls leave no threads and no warnings behind", "iotcentral clients: connections are closed"),
    ClientRules.ALIKE: (
        "The synchronous and the asynchronous client behave the same",
        "iotcentral sessions: both are alike",
    ),
}
"""Code → title and source."""
