"""X.509 enrollment: the asynchronous form of `iotcentral.enrollment`; files and keys are read in worker threads."""

from __future__ import annotations

from ..enrollment._aio import enroll, upload, verify
from ..enrollment._certificates import thumbprint
from ..enrollment._device_keys import derive_device_key
from ..enrollment._steps import VerificationError
from ..enrollment._verification import verification_certificate

__all__ = [
    "VerificationError",
    "derive_device_key",
    "enroll",
    "thumbprint",
    "upload",
    "verification_certificate",
    "verify",
]
