"""Files of a migration, read by the tools and models of the services that they are for; and migrations by Dask's workers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_v2022_10_31_preview import IoTCentral

from iotcentral import NO_RETRY, ApiToken, migration
from iotcentral.migration import MigrationReport
from iotcentral.migration._enrollments import enrollment_group
from iotcentral.migration._models import models_of_templates
from iotcentral.migration._semantic_types import UNITS
from tests.emulator.models_of_devices import ROOM
from tests.migration.contents import TEMPLATE, fill

from .programs import program, required, said_by

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def installed(module: str) -> ModuleType:
    """Return a module; without it the test is skipped, aloud, or fails where it is required."""
    try:
        return import_module(module)
    except ImportError:
        required(module)
        raise


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(apps=("contoso",), clock=Clock(NOON)) as emulator:
        with emulator.client(emulator.api_versions[-1], limiter=None) as app:
            fill(app)
        yield emulator


@pytest.fixture(scope="module")
def moved(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("moved") / "contoso"
    with emulator.client(emulator.api_versions[-1], limiter=None) as app:
        migration.migrate(app, out, with_keys=True, telemetry_days=1, until=NOON + timedelta(minutes=5))
    return out


def lines(file: Path) -> list[Any]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


def read_by(model: Any, content: dict[str, Any], unknown: tuple[str, ...] = ()) -> None:
    """Fail unless a model of an SDK takes a content as valid, and writes all of it back.

    Args:
        model: the class of the model, by msrest.
        content: what is written to a file.
        unknown: members that are newer than the model.
    """
    read = model.deserialize(content)
    assert read.validate() == []
    assert read.serialize() == {name: value for name, value in content.items() if name not in unknown}


def test_enrollments_are_read_by_the_models_of_the_provisioning_service(moved: Path) -> None:
    """PyPI azure-iothub-provisioningserviceclient, which is older than `capabilities` of groups."""
    models = installed("provisioningserviceclient.protocol.models")
    groups = [orjson.loads(file.read_bytes()) for file in (moved / "dps/enrollment-groups").iterdir()]
    assert len(groups) == 2
    slots = {"signingCertificates": {"primary": {"info": {"sha1Thumbprint": "ab"}}}}
    by_certificate = {"id": "factory", "attestation": {"type": "x509", "x509": slots}}
    groups.append(enrollment_group(by_certificate, with_keys=False, certificates={"ab": "MIIB"}))
    for group in groups:
        read_by(models.EnrollmentGroup, group, unknown=("capabilities",))
    enrollments = lines(moved / "dps/individual-enrollments.jsonl")
    assert len(enrollments) == 2
    for enrollment in enrollments:
        twin = enrollment.pop("initialTwin")
        read_by(models.IndividualEnrollment, enrollment)
        assert twin["tags"]["displayName"]


@pytest.mark.skipif(
    sys.version_info >= (3, 13),
    reason="the import file was NOT read: azure-iot-hub needs uamqp, which has no wheels here",
)
def test_the_import_file_is_read_by_the_models_of_iot_hub(moved: Path) -> None:
    """PyPI azure-iot-hub, `ExportImportDevice` and `Twin`."""
    models = installed("azure.iot.hub.protocol.models")
    for identity in lines(moved / "iothub/devices.txt"):
        read_by(models.ExportImportDevice, identity)
    twins = lines(moved / "iothub/twins.jsonl")
    assert len(twins) == 4
    for twin in twins:
        read_by(models.Twin, twin)


def test_models_are_found_in_the_repository_with_those_that_they_refer_to(moved: Path) -> None:
    """PyPI azure-iot-modelsrepository."""
    repository = installed("azure.iot.modelsrepository")
    with repository.ModelsRepositoryClient(repository_location=str(moved / "models")) as client:
        found = client.get_models(TEMPLATE["capabilityModel"]["@id"])
    assert found.keys() == {"dtmi:contoso:RoomModel;1", "dtmi:contoso:Fan;1"}


PARSER = """
const { createParser, ModelParsingOption } = require("@azure/dtdl-parser");
const texts = require("fs").readFileSync(0, "utf8");
const strict = ModelParsingOption.RejectUndefinedExtensions | ModelParsingOption.MandateTopLevelPartition;
createParser(strict).parse(JSON.parse(texts)).then(
  (found) => console.log(Object.values(found).filter((each) => each.entityKind === "interface").length),
  (error) => { console.error(JSON.stringify(error._parsingErrors ?? String(error), null, 1)); process.exit(1); },
);
"""


def interfaces_in(models: list[dict[str, Any]], folder: Path) -> int:
    """Return the number of interfaces in models, which fail if they are not valid (npm @azure/dtdl-parser)."""
    node = program("node")
    if not Path(os.environ.get("NODE_PATH", "(none)"), "@azure/dtdl-parser").exists():
        required("@azure/dtdl-parser of npm")
    (folder / "parse.js").write_text(PARSER, encoding="utf-8")
    texts = json.dumps([json.dumps(model) for model in models])
    return int(said_by(node, folder / "parse.js", cwd=folder, stdin=texts))


def test_models_are_valid_dtdl(moved: Path, tmp_path: Path) -> None:
    models = [orjson.loads(file.read_bytes()) for file in sorted((moved / "models").rglob("*.json"))]
    assert interfaces_in(models, tmp_path) == len(models) == 3


def test_models_of_every_shape_and_with_every_unit_are_valid_dtdl(tmp_path: Path) -> None:
    contents = [
        {"@type": ["Telemetry", semantic], "name": f"{semantic}_{unit}", "schema": "double", "unit": unit}
        for semantic, units in UNITS.items()
        for unit in sorted(units)
    ]
    units = {"@id": "dtmi:x:Units;1", "@type": "Interface", "contents": contents}
    models, left = models_of_templates([ROOM, {"@id": "dtmi:x:T;1", "capabilityModel": units}])
    assert [thing for thing in left if thing.id.startswith("dtmi:x:T;1")] == []
    assert interfaces_in([*models.values()], tmp_path) == len(models) > 2


def open_application(url: str, token: str) -> IoTCentral:
    return IoTCentral(url, ApiToken(token), limiter=None, retry=NO_RETRY)


def test_applications_are_migrated_by_the_workers_of_dask(emulator: Emulator, tmp_path: Path) -> None:
    """PyPI distributed: a scheduler and two workers, processes of their own, on loopback."""
    distributed = installed("distributed")
    opener = partial(open_application, emulator.url, emulator.token)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        results = migration.migrate_all({"one": opener, "other": opener}, tmp_path / "out", executor, telemetry_days=0)
    for name, report in results.items():
        assert isinstance(report, MigrationReport), report
        assert report.counts["devices"] == 4
        assert (tmp_path / "out" / name / "report.md").exists()
