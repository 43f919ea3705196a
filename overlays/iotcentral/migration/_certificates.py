"""Certificates of authorities, from files: the API gives thumbprints alone, by which those that are given are recognised."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from ssl import PEM_cert_to_DER_cert
from typing import Any

from ..errors import ConfigurationError

__all__ = ["CertificateFile", "certificates_in", "signing_certificates"]

CertificateFile = str | PathLike[str]

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_DER = b"\x30"
"""First byte of a certificate in DER: a sequence."""


def certificates_in(files: Iterable[CertificateFile]) -> dict[str, str]:
    """Return the certificates of files in PEM or DER: SHA-1 thumbprint → DER in base64.

    Raises:
        ConfigurationError: a file holds none.
        OSError: it cannot be read.
    """
    found: dict[str, str] = {}
    for file in files:
        content = Path(file).read_bytes()
        blocks: list[bytes] = _PEM.findall(content)
        if not blocks and not content.startswith(_DER):
            raise ConfigurationError(f"{file} holds no certificate: pass that of an authority, in PEM or DER")
        for der in [PEM_cert_to_DER_cert(block.decode("ascii")) for block in blocks] or [content]:
            found[hashlib.sha1(der, usedforsecurity=False).hexdigest()] = base64.b64encode(der).decode()
    return found


def signing_certificates(
    attestation: Mapping[str, Any], certificates: Mapping[str, str]
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the certificates of a group by their slots, and the thumbprints of those that were not given.

    Args:
        attestation: that of the group.
        certificates: thumbprint → certificate.
    """
    x509: Mapping[str, Any] = attestation.get("x509") or {}
    slots: Mapping[str, Any] = x509.get("signingCertificates") or {}
    found: dict[str, dict[str, str]] = {}
    missing: list[str] = []
    for slot in ("primary", "secondary"):
        state: Mapping[str, Any] = slots.get(slot) or {}
        info: Mapping[str, Any] = state.get("info") or {}
        if (thumbprint := str(info.get("sha1Thumbprint", "")).lower()) in certificates:
            found[slot] = {"certificate": certificates[thumbprint]}
        elif thumbprint:
            missing.append(thumbprint)
    return found, missing
