"""What has to hold for the clients, whatever a server answers."""

from __future__ import annotations

from typing import Final

__all__ = ["CODES", "Codes"]


class Codes:
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
_MODEL = "iotcentral models: content in, content out, and nothing of it lost on the way"

CODES: dict[str, tuple[str, str]] = {
    Codes.BUILT: ("A call with arguments that the document allows is sent", "the document: parameters and requestBody"),
    Codes.SENT: ("What the client sends fits the document", "the document: paths, parameters and requestBody"),
    Codes.DECODED: ("A documented answer is decoded, and encoded again the same", _MODEL),
    Codes.EMPTY: ("A documented answer without a body gives None", "the document: responses without content"),
    Codes.LISTED: ("A list gives the items of all its pages, each once, in their order", "the document: x-ms-pageable"),
    Codes.REFUSED: ("A documented error raises ApiError with what the service said", _ERRORS),
    Codes.FAILED: (
        "A long-running operation that fails raises OperationFailedError with what the service said",
        "iotcentral.long_running: the states of Azure Resource Manager",
    ),
    Codes.RAISED: ("An answer that the document does not allow raises an error of the clients", _ERRORS),
    Codes.KEPT: ("What is decoded from an answer that the document does not allow is encoded again the same", _MODEL),
    Codes.STATUS: ("A status that is no documented success raises ApiError, which tells the status", _ERRORS),
    Codes.ORIGIN: ("Requests stay on the application's origin", "iotcentral sessions: requests carry the credential"),
    Codes.SHOWN: ("Errors of the clients can be shown, and hold no token", _ERRORS),
    Codes.WIRE: ("An answer that is no proper HTTP raises an error of the clients", _ERRORS),
    Codes.ENDED: ("Every call comes to its end", "iotcentral clients: time-outs; iotcentral pagers: no page twice"),
    Codes.LEFT: ("Calls leave no threads and no warnings behind", "iotcentral clients: what is opened is closed"),
    Codes.ALIKE: ("The synchronous and the asynchronous client do the same", "iotcentral sessions: both are alike"),
}
"""Code → title, and where that is said."""
