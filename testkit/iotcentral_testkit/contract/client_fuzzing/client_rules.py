"""What has to hold for the clients, whatever a server answers."""

from __future__ import annotations

from typing import Final

__all__ = ["CLIENT_RULES", "ClientRules"]


class ClientRules:
    """The codes by what they are about; a code never changes its meaning."""

    BUILT: Final = "CL100"
    SENT: Final = "CL101"
    DECODED: Final = "CL110"
    EMPTY: Final = "CL111"
    LISTED: Final = "CL112"
    REFUSED: Final = "CL113"
    FAILED: Final = "CL114"
    RAISED: Final = "CL120"
    KEPT: Final = "CL121"
    STATUS: Final = "CL122"
    ORIGIN: Final = "CL123"
    SHOWN: Final = "CL124"
    WIRE: Final = "CL130"
    ENDED: Final = "CL140"
    LEFT: Final = "CL141"
    ALIKE: Final = "CL150"


_ERRORS = "iotcentral.errors: everything that the clients raise"
_MODEL = "iotcentral.model: content in, content out, and nothing of it lost on the way"

CLIENT_RULES: dict[str, tuple[str, str]] = {
    ClientRules.BUILT: (
        "A call with arguments that the document allows is sent",
        "the document: parameters and requestBody",
    ),
    ClientRules.SENT: ("What the client sends fits the document", "the document: paths, parameters and requestBody"),
    ClientRules.DECODED: ("A documented answer is decoded, and encoded again the same", _MODEL),
    ClientRules.EMPTY: ("A documented answer without a body gives None", "the document: responses without content"),
    ClientRules.LISTED: (
        "A list gives the items of all its pages, each once, in their order",
        "the document: x-ms-pageable",
    ),
    ClientRules.REFUSED: ("A documented error raises ApiError with what the service said", _ERRORS),
    ClientRules.FAILED: (
        "A long-running operation that fails raises OperationFailedError with what the service said",
        "iotcentral.long_running: the states of Azure Resource Manager",
    ),
    ClientRules.RAISED: ("An answer that the document does not allow raises an error of the clients", _ERRORS),
    ClientRules.KEPT: (
        "What is decoded from an answer that the document does not allow is encoded again the same",
        _MODEL,
    ),
    ClientRules.STATUS: ("A status that is no documented success raises ApiError, which tells the status", _ERRORS),
    ClientRules.ORIGIN: (
        "Requests stay on the application's origin",
        "iotcentral.session: requests carry the credential",
    ),
    ClientRules.SHOWN: ("Errors of the clients can be shown, and hold no token", _ERRORS),
    ClientRules.WIRE: ("An answer that is no proper HTTP raises an error of the clients", _ERRORS),
    ClientRules.ENDED: (
        "Every call comes to its end",
        "iotcentral.client: time-outs; iotcentral.page_walk: no page twice",
    ),
    ClientRules.LEFT: ("Calls leave no threads and no warnings behind", "iotcentral.client: what is opened is closed"),
    ClientRules.ALIKE: (
        "The synchronous and the asynchronous client do the same",
        "iotcentral.session: both are alike",
    ),
}
"""Code → title, and where that is said."""
