"""The upgrade of users' programs: rewritten where it is sure, with a comment above what a person has to decide."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from iotcentral_generator.cli import main
from iotcentral_generator.evolution.contracts import ContractReader
from iotcentral_generator.evolution.difference import difference
from iotcentral_generator.evolution.upgrade import Rewrites, rewrites
from iotcentral_generator.evolution.upgrade.files import upgraded
from iotcentral_generator.evolution.upgrade.transformer import MARK
from iotcentral_generator.problems import GenerationError
from iotcentral_testkit import Emulator

from tests.generator.conftest import REPOSITORY, Small
from tests.support.type_checker import mypy_complaints

from .packages import write_package
from .test_kinds import contract

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "programs").glob("*.py"))
EXPECTED = HERE / "upgraded"

Told = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def shop() -> Rewrites:
    """Return the rewrites from the base document's package to that of its revision."""
    old = replace(contract({}), package="shop_v1", client="Shop")
    changes = yaml.safe_load((HERE / "trial.yaml").read_text(encoding="utf-8"))
    return rewrites(difference(old, replace(contract(changes), package="shop_v2", client="Shop")))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_is_rewritten(shop: Rewrites, program: Path) -> None:
    expected = EXPECTED / program.name
    result = upgraded(shop, program.read_text(encoding="utf-8"))
    assert result == (expected.read_text(encoding="utf-8") if expected.exists() else None)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_rewritten_program_stays_as_it_is(shop: Rewrites, program: Path) -> None:
    text = upgraded(shop, program.read_text(encoding="utf-8"))
    assert text is None or upgraded(shop, text) is None


def test_what_a_type_checker_refuses_after_it_has_a_comment(tmp_path: Path) -> None:
    write_package(tmp_path, contract({}), "v1")
    write_package(tmp_path, contract(yaml.safe_load((HERE / "trial.yaml").read_text(encoding="utf-8"))), "v2")
    after = sorted(EXPECTED.glob("*.py"))
    for file in (*PROGRAMS, *after):
        (tmp_path / f"{file.parent.name}_{file.name}").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    files = [path.name for path in sorted(tmp_path.glob("*.py"))]
    told = mypy_complaints(*files, folder=tmp_path, roots=[tmp_path])
    errors = [(name, int(line)) for name, line in re.findall(r"^(\w+\.py):(\d+): error:", told, re.MULTILINE)]
    assert [name for name, _ in errors if name.startswith("programs_")] == [], told
    assert [each for each in errors if not is_under_a_comment(tmp_path / each[0], each[1])] == [], told


def is_under_a_comment(file: Path, line: int) -> bool:
    """Return whether a comment of the upgrade is right above a line."""
    return file.read_text(encoding="utf-8").splitlines()[line - 2].strip().startswith(MARK)


PROGRAM = """\
from iotcentral import ApiToken
from iotcentral_v2022_07_31 import IoTCentral, models


def names(url: str, token: str) -> list[str]:
    with IoTCentral(url, ApiToken(token)) as app:
        app.devices.create("up-1", models.Device(display_name="One"))  # the only one
        return [device.display_name for device in app.devices.list() if device.id == "up-1"]
"""


def test_a_program_of_the_stable_version_runs_on_the_preview(tmp_path: Path, capsys: Told) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    spec = str(REPOSITORY / "spec")
    assert main(["--spec", spec, "upgrade", "2022-07-31", "2022-10-31-preview", str(tmp_path)]) == 0
    assert file.read_text() == PROGRAM.replace("iotcentral_v2022_07_31", "iotcentral_v2022_10_31_preview")
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: rewritten for iotcentral_v2022_10_31_preview",
        "files: 1 rewritten; comments `# upgrade:` for a person: 0",
    ]
    program: dict[str, object] = {}
    exec(file.read_text(), program)
    names = program["names"]
    assert callable(names)
    with Emulator() as emulator:
        assert names(emulator.url, emulator.token) == ["One"]


def test_files_that_cannot_be_read_are_all_told_and_nothing_is_written(tmp_path: Path, capsys: Told) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(PROGRAM)
    bad.write_text("import iotcentral_v2022_07_31\ndef broken(:\n")
    spec = str(REPOSITORY / "spec")
    missing = tmp_path / "missing.py"
    assert main(["--spec", spec, "upgrade", "2022-07-31", "2022-10-31-preview", str(tmp_path), str(missing)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[:2] for line in told[:2]] == [[f"{bad}:2:", "S193"], [f"{missing}:1:", "S193"]]
    assert good.read_text() == PROGRAM


def test_documents_in_their_packages_are_enough(tmp_path: Path) -> None:
    packages = [
        next((REPOSITORY / "generated").glob(f"*-v{version}/*/openapi.json"))
        for version in ("2021-06-01", "2021-06-01")
    ]
    file = tmp_path / "program.py"
    file.write_text("from iotcentral_management_v2021_06_01 import models\n")
    assert main(["upgrade", *map(str, packages), str(file)]) == 0
    reader = ContractReader(tmp_path)
    found = reader.read(str(packages[0]))
    assert (found.package, found.client) == ("iotcentral_management_v2021_06_01", "IoTCentralManagement")


OLD_PROGRAM = """\
from things_v1_0.models import Thing

def weight(thing: Thing) -> float:
    return thing.weight
"""


def test_the_examples_of_the_help_run_and_leave_what_it_says(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    for file in (small.root, small.part):
        file.write_text(file.read_text().replace('"1"', '"1.0"').replace('"2"', '"2.0"'))
    with pytest.raises(SystemExit):
        main(["upgrade", "--help"])
    told = capsys.readouterr().out
    examples = [line.split()[1:] for line in told.partition("\nexamples:\n")[2].splitlines()]
    assert len(examples) == 2
    monkeypatch.chdir(tmp_path)
    programs = (Path("src/program.py"), Path("tests/test_things.py"))
    for example in examples:
        for program in programs:
            program.parent.mkdir(exist_ok=True)
            program.write_text(OLD_PROGRAM)
        assert main(["--spec", str(small.folder), *example]) == 0
        rewritten = [program for program in programs if "things_v2_0" in program.read_text()]
        assert rewritten == [program for program in programs if {str(program), f"{program.parent}/"} & {*example}]
        assert all(f"    {MARK}" in program.read_text() for program in rewritten)
    assert [line.split(":")[:2] for line in Path("left.txt").read_text().splitlines()] == [
        [str(program), "4"] for program in programs
    ]


def test_files_of_documents_name_no_package() -> None:
    with pytest.raises(GenerationError, match="S192 `upgrade` needs two api-versions"):
        rewrites(difference(contract({}), contract({})))
