"""Round trips: valid content survives its model; invalid content raises DecodingError."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iotcentral_testkit import strategies

from iotcentral import DecodingError
from iotcentral._core.model import Model
from tests.support.depth import depth
from tests.support.packages import ALL_PACKAGES, Package

pytestmark = pytest.mark.long  # each model of every package is drawn

MODELS = [(package, name) for package in ALL_PACKAGES for name in package.objects]
FEW = settings(max_examples=depth(4, 50))
"""For tests of every model, which are hundreds."""
UNIONS = [(package, name) for package in ALL_PACKAGES for name in package.unions]


def text(value: Any) -> bytes:
    """Return JSON text, which distinguishes the order of members and `1` from `1.0`."""
    return orjson.dumps(value)


def ids(pair: Any) -> str:
    return str(pair)


@pytest.mark.parametrize(("package", "name"), MODELS, ids=ids)
@FEW
@given(data=st.data())
def test_a_valid_payload_comes_back_as_it_was(package: Package, name: str, data: st.DataObject) -> None:
    payload = data.draw(strategies.payload(getattr(package.models, name)))
    before = text(payload)
    model: Model = getattr(package.models, name).from_dict(payload)
    assert text(model.to_dict()) == before
    assert text(payload) == before, "the caller's payload was changed"
    assert getattr(package.models, name).from_dict(model.to_dict()) == model


@pytest.mark.parametrize(("package", "name"), MODELS, ids=ids)
@FEW
@given(data=st.data())
def test_a_mutated_payload_decodes_or_is_a_decoding_error(package: Package, name: str, data: st.DataObject) -> None:
    payload = data.draw(strategies.mutated(getattr(package.models, name)))
    try:
        model = getattr(package.models, name).from_dict(payload)
    except DecodingError as error:
        assert str(error).startswith(name)
    else:
        assert model.to_dict() == payload


@pytest.mark.parametrize(("package", "name"), UNIONS, ids=ids)
@given(data=st.data())
def test_every_tag_gives_its_class(package: Package, name: str, data: st.DataObject) -> None:
    union = getattr(package.models, name)
    for tag, variant in package.unions[name].items():
        payload = data.draw(strategies.payload(getattr(package.models, variant)))
        decoded = union.from_dict(payload)
        assert type(decoded) is getattr(package.models, variant)
        assert isinstance(decoded, union)
        assert decoded.type == tag


@pytest.mark.parametrize(("package", "name"), UNIONS, ids=ids)
@given(data=st.data())
def test_an_unknown_tag_survives(package: Package, name: str, data: st.DataObject) -> None:
    known = package.unions[name]
    unknown = getattr(package.models, f"Unknown{name}")
    payload = data.draw(strategies.payload(unknown))
    decoded = getattr(package.models, name).from_dict(payload)
    assert payload["type"] not in known
    assert type(decoded) is unknown
    assert decoded.type == payload["type"]
    assert text(decoded.to_dict()) == text(payload)


@pytest.mark.parametrize(("package", "name"), MODELS, ids=ids)
@FEW
@given(data=st.data())
def test_a_body_holds_no_read_only_members(package: Package, name: str, data: st.DataObject) -> None:
    payload = data.draw(strategies.payload(getattr(package.models, name)))
    model = getattr(package.models, name).from_dict(payload)
    assert not model.to_body().keys() & type(model)._read_only
    assert model.to_dict().keys() - model.to_body().keys() == payload.keys() & type(model)._read_only
