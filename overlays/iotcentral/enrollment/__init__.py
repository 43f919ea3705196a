"""X.509 enrollment: upload a CA certificate to an enrollment group and prove that its key is yours, in one call.

    enroll(app, "factory", Path("ca.pem"), Path("ca.key"))

The steps are those of the article "Manage enrollment groups with the REST API". Needs the extra `iotcentral[x509]`,
apart from `derive_device_key`. `iotcentral.aio.enrollment` is the asynchronous form.
"""

from __future__ import annotations

from ._certificates import thumbprint
from ._device_keys import derive_device_key
from ._steps import VerificationError
from ._sync import enroll, upload, verify
from ._verification import verification_certificate

__all__ = [
    "VerificationError",
    "derive_device_key",
    "enroll",
    "thumbprint",
    "upload",
    "verification_certificate",
    "verify",
]
