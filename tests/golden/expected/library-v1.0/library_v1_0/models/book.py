# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Book: A book, with \\ and "quotes" in its description."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import (
    integer,
    mapping,
    member,
    number,
    only_texts,
    optional,
    texts,
    to_date,
    to_datetime,
    to_enum,
    to_list,
    to_map,
    to_uuid,
    wrong,
)
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .award import Award
from .book_contents_item import BookContentsItem
from .book_cover import BookCover
from .genre import Genre
from .medium import Medium
from .ratings import Ratings
from .review import Review

if TYPE_CHECKING:
    import builtins

    from .book_patch import BookPatch

__all__ = ["Book"]

_decode_changed_at = optional(to_datetime)
_decode_genre = to_enum(Genre)
_decode_second_genre = optional(to_enum(Genre))
_decode_awards = to_list(to_enum(Award))
_decode_acquired = optional(to_datetime)
_decode_chapters = to_list(to_list(number))
_decode_sales = to_map(integer)
_decode_reviews = to_map(Review.decode)
_decode_contents = to_list(BookContentsItem.decode)
_decode_list_ = to_list(integer)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Book(Model):
    """A book, with \\ and "quotes" in its description.

    Attributes:
        created_at: Time of the making. Read-only.
        changed_at: Time of the last change; null if there was none. Read-only.
        isbn: ISBN, taken from the path. Read-only.
        title: Title as printed. 1 to 200 characters.
        genre: Main genre.
        second_genre: Another genre, or null.
        language: Language of this edition. Known values: see `Language`.
        original_language: Language it was written in. Known values: see `Language`.
        awards: Prizes it was given.
        kind: What this is.
        pages: Number of pages. 1 to 9999.
        weight: Weight in kg. At least 0.
        lendable: Whether it may leave the house. Default: `true`.
        published: Day of publication.
        acquired: When the library got it; null if nobody knows.
        record_id: Id of the record.
        tags: Words to find it by. At most 10 items. Each item once.
        chapters: Page numbers, by volume and chapter.
        ratings: What readers think of it.
        sales: Copies sold, by year.
        reviews: Reviews, by name of the reader.
        cover: What it looks like.
        contents: The parts.
        marks: Whatever librarians note.
        remark: Anything.
        predecessor: The book before this one.
        sequels: The books after this one.
        medium: How it is lent.
        class_: Shelf mark.
        id: URN of the book.
        list_: Numbers of the lists that it is on.
        n2nd: The other copy.
        fax_number: Number to order a copy by fax.
        download_token: Secret part of the link to the text. Read-only.
        etag: Version of the entry.
    """

    created_at: datetime.datetime | Unset = field(default=UNSET, init=False)
    changed_at: datetime.datetime | None | Unset = field(default=UNSET, init=False)
    isbn: str = field(default=ABSENT, init=False)
    title: str
    genre: Genre | Unset = UNSET
    second_genre: Genre | None | Unset = UNSET
    language: str | Unset = UNSET
    original_language: str | None | Unset = UNSET
    awards: list[Award] | Unset = UNSET
    kind: str | Unset = UNSET
    pages: int | Unset = UNSET
    weight: float | Unset = UNSET
    lendable: bool | Unset = UNSET
    published: datetime.date | Unset = UNSET
    acquired: datetime.datetime | None | Unset = UNSET
    record_id: uuid.UUID | Unset = UNSET
    tags: list[str] | Unset = UNSET
    chapters: list[list[float]] | Unset = UNSET
    ratings: Ratings | Unset = UNSET
    sales: dict[str, int] | Unset = UNSET
    reviews: dict[str, Review] | Unset = UNSET
    cover: BookCover | Unset = UNSET
    contents: list[BookContentsItem] | Unset = UNSET
    marks: dict[str, Any] | Unset = UNSET
    remark: Any = UNSET
    predecessor: Book | None | Unset = UNSET
    sequels: list[Book] | Unset = UNSET
    medium: Medium | Unset = UNSET
    class_: str | Unset = UNSET
    id: str | Unset = UNSET
    list_: list[int] | Unset = UNSET
    n2nd: str | Unset = UNSET
    fax_number: str | None | Unset = UNSET
    download_token: str | Unset = field(default=UNSET, init=False)
    etag: str

    _members: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "changedAt": "changed_at",
        "isbn": "isbn",
        "title": "title",
        "genre": "genre",
        "secondGenre": "second_genre",
        "language": "language",
        "originalLanguage": "original_language",
        "awards": "awards",
        "kind": "kind",
        "pages": "pages",
        "weight": "weight",
        "lendable": "lendable",
        "published": "published",
        "acquired": "acquired",
        "recordId": "record_id",
        "tags": "tags",
        "chapters": "chapters",
        "ratings": "ratings",
        "sales": "sales",
        "reviews": "reviews",
        "cover": "cover",
        "contents": "contents",
        "marks": "marks",
        "remark": "remark",
        "predecessor": "predecessor",
        "sequels": "sequels",
        "medium": "medium",
        "class": "class_",
        "@id": "id",
        "list": "list_",
        "2nd": "n2nd",
        "faxNumber": "fax_number",
        "downloadToken": "download_token",
        "etag": "etag",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"createdAt", "changedAt", "isbn", "downloadToken"})
    _free_form: ClassVar[tuple[str, ...]] = (
        "marks",
        "predecessor",
        "remark",
        "sequels",
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"downloadToken"})

    @classmethod
    def patch_class(cls) -> builtins.type[BookPatch]:
        """Return the class of the merge patches of this model."""
        from .book_patch import BookPatch

        return BookPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("createdAt")
        model.created_at = UNSET if value is None else member("createdAt", to_datetime, value)
        value = get("changedAt", UNSET)
        model.changed_at = UNSET if value is UNSET else member("changedAt", _decode_changed_at, value)
        value = get("isbn", UNSET)
        if type(value) is str:
            model.isbn = value
        else:
            raise cls.wrong("isbn", "a string", value)
        value = get("title", UNSET)
        if type(value) is str:
            model.title = value
        else:
            raise cls.wrong("title", "a string", value)
        value = get("genre")
        model.genre = UNSET if value is None else member("genre", _decode_genre, value)
        value = get("secondGenre", UNSET)
        model.second_genre = UNSET if value is UNSET else member("secondGenre", _decode_second_genre, value)
        value = get("language")
        if type(value) is str:
            model.language = value
        elif value is not None:
            raise cls.wrong("language", "a string", value)
        else:
            model.language = UNSET
        value = get("originalLanguage", UNSET)
        if type(value) is str or value is None:
            model.original_language = value
        elif value is not UNSET:
            raise cls.wrong("originalLanguage", "a string", value)
        else:
            model.original_language = UNSET
        value = get("awards")
        model.awards = UNSET if value is None else member("awards", _decode_awards, value)
        value = get("kind")
        if value == "book":
            model.kind = value
        elif value is not None:
            raise cls.wrong("kind", '"book"', value)
        else:
            model.kind = UNSET
        value = get("pages")
        if type(value) is int:
            model.pages = value
        elif value is not None:
            model.pages = member("pages", integer, value)
        else:
            model.pages = UNSET
        value = get("weight")
        if type(value) is int or type(value) is float:
            model.weight = value
        elif value is not None:
            raise cls.wrong("weight", "a number", value)
        else:
            model.weight = UNSET
        value = get("lendable")
        if type(value) is bool:
            model.lendable = value
        elif value is not None:
            raise cls.wrong("lendable", "true or false", value)
        else:
            model.lendable = UNSET
        value = get("published")
        model.published = UNSET if value is None else member("published", to_date, value)
        value = get("acquired", UNSET)
        model.acquired = UNSET if value is UNSET else member("acquired", _decode_acquired, value)
        value = get("recordId")
        model.record_id = UNSET if value is None else member("recordId", to_uuid, value)
        value = get("tags")
        if only_texts(value):
            model.tags = value
        elif value is not None:
            model.tags = member("tags", texts, value)
        else:
            model.tags = UNSET
        value = get("chapters")
        model.chapters = UNSET if value is None else member("chapters", _decode_chapters, value)
        value = get("ratings")
        model.ratings = UNSET if value is None else member("ratings", Ratings.decode, value)
        value = get("sales")
        model.sales = UNSET if value is None else member("sales", _decode_sales, value)
        value = get("reviews")
        model.reviews = UNSET if value is None else member("reviews", _decode_reviews, value)
        value = get("cover")
        model.cover = UNSET if value is None else member("cover", BookCover.decode, value)
        value = get("contents")
        model.contents = UNSET if value is None else member("contents", _decode_contents, value)
        value = get("marks")
        model.marks = UNSET if value is None else member("marks", mapping, value)
        model.remark = get("remark", UNSET)
        value = get("predecessor", UNSET)
        model.predecessor = UNSET if value is UNSET else member("predecessor", optional(Book.decode), value)
        value = get("sequels")
        model.sequels = UNSET if value is None else member("sequels", to_list(Book.decode), value)
        value = get("medium")
        model.medium = UNSET if value is None else member("medium", Medium.decode, value)
        value = get("class")
        if type(value) is str:
            model.class_ = value
        elif value is not None:
            raise cls.wrong("class", "a string", value)
        else:
            model.class_ = UNSET
        value = get("@id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("@id", "a string", value)
        else:
            model.id = UNSET
        value = get("list")
        model.list_ = UNSET if value is None else member("list", _decode_list_, value)
        value = get("2nd")
        if type(value) is str:
            model.n2nd = value
        elif value is not None:
            raise cls.wrong("2nd", "a string", value)
        else:
            model.n2nd = UNSET
        value = get("faxNumber", UNSET)
        if type(value) is str or value is None:
            model.fax_number = value
        elif value is not UNSET:
            raise cls.wrong("faxNumber", "a string", value)
        else:
            model.fax_number = UNSET
        value = get("downloadToken")
        if type(value) is str:
            model.download_token = value
        elif value is not None:
            raise cls.wrong("downloadToken", "a string", value)
        else:
            model.download_token = UNSET
        value = get("etag", UNSET)
        if type(value) is str:
            model.etag = value
        else:
            raise cls.wrong("etag", "a string", value)
        return model
