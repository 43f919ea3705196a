"""Plans of models, enumerations and aliases, as plain data; the templates read these and decide nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from .python_types import PythonType

__all__ = ["AliasPlan", "EnumerationPlan", "MemberPlan", "ModelPlan"]


@dataclass(frozen=True)
class MemberPlan:
    """A member of a model.

    Attributes:
        key: its name in the document.
        attribute: its name in Python.
        own: whether the class declares it itself, rather than the base class of its union.
        always: whether every answer holds it, so that its type for reading is that of a value.
    """

    key: str
    attribute: str
    type: PythonType
    description: str
    required: bool
    read_only: bool
    secret: bool
    own: bool = True
    write_only: bool = False
    always: bool = False

    @property
    def expected(self) -> bool:
        """Whether content without it cannot be decoded."""
        return self.required and not self.write_only

    @property
    def annotation(self) -> str:
        """The type annotation of the attribute."""
        if self.type.scalar == "any":
            return "Any"
        return self.type.annotation if self.expected or self.always else f"{self.type.annotation} | Unset"

    @property
    def argument(self) -> str:
        """The function that types its argument of the constructor, where that is not read as `UNSET`; else ""."""
        if not self.always or self.read_only or self.expected:
            return ""
        plain = self.type.scalar in {"str", "bool", "int", "float"} and self.annotation == self.type.scalar
        return f"given_{self.type.scalar}" if plain else f"_given_{self.attribute}"

    @property
    def or_null(self) -> bool:
        """Whether null is a value of it."""
        return self.type.nullable or self.type.scalar in {"any", "none"}


@dataclass(frozen=True)
class ModelPlan:
    """The class of an object schema.

    Attributes:
        name: the name of the class in its module, and in those of other models.
        public: its name in `models`.
        bases: the unions of which it is a variant, without those of which they are variants themselves.
        tag: for a union, the member that tells its variants apart.
        tags: the members that tell it, or its variants, apart.
        variants: for a union, tag value → class.
        unknown: for a union, the class of unknown variants.
        items: for a list of the API, the member that holds the items.
        shared: for a union, whether a variant is one of another union too, so that only variants hold the members.
        free_form: names that content has wherever it holds a value of any form; "" if it always can.
        secret_values: whether members without a name of their own are secrets.
        additional: the type of members without a name of their own, if the document describes them.
        cyclic: the classes that are imported late, because they import this one.
        patch: the class of its merge patches, if the document has them.
    """

    name: str
    public: str
    module: str
    description: str
    members: tuple[MemberPlan, ...]
    bases: tuple[str, ...] = ()
    tag: MemberPlan | None = None
    tags: frozenset[str] = frozenset()
    variants: dict[str, str] = field(default_factory=dict)
    unknown: str = ""
    shared: bool = False
    additional: PythonType | None = None
    cyclic: frozenset[str] = frozenset()
    patch: str | None = None
    items: MemberPlan | None = None
    free_form: tuple[str, ...] = ()
    secret_values: bool = False

    @property
    def container(self) -> str:
        """The base class of a model that is read as a mapping or a sequence, subscribed with the type of what it holds."""
        if self.bases or self.variants:
            return ""
        if self.items:
            return f"CollectionModel[{self._held(self.items.type, self.items.type.item)}]"
        if not self.members:
            return f"MapModel[{self._held(self.additional, self.additional.annotation) if self.additional else 'Any'}]"
        return ""

    def _held(self, kind: PythonType, annotation: str) -> str:
        """Return the annotation of what a container holds; `Any` where its names are not known when the class is made."""
        return "Any" if kind.modules or kind.classes & (self.cyclic | {self.name}) else annotation

    @property
    def own_free_form(self) -> set[str]:
        """The names of its own members that hold values of any form."""
        if not (self.members or self.variants) and self.additional is None:
            return {""}
        free = {"anything", "mapping", "sequence"}
        return {name for name, found in self.types.items() if found.scalar == "any" or found.decoding_functions & free}

    @property
    def types(self) -> dict[str, PythonType]:
        """The types of its members by their names; "" stands for those without a name of their own."""
        types = {member.key: member.type for member in self.members}
        return {**types, **({"": self.additional} if self.additional else {})}

    @property
    def reads_values(self) -> bool:
        """Whether its `decode` looks at values before it takes or decodes them."""
        return any(
            member.type.fixed
            or member.type.scalar not in {"", "any"}
            or member.type.decoder == "texts"
            or not (member.expected or member.type.scalar)
            for member in self.members
        )

    @property
    def given(self) -> list[str]:
        """The functions of the runtime that type the arguments of its constructor."""
        members = [member for member in self.members if member.argument]
        return sorted({m.argument for m in members if not m.argument.startswith("_")})

    @property
    def own_arguments(self) -> list[MemberPlan]:
        """The members whose argument of the constructor is typed by a function of the module."""
        return [member for member in self.own_members if member.argument.startswith("_")]

    @property
    def own_members(self) -> list[MemberPlan]:
        """The members that the class declares itself."""
        return [member for member in self.members if member.own]

    @property
    def hides_field(self) -> bool:
        """Whether a member is called `field`, as is the function that declares members."""
        return any(member.attribute == "field" for member in self.members)

    @property
    def classes(self) -> list[str]:
        """The other classes that it names."""
        types = [member.type for member in self.members] + ([self.additional] if self.additional else [])
        named = {name for each in types for name in each.classes} | set(self.bases)
        return sorted(named - {self.name})

    @property
    def late(self) -> list[str]:
        """The classes that are imported when they are needed."""
        return sorted(self.cyclic | ({self.patch} if self.patch else set()))

    @property
    def decoders(self) -> list[str]:
        """The functions of the runtime's `decoding` module that its `decode` calls."""
        needed = {"any": {"member", "anything"}, "int": {"member", "integer"}}
        found = {"wrong"} | ({"only_texts"} if any(m.type.decoder == "texts" for m in self.members) else set())
        for each in (member.type for member in self.members):
            found |= needed.get(each.scalar, set()) if each.scalar else {"member", *each.decoding_functions}
        if self.additional:
            found |= {"member", *self.additional.decoding_functions}
        return sorted(found)

    @property
    def prepared_decoders(self) -> dict[str, str]:
        """The decoders that are composed once, when the module loads: name → expression.

        Those that need a class that is not imported yet are composed where they are used.
        """
        missing = self.cyclic | {self.name}
        composite = [m for m in self.members if "(" in m.type.decoder and not m.type.scalar]
        return {f"_decode_{m.attribute}": m.type.decoder for m in composite if not m.type.classes & missing}

    def decoder(self, member: MemberPlan) -> str:
        """Return the expression for a member's decoder."""
        name = f"_decode_{member.attribute}"
        return name if name in self.prepared_decoders else member.type.decoder

    @property
    def modules(self) -> list[str]:
        """The modules of the standard library that its annotations name."""
        return sorted({name for member in self.own_members for name in member.type.modules})


@dataclass(frozen=True)
class EnumerationPlan:
    """A set of strings or of integers; an open one accepts others too. `values` are (constant, value, description)."""

    name: str
    public: str
    module: str
    description: str
    open: bool
    values: tuple[tuple[str, str | int, str], ...]

    @property
    def base(self) -> str:
        """The class of the standard library that a closed one is derived from."""
        return "IntEnum" if all(isinstance(value, int) for _, value, _ in self.values) else "StrEnum"


@dataclass(frozen=True)
class AliasPlan:
    """A named schema that is neither an object nor an enumeration, or that stands for another one."""

    name: str
    public: str
    module: str
    description: str
    type: PythonType
