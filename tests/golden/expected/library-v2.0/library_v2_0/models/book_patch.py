# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BookPatch: Changes to `Book`: absent members stay as they are, null clears a member."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import (
    integer,
    mapping,
    member,
    number,
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
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .award import Award
from .book import Book
from .book_cover_patch import BookCoverPatch
from .book_patch_contents_item import BookPatchContentsItem
from .genre import Genre
from .medium_patch import MediumPatch
from .ratings_patch import RatingsPatch
from .review_patch import ReviewPatch

__all__ = ["BookPatch"]

_decode_genre = optional(to_enum(Genre))
_decode_second_genre = optional(to_enum(Genre))
_decode_awards = optional(to_list(to_enum(Award)))
_decode_published = optional(to_date)
_decode_acquired = optional(to_datetime)
_decode_record_id = optional(to_uuid)
_decode_tags = optional(texts)
_decode_chapters = optional(to_list(to_list(number)))
_decode_ratings = optional(RatingsPatch.decode)
_decode_sales = optional(to_map(optional(integer)))
_decode_reviews = optional(to_map(optional(ReviewPatch.decode)))
_decode_cover = optional(BookCoverPatch.decode)
_decode_contents = optional(to_list(BookPatchContentsItem.decode))
_decode_marks = optional(mapping)
_decode_sequels = optional(to_list(Book.decode))
_decode_medium = optional(MediumPatch.decode)
_decode_list_ = optional(to_list(integer))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BookPatch(Model):
    """Changes to `Book`: absent members stay as they are, null clears a member.

    Attributes:
        title: Title as printed. 1 to 200 characters.
        genre: Main genre.
        second_genre: Another genre, or null.
        language: Language of this edition. Known values: see `Language`.
        original_language: Language it was written in. Known values: see `Language`.
        binding: How the pages are held. Known values: see `Binding`.
        awards: Prizes it was given.
        kind: What this is.
        pages: Number of pages. 1 to 9999.
        weight: Weight in kg. At least 0.
        lendable: Whether it may leave the house.
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
        etag: Version of the entry.
    """

    title: str | None | Unset = UNSET
    genre: Genre | None | Unset = UNSET
    second_genre: Genre | None | Unset = UNSET
    language: str | None | Unset = UNSET
    original_language: str | None | Unset = UNSET
    binding: str | None | Unset = UNSET
    awards: list[Award] | None | Unset = UNSET
    kind: str | Unset = UNSET
    pages: int | None | Unset = UNSET
    weight: float | None | Unset = UNSET
    lendable: bool | None | Unset = UNSET
    published: datetime.date | None | Unset = UNSET
    acquired: datetime.datetime | None | Unset = UNSET
    record_id: uuid.UUID | None | Unset = UNSET
    tags: list[str] | None | Unset = UNSET
    chapters: list[list[float]] | None | Unset = UNSET
    ratings: RatingsPatch | None | Unset = UNSET
    sales: dict[str, int | None] | None | Unset = UNSET
    reviews: dict[str, ReviewPatch | None] | None | Unset = UNSET
    cover: BookCoverPatch | None | Unset = UNSET
    contents: list[BookPatchContentsItem] | None | Unset = UNSET
    marks: dict[str, Any] | None | Unset = UNSET
    remark: Any = UNSET
    predecessor: BookPatch | None | Unset = UNSET
    sequels: list[Book] | None | Unset = UNSET
    medium: MediumPatch | None | Unset = UNSET
    class_: str | None | Unset = UNSET
    id: str | None | Unset = UNSET
    list_: list[int] | None | Unset = UNSET
    n2nd: str | None | Unset = UNSET
    etag: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "title": "title",
        "genre": "genre",
        "secondGenre": "second_genre",
        "language": "language",
        "originalLanguage": "original_language",
        "binding": "binding",
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
        "etag": "etag",
    }
    _free_form: ClassVar[tuple[str, ...]] = (
        "marks",
        "predecessor",
        "remark",
        "sequels",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("title", UNSET)
        if type(value) is str or value is None:
            model.title = value
        elif value is not UNSET:
            raise cls.wrong("title", "a string", value)
        else:
            model.title = UNSET
        value = get("genre", UNSET)
        model.genre = UNSET if value is UNSET else member("genre", _decode_genre, value)
        value = get("secondGenre", UNSET)
        model.second_genre = UNSET if value is UNSET else member("secondGenre", _decode_second_genre, value)
        value = get("language", UNSET)
        if type(value) is str or value is None:
            model.language = value
        elif value is not UNSET:
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
        value = get("binding", UNSET)
        if type(value) is str or value is None:
            model.binding = value
        elif value is not UNSET:
            raise cls.wrong("binding", "a string", value)
        else:
            model.binding = UNSET
        value = get("awards", UNSET)
        model.awards = UNSET if value is UNSET else member("awards", _decode_awards, value)
        value = get("kind")
        if type(value) is str:
            model.kind = value
        elif value is not None:
            raise cls.wrong("kind", "a string", value)
        else:
            model.kind = UNSET
        value = get("pages", UNSET)
        if type(value) is int or value is None:
            model.pages = value
        elif value is not UNSET:
            model.pages = member("pages", integer, value)
        else:
            model.pages = UNSET
        value = get("weight", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.weight = value
        elif value is not UNSET:
            raise cls.wrong("weight", "a number", value)
        else:
            model.weight = UNSET
        value = get("lendable", UNSET)
        if type(value) is bool or value is None:
            model.lendable = value
        elif value is not UNSET:
            raise cls.wrong("lendable", "true or false", value)
        else:
            model.lendable = UNSET
        value = get("published", UNSET)
        model.published = UNSET if value is UNSET else member("published", _decode_published, value)
        value = get("acquired", UNSET)
        model.acquired = UNSET if value is UNSET else member("acquired", _decode_acquired, value)
        value = get("recordId", UNSET)
        model.record_id = UNSET if value is UNSET else member("recordId", _decode_record_id, value)
        value = get("tags", UNSET)
        model.tags = UNSET if value is UNSET else member("tags", _decode_tags, value)
        value = get("chapters", UNSET)
        model.chapters = UNSET if value is UNSET else member("chapters", _decode_chapters, value)
        value = get("ratings", UNSET)
        model.ratings = UNSET if value is UNSET else member("ratings", _decode_ratings, value)
        value = get("sales", UNSET)
        model.sales = UNSET if value is UNSET else member("sales", _decode_sales, value)
        value = get("reviews", UNSET)
        model.reviews = UNSET if value is UNSET else member("reviews", _decode_reviews, value)
        value = get("cover", UNSET)
        model.cover = UNSET if value is UNSET else member("cover", _decode_cover, value)
        value = get("contents", UNSET)
        model.contents = UNSET if value is UNSET else member("contents", _decode_contents, value)
        value = get("marks", UNSET)
        model.marks = UNSET if value is UNSET else member("marks", _decode_marks, value)
        model.remark = get("remark", UNSET)
        value = get("predecessor", UNSET)
        model.predecessor = UNSET if value is UNSET else member("predecessor", optional(BookPatch.decode), value)
        value = get("sequels", UNSET)
        model.sequels = UNSET if value is UNSET else member("sequels", _decode_sequels, value)
        value = get("medium", UNSET)
        model.medium = UNSET if value is UNSET else member("medium", _decode_medium, value)
        value = get("class", UNSET)
        if type(value) is str or value is None:
            model.class_ = value
        elif value is not UNSET:
            raise cls.wrong("class", "a string", value)
        else:
            model.class_ = UNSET
        value = get("@id", UNSET)
        if type(value) is str or value is None:
            model.id = value
        elif value is not UNSET:
            raise cls.wrong("@id", "a string", value)
        else:
            model.id = UNSET
        value = get("list", UNSET)
        model.list_ = UNSET if value is UNSET else member("list", _decode_list_, value)
        value = get("2nd", UNSET)
        if type(value) is str or value is None:
            model.n2nd = value
        elif value is not UNSET:
            raise cls.wrong("2nd", "a string", value)
        else:
            model.n2nd = UNSET
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        return model
