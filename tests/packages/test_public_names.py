"""Names that programs import keep their places, wherever the code behind them moves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import iotcentral

NAMES = Path(__file__).with_name("public_names.txt").read_text(encoding="utf-8").split()
MODULES = sorted({name.rpartition(".")[0] for name in NAMES})


@pytest.mark.parametrize("module", MODULES)
def test_a_public_module_has_all_of_its_names(module: str) -> None:
    promised = {name.rpartition(".")[2] for name in NAMES if name.rpartition(".")[0] == module}
    found = import_module(module)
    assert set(found.__all__) == promised
    assert [name for name in promised if not hasattr(found, name)] == []


@pytest.mark.parametrize("client", ["IoTCentral", "AsyncIoTCentral"])
def test_the_import_of_a_client_from_the_runtime_says_which_packages_have_it(client: str) -> None:
    with pytest.raises(ImportError, match=f"`from iotcentral_v2022_07_31 import {client}`"):
        getattr(iotcentral, client)


def test_the_import_of_a_client_says_what_to_install_where_no_package_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.distributions", lambda: ())
    with pytest.raises(
        ImportError, match=r"`pip install iotcentral-v<api-version>`, then `from iotcentral_v<api_version>"
    ):
        iotcentral.IoTCentral  # type: ignore[attr-defined]  # noqa: B018


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'iotcentral' has no attribute 'Nothing'"):
        iotcentral.Nothing  # type: ignore[attr-defined]  # noqa: B018
