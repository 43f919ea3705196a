"""Package of the zoo: made again byte for byte, and typed strictly."""

from __future__ import annotations

from pathlib import Path

from iotcentral_generator.file_trees import differences

from . import EXPECTED, RENEW, make


def test_the_zoo_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    make(tmp_path / "made")
    changes = differences(tmp_path / "made", EXPECTED)
    assert not changes, "\n".join(["the generator makes something else of tests/zoo/spec/:", *changes, RENEW])
