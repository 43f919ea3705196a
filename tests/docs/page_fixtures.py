"""What the pages take for granted, such as a device that their examples read: put into the emulator beforehand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import NameOID
from iotcentral_generator.cli import main
from iotcentral_testkit import Emulator

from tests.docs.pages import blocks
from tests.migration.contents import fill

__all__ = ["FIXTURES", "PASSPHRASE"]

THERMOSTAT = "dtmi:contoso:Thermostat;1"


def _telemetry(name: str) -> dict[str, Any]:
    return {"@type": "Telemetry", "name": name, "schema": "double"}


def template(emulator: Emulator) -> None:
    """Store the template that the pages name."""
    report = {
        "@type": "Command",
        "name": "getMaxMinReport",
        "request": {"name": "since", "schema": "dateTime"},
        "response": {"name": "report", "schema": "string"},
    }
    component = {"@id": "dtmi:contoso:Part;1", "@type": "Interface", "contents": [_telemetry("temperature"), report]}
    model = {
        "@id": "dtmi:contoso:ThermostatModel;1",
        "@type": "Interface",
        "@context": "dtmi:dtdl:context;2",
        "contents": [
            _telemetry("temperature"),
            _telemetry("humidity"),
            {"@type": "Property", "name": "targetTemperature", "schema": "double", "writable": True},
            {"@type": "Component", "name": "thermostat1", "schema": component},
        ],
    }
    emulator.client().device_templates.create(
        THERMOSTAT, {"@type": ["ModelDefinition", "DeviceModel"], "displayName": "Thermostat", "capabilityModel": model}
    )


def devices(emulator: Emulator) -> None:
    """Store the template, the device `t1`, and the group `cold-rooms`."""
    template(emulator)
    app = emulator.client()
    app.devices.create("t1", {"displayName": "T1", "template": THERMOSTAT, "simulated": True})
    group = {"displayName": "Cold rooms", "filter": f'SELECT * FROM devices WHERE $template = "{THERMOSTAT}"'}
    app.device_groups.create("cold-rooms", group)


def two_devices(emulator: Emulator) -> None:
    """Store two devices, so that a list has a next page."""
    devices(emulator)
    emulator.client().devices.create("t2", {"displayName": "T2"})


def workflows(emulator: Emulator) -> None:
    """Store a device with telemetry, the groups, and a file upload; and write the certificate of an authority."""
    devices(emulator)
    app = emulator.client()
    app.devices.remove("t1")  # the page creates it
    app.devices.create("t2", {"displayName": "T2", "template": THERMOSTAT, "simulated": True})
    emulator.clock.advance("PT3H")
    app.file_uploads.create({"connectionString": _STORAGE, "container": "files"})
    x509_group = {"displayName": "Factory", "type": "iot", "attestation": {"type": "x509"}}
    app.enrollment_groups.create("factory", x509_group)
    keys = {"displayName": "Warehouse", "type": "iot", "attestation": {"type": "symmetricKey"}}
    app.enrollment_groups.create("warehouse", keys)
    certificate_authority(Path("ca.pem"), Path("ca.key"), PASSPHRASE.encode())


def command_line(emulator: Emulator) -> None:
    """Store what the workflows page has, and write a file of new devices."""
    workflows(emulator)
    Path("new.csv").write_text("id,name\nroom-5,Cold room 5\nroom-6,Cold room 6\n", encoding="utf-8")


def whole_application(emulator: Emulator) -> None:
    """Store a group of devices and one of keys, and write the state of a stage."""
    devices(emulator)
    keys = {"displayName": "Warehouse", "type": "iot", "attestation": {"type": "symmetricKey"}}
    emulator.client().enrollment_groups.create("warehouse", keys)
    Path("stage.yaml").write_text(
        """iotcentral: 1
resources:
  organizations:
    site:
      displayName: ${var:site}
    rooms:
      displayName: Cold rooms
      parent: site
""",
        encoding="utf-8",
    )


def leaving(emulator: Emulator) -> None:
    """Store something of every kind in one application, and write the file of two, whose tokens are in the environment."""
    emulator.add_application("fabrikam")
    with emulator.client(emulator.api_versions[-1]) as app:
        fill(app)
    Path("apps.toml").write_text(
        """[contoso]
app = "contoso"
token_env = "CONTOSO_TOKEN"

[fabrikam]
app = "fabrikam"
token_env = "FABRIKAM_TOKEN"
""",
        encoding="utf-8",
    )


def operators(emulator: Emulator) -> None:
    """Add a second application, and write the files that the tasks begin with."""
    emulator.add_application("fabrikam")
    certificate_authority(Path("ca.pem"), Path("ca.key"), PASSPHRASE.encode())
    for name, text in _OPERATORS_FILES.items():
        Path(name).write_text(text, encoding="utf-8")


_OPERATORS_FILES = {
    "thermostat.yaml": """'@type': [ModelDefinition, DeviceModel]
displayName: Thermostat
capabilityModel:
  '@id': dtmi:contoso:ThermostatModel;2
  '@type': Interface
  '@context': dtmi:dtdl:context;2
  contents:
  - {'@type': Telemetry, name: temperature, schema: double}
  - {'@type': Property, name: targetTemperature, schema: double, writable: true}
""",
    "devices.csv": "id,name\nroom-1,Cold room 1\nroom-2,Cold room 2\n",
    "destination.yaml": """displayName: Archive
type: blobstorage@v1
authorization:
  type: connectionString
  connectionString: DefaultEndpointsProtocol=https;AccountName=c;AccountKey=a2V5;EndpointSuffix=core.windows.net
  containerName: telemetry
""",
    "groups.yaml": """iotcentral: 1
resources:
  deviceGroups:
    warm:
      displayName: Warmer than ${var:limit}
      filter: SELECT * FROM devices WHERE $template = "dtmi:contoso:Thermostat;2" AND targetTemperature > ${var:limit}
""",
}


def own_document(_: Emulator) -> None:
    """Make the package of the document on the page, and make it importable."""
    page = "docs/own-documents.md"
    document = Path("shop/openapi.yaml").absolute()
    document.parent.mkdir()
    document.write_text(blocks(page, ["yaml"])[0].text)
    assert main(["--spec", "shop", "generate", "--relaxed", "--output", "clients"]) == 0
    sys.path.append(str(Path("clients/shop-client").absolute()))


PASSPHRASE = "passphrase of the key"
"""Of the key of the certificate authority."""

_STORAGE = "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=a2V5;EndpointSuffix=core.windows.net"


def certificate_authority(certificate: Path, key: Path, password: bytes) -> None:
    """Write a certificate that signs itself, and its key."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Factory")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    key.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)))


FIXTURES: dict[str, Callable[[Emulator], None]] = {
    "README.md": template,
    "docs/cli.md": command_line,
    "docs/clients.md": two_devices,
    "docs/configuration.md": whole_application,
    "docs/connector.md": devices,
    "docs/migration.md": leaving,
    "docs/operators.md": operators,
    "docs/own-documents.md": own_document,
    "docs/workflows.md": workflows,
}
"""Page → what is done with the emulator before its examples run."""
