"""Models of the golden packages: decoded and encoded as their document describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from iotcentral import UNSET, DecodingError

from . import EXPECTED


def examples() -> Iterator[Any]:
    """Return the examples of the documents whose schema is a component, or an array of one."""
    for document in sorted(EXPECTED.glob("*/*/openapi.json")):
        content = json.loads(document.read_text())
        for path, item in content["paths"].items():
            for method, operation in item.items():
                bodies = {"body": operation.get("requestBody", {})} if method != "parameters" else {}
                bodies |= operation.get("responses", {}) if method != "parameters" else {}
                for what, body in bodies.items():
                    for media in body.get("content", {}).values():
                        schema = media["schema"]
                        name = str(schema.get("$ref", schema.get("items", {}).get("$ref", ""))).rpartition("/")[2]
                        for title, example in media.get("examples", {}).items():
                            values = example["value"] if schema.get("type") == "array" else [example["value"]]
                            for value in values if name else []:
                                place = f"{document.parent.name} {method} {path} {what} {title} {name}"
                                yield pytest.param(document.parent.name, name, value, id=place)


@pytest.mark.parametrize(("package", "name", "value"), list(examples()))
def test_an_example_of_the_document_survives_the_round_trip(
    packages: dict[str, ModuleType], package: str, name: str, value: dict[str, Any]
) -> None:
    model = getattr(packages[package].models, name)
    read = model.from_dict(value)
    assert isinstance(read, model)
    assert read.to_dict() == value
    assert list(read.to_dict()) == list(value)
    assert model.from_dict(read.to_dict()) == read


@pytest.fixture
def book(library: ModuleType) -> Any:
    document = json.loads((EXPECTED / "library-v2.0/library_v2_0/openapi.json").read_text())
    examples = document["paths"]["/books/{isbn}"]["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    return library.models.Book.from_dict(examples["ice"]["value"])


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("weight", 0.48),
        ("lendable", True),
        ("second_genre", None),
        ("binding", UNSET),
        ("published", date(2019, 11, 5)),
        ("acquired", datetime(2020, 2, 29, 8, 15, 30, 123456, tzinfo=UTC)),
        ("record_id", UUID("0b6f1f5e-6f0f-4d5c-9a55-0d6f0a6b1c11")),
        ("chapters", [[1, 17, 40.5], []]),
        ("sales", {"2019": 1200, "2020": 800}),
        ("marks", {"donated": True}),
        ("remark", [1, {"two": 2}]),
        ("class_", "A1"),
        ("id", "urn:book:1"),
        ("list_", [1]),
        ("n2nd", "copy"),
        ("language", "is"),
        ("additional_properties", {"unknown": "kept"}),
    ],
)
def test_a_member_is_read_as_the_type_that_the_document_gives_it(book: Any, attribute: str, value: object) -> None:
    assert getattr(book, attribute) == value
    assert type(getattr(book, attribute)) is type(value)


def test_nested_objects_are_models_of_their_own(library: ModuleType, book: Any) -> None:
    models = library.models
    assert book.genre is models.Genre.NOVEL
    assert type(book.ratings) is models.Ratings
    assert book.ratings.additional_properties == {"five": 12, "four": 3}
    assert type(book.reviews["anna"]) is models.Review
    assert type(book.cover.size) is models.BookCoverSize
    assert type(book.contents[0]) is models.BookContentsItem
    assert type(book.predecessor) is models.Book
    assert type(book.sequels[0]) is models.Book
    assert type(book.medium) is models.Hardcover


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("Book", {"title": "Ice", "etag": "1"}, "Book.isbn"),
        ("Book", {"isbn": "1", "title": 7, "etag": "1"}, "Book.title"),
        ("Book", {"isbn": "1", "title": "Ice", "etag": "1", "genre": "opera"}, "Book.genre"),
        ("Book", {"isbn": "1", "title": "Ice", "etag": "1", "kind": "box"}, "Book.kind"),
        ("Book", {"isbn": "1", "title": "Ice", "etag": "1", "chapters": [[1], ["x"]]}, "Book.chapters[1][0]"),
        ("Book", {"isbn": "1", "title": "Ice", "etag": "1", "reviews": {"anna": {}}}, "Book.reviews.anna.text"),
        ("Ratings", {"five": "many"}, "Ratings.five"),
        ("Address", {"street": "x", "town": "y", "country": 1}, "Address.country"),
        ("Medium", {"form": "ebook"}, "Medium.size"),
        ("Medium", {"price": 1}, "Medium.form"),
    ],
)
def test_content_that_the_document_forbids_is_refused_with_its_place(
    library: ModuleType, name: str, content: dict[str, Any], place: str
) -> None:
    with pytest.raises(DecodingError) as error:
        getattr(library.models, name).from_dict(content)
    assert place in str(error.value)


def test_a_union_gives_the_class_of_the_tag_and_keeps_an_unknown_one(
    library: ModuleType, old_library: ModuleType
) -> None:
    sound = {"form": "audiobook", "seconds": 60, "price": 3}
    new, old = library.models.Medium.from_dict(sound), old_library.models.Medium.from_dict(sound)
    assert type(new) is library.models.Audiobook
    assert isinstance(new, library.models.Medium)
    assert new.seconds == 60
    assert type(old) is old_library.models.UnknownMedium
    assert (old.form, old.price, old.to_dict()) == ("audiobook", 3, sound)


def test_a_union_within_a_union_gives_the_class_of_the_inner_tag(library: ModuleType) -> None:
    locked = {"form": "ebook", "size": 1, "protection": {"scheme": "drm@v2", "licenseKey": "s3cr3t"}}
    book = library.models.Medium.from_dict(locked)
    assert type(book.protection) is library.models.Drm
    assert "s3cr3t" not in repr(book)


def test_a_variant_sets_its_own_tag_and_has_the_shared_members(library: ModuleType) -> None:
    sewn = library.models.Hardcover(sewn=True, price=None)
    assert sewn.to_dict() == {"form": "hardcover", "price": None, "sewn": True}
    with pytest.raises(TypeError, match="form"):
        library.models.Hardcover(sewn=True, form="ebook")


@pytest.mark.parametrize(("name", "member"), [("Book", "isbn"), ("Book", "created_at"), ("Reader", "id")])
def test_read_only_members_are_no_arguments(library: ModuleType, name: str, member: str) -> None:
    needed = {"Book": {"title": "Ice", "etag": ""}, "Reader": {"name": "Anna"}}[name]
    made = getattr(library.models, name)(**needed)
    assert getattr(made, member) is UNSET
    with pytest.raises(TypeError, match=member):
        getattr(library.models, name)(**needed, **{member: "x"})


def test_a_body_leaves_out_read_only_members_at_every_depth(library: ModuleType) -> None:
    inner = {"isbn": "2", "title": "Fog", "etag": "b", "createdAt": "2024-01-31T10:00:00Z"}
    book = library.models.Book.from_dict({"isbn": "1", "title": "Ice", "etag": "a", "predecessor": inner})
    assert book.to_body() == {"title": "Ice", "etag": "a", "predecessor": {"title": "Fog", "etag": "b"}}


def test_secrets_are_not_shown(library: ModuleType) -> None:
    reader = library.models.Reader(name="Anna", password="hunter2", access_token="abc", token_count=3)
    patch = library.models.ReaderPatch(password="hunter2")
    assert "hunter2" not in repr(reader) + repr(patch)
    assert "abc" not in repr(reader)
    assert "token_count=3" in repr(reader)


def test_a_closed_enumeration_has_the_values_of_its_version(library: ModuleType, old_library: ModuleType) -> None:
    assert set(library.models.Genre) - set(old_library.models.Genre) == {"comic"}
    assert set(library.models.MediumForm) - set(old_library.models.MediumForm) == {"audiobook"}


def test_an_open_enumeration_takes_any_string(library: ModuleType) -> None:
    assert library.models.Language.KNOWN == ("de", "is", "1337")
    assert library.models.Book(title="x", etag="", language="tlh").to_dict()["language"] == "tlh"


@pytest.mark.parametrize("name", ["Audiobook", "Person", "Shelf", "Board", "Binding"])
def test_a_schema_of_the_newer_version_is_in_its_package_alone(
    library: ModuleType, old_library: ModuleType, name: str
) -> None:
    assert name in dir(library.models)
    assert name not in dir(old_library.models)


def test_a_member_of_the_older_version_is_in_its_package_alone(library: ModuleType, old_library: ModuleType) -> None:
    assert "fax_number" in old_library.models.Book._members.values()
    assert "fax_number" not in library.models.Book._members.values()


def test_schemas_that_contain_each_other_are_read_at_any_depth(library: ModuleType) -> None:
    shelf = library.models.Shelf.from_dict(
        {"name": "A", "boards": [{"height": 1, "shelf": {"name": "B", "boards": []}}]}
    )
    assert type(shelf.boards[0]) is library.models.Board
    assert shelf.boards[0].shelf.name == "B"


def test_a_patch_clears_with_null_and_leaves_absent_members_alone(library: ModuleType) -> None:
    models = library.models
    patch = models.BookPatch(
        genre=None,
        sales={"2019": None},
        cover=models.BookCoverPatch(size=models.BookCoverSizePatch(height=None)),
        reviews={"anna": None, "ben": models.ReviewPatch(stars=1)},
        predecessor=models.BookPatch(title="Fog"),
        ratings=models.RatingsPatch(additional_properties={"five": None}),
        medium=models.MediumPatch(form="ebook", protection=models.ProtectionPatch(scheme="drm@v2", devices=None)),
    )
    assert patch.to_body() == {
        "genre": None,
        "ratings": {"five": None},
        "sales": {"2019": None},
        "reviews": {"anna": None, "ben": {"stars": 1}},
        "cover": {"size": {"height": None}},
        "predecessor": {"title": "Fog"},
        "medium": {"form": "ebook", "protection": {"scheme": "drm@v2", "devices": None}},
    }


def test_a_patch_has_no_read_only_members(library: ModuleType) -> None:
    assert not {"isbn", "createdAt", "changedAt", "downloadToken"} & library.models.BookPatch._members.keys()
    assert "lent" not in library.models.MediumPatch._members
