"""Names of a package load their modules when they are first used, and no others."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest


@pytest.fixture
def zoo(tmp_path, monkeypatch):
    """A package of two modules, exported lazily."""
    folder = tmp_path / "lazy_zoo"
    folder.mkdir()
    (folder / "cats.py").write_text("class Cat: pass\nclass Lion(Cat): pass\n")
    (folder / "dogs.py").write_text("raise RuntimeError('nobody asked for dogs')\n")
    (folder / "__init__.py").write_text(
        "from iotcentral._core.lazy import lazy_exports\n"
        "__getattr__, __dir__ = lazy_exports(__name__, {'Lion': 'cats', 'Dog': 'dogs', 'Cat': 'cats'})\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("lazy_zoo")
    for name in [name for name in sys.modules if name.partition(".")[0] == "lazy_zoo"]:
        del sys.modules[name]


def test_a_name_loads_its_module_when_it_is_used(zoo):
    assert "lazy_zoo.cats" not in sys.modules
    lion = zoo.Lion
    assert lion is sys.modules["lazy_zoo.cats"].Lion
    assert "lazy_zoo.dogs" not in sys.modules


def test_a_name_is_looked_up_once(zoo):
    assert "Cat" not in vars(zoo)
    cat = zoo.Cat
    assert vars(zoo)["Cat"] is cat


def test_an_unknown_name_is_an_attribute_error_that_names_the_package(zoo):
    with pytest.raises(AttributeError, match=r"'lazy_zoo' has no attribute 'Fish'"):
        _ = zoo.Fish
    assert not hasattr(zoo, "Fish")


def test_a_failing_module_is_not_taken_for_a_missing_name(zoo):
    with pytest.raises(RuntimeError, match="nobody asked"):
        hasattr(zoo, "Dog")


def test_dir_lists_the_exports_without_loading_them(zoo):
    assert dir(zoo) == ["Cat", "Dog", "Lion"]
    assert "lazy_zoo.cats" not in sys.modules


def test_using_one_model_loads_only_what_it_needs():
    code = (
        "import sys; import iotcentral_v2022_07_31 as package; package.models.JobBatch;"
        "print(*sorted(n.rpartition('.')[2] for n in sys.modules if n.startswith(package.__name__ + '.models.')))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["job_batch", "job_batch_type"]
