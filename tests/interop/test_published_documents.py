"""Published documents: packages of them import, type-check and call what they say; what is refused is told where it is."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.pipeline import generate
from iotcentral_generator.problems import Problem

from iotcentral import ApiToken, NotFoundError
from tests.support.names import method_of, resource_of
from tests.support.packages import PACKAGES
from tests.support.type_checker import mypy_complaints

from . import swagger_facts
from .adoption import operations_of
from .published_documents import PUBLISHED, Published, write_document

pytestmark = pytest.mark.long  # others' documents are generated from, imported and type-checked

PRESENT = [each for each in PUBLISHED if swagger_facts.FACTS.is_dir() or not each.distribution.startswith("contract-")]
TOKEN = ApiToken("SharedAccessSignature sr=a")
each_document = pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published.distribution)


@pytest.fixture(scope="module")
def warnings() -> list[Problem]:
    """What was told beside the packages."""
    return []


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory, warnings: list[Problem]) -> Iterator[Path]:
    """The packages of all documents that there are, which can be imported."""
    folder = tmp_path_factory.mktemp("published")
    for published in PRESENT:
        write_document(published.document(), folder / "spec" / published.distribution)
    result = generate(folder / "spec", folder / "made", lambda _: None, warn=warnings.append)
    assert set(result.packages) == {published.distribution for published in PRESENT}
    with pytest.MonkeyPatch.context() as patch:
        for published in PRESENT:
            patch.syspath_prepend(folder / "made" / published.distribution)
        yield folder / "made"


def imported(packages: Path, published: Published) -> Any:
    """Return the package of a document; skip, aloud, if the document is not there."""
    if published not in PRESENT:
        published.document()  # skips
    assert (packages / published.distribution).is_dir()
    return importlib.import_module(published.package)


@each_document
def test_every_module_of_a_package_can_be_imported(packages: Path, published: Published) -> None:
    package = imported(packages, published)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    ids = [operation["operationId"] for operation in operations_of(published.document())]
    assert len(ids) == published.operations
    assert set(methods_of(package)) == {(resource_of(id), method_of(id)) for id in ids}


def methods_of(package: Any) -> Iterator[tuple[str, str]]:
    """Iterate over the methods for operations that the resources of a client have, each after its resource."""
    resources = importlib.import_module(f"{package.__name__}.resources")
    for module in (each.name for each in pkgutil.iter_modules(resources.__path__) if not each.ispkg):
        for name, found in vars(importlib.import_module(f"{resources.__name__}.{module}")).items():
            if inspect.isclass(found) and found.__module__.endswith(f".{module}") and not name.endswith("Raw"):
                yield from (
                    (module, method) for method in vars(found) if not method.startswith("_") and method != "raw"
                )


def test_only_prose_is_missing(packages: Path, warnings: list[Problem]) -> None:
    assert packages.is_dir()
    assert {warning.code for warning in warnings} == {"S101", "S102"}
    assert all(warning.position is not None for warning in warnings)


def test_what_has_no_prose_is_documented_by_its_name(packages: Path) -> None:
    posts = importlib.import_module(f"{imported(packages, PUBLISHED[2]).__name__}.resources.posts").Posts
    assert posts.list_posts.__doc__.startswith("List posts.\n\n")
    for file in (*packages.glob("petstore/petstore/models/*.py"), *packages.glob("petstore/petstore/resources/*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Module | ast.ClassDef):
                assert re.match(r"\w|`", ast.get_docstring(node) or ""), (file, node)


def test_the_packages_are_typed_strictly(packages: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="the packages were NOT type-checked: mypy is not installed")
    folders = [packages / published.distribution for published in PRESENT]
    checked = [argument for published in PRESENT for argument in ("-p", published.package)]
    assert mypy_complaints(*checked, folder=tmp_path, roots=folders) == ""


def test_a_package_of_the_contract_has_the_methods_of_the_shipped_one(packages: Path) -> None:
    for published, shipped in zip(PUBLISHED[3:], PACKAGES, strict=True):
        assert set(methods_of(imported(packages, published))) == set(methods_of(shipped.module))


def social_client(packages: Path, answer: Callable[[httpx.Request], httpx.Response]) -> tuple[Any, Any]:
    """Return client and models of the social network, whose requests are answered by a function."""
    package = imported(packages, PUBLISHED[2])
    client = package.Social("https://agora.example", TOKEN, transport=httpx.MockTransport(answer))
    return client, importlib.import_module(f"{package.__name__}.models")


def test_lists_are_asked_for_with_arrays_of_enumerations_and_followed_by_cursor(packages: Path) -> None:
    asked: list[httpx.QueryParams] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.params)
        post = {"id": str(len(asked)), "numbers": {"likes": 3} if len(asked) == 1 else None, "place": None}
        meta = {"result_count": 1, "next_token": "0123456789abcdef" if len(asked) == 1 else None}
        return httpx.Response(200, json={"data": [post], "includes": {"people": [{"handle": "ada"}]}, "meta": meta})

    client, _ = social_client(packages, answer)
    with client as app:
        first = app.posts.list_posts(post_fields=["id", "numbers"], expansions=["author", "attachments.media"])
        last = app.posts.list_posts(pagination_token=first.meta.next_token)
    assert dict(asked[0]) == {"post.fields": "id,numbers", "expansions": "author,attachments.media"}
    assert dict(asked[1]) == {"pagination_token": "0123456789abcdef"}
    assert (first.data[0].numbers.likes, last.data[0].numbers) == (3, None)
    assert (last.data[0].place, last.meta.next_token) == (None, None)
    assert first.includes.people[0].handle == "ada"


def test_unions_arrive_as_their_variants_and_problems_as_errors(packages: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            problem = {"type": "https://agora.example/problems/resource-not-found", "title": "Not found", "status": 404}
            return httpx.Response(404, json=problem)
        assert json.loads(request.read()) == {
            "attachments": [{"type": "link", "url": "https://a.example"}],
            "text": "x",
        }
        return httpx.Response(201, json={"data": {"attachments": [{"type": "link", "title": None}, {"type": "map"}]}})

    client, models = social_client(packages, answer)
    link = models.LinkAttachment(url="https://a.example")
    with client as app:
        made = app.posts.create_post(models.Post(attachments=[link], text="x"))
        with pytest.raises(NotFoundError):
            app.posts.get_post("1")
    assert isinstance(made.data.attachments[0], models.LinkAttachment)
    assert isinstance(made.data.attachments[1], models.UnknownAttachment)


def test_paged_lists_follow_their_links(packages: Path) -> None:
    pages = [{"values": [{"properties": {"id": 1}}], "odata.nextLink": "http://localhost:3000/2"}, {"values": [{}]}]
    package = imported(packages, PUBLISHED[1])
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=pages.pop(0)))
    with package.Paging("http://localhost:3000", TOKEN, transport=transport) as app:
        found = list(app.paging.get_odata_multiple_pages())
    assert [item.to_dict() for item in found] == [{"properties": {"id": 1}}, {}]


Change = Callable[[dict[str, Any]], None]


def attachment(document: dict[str, Any]) -> None:
    union = document["components"]["schemas"]["Attachment"]
    del union["discriminator"], union["type"], union["properties"], union["required"]


def form(document: dict[str, Any]) -> None:
    operation = document["paths"]["/pet/{petId}"]["post"]
    operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}}


def xml(document: dict[str, Any]) -> None:
    content = document["paths"]["/pet"]["post"]["requestBody"]["content"]
    content["application/xml"] = content.pop("application/json")


def key_in_query(document: dict[str, Any]) -> None:
    document["components"]["securitySchemes"] = {"key": {"type": "apiKey", "in": "query", "name": "api_key"}}
    document["security"] = [{"key": []}]


def deep_object(document: dict[str, Any]) -> None:
    parameter = document["components"]["parameters"]["Has"]
    parameter.update(style="deepObject", explode=True, schema={"type": "object"})


def no_next_link(document: dict[str, Any]) -> None:
    document["paths"]["/paging/single"]["get"]["x-ms-pageable"] = {"nextLinkName": None, "itemName": "values"}


def next_operation(document: dict[str, Any]) -> None:
    document["paths"]["/paging/single"]["get"]["x-ms-pageable"]["operationName"] = "Paging_GetSinglePagesNext"


def host(document: dict[str, Any]) -> None:
    document["x-ms-parameterized-host"] = {"hostTemplate": "http://{host}"}


REFUSED: list[tuple[str, Change, str]] = [
    # document, what is changed in it, how the text begins that is told
    ("social", attachment, "S108 Attachment is a union without discriminator; add one, with a mapping"),
    ("social", deep_object, "S124 the style deepObject of the parameter has is not carried out"),
    ("petstore", form, "S123 a request body of application/x-www-form-urlencoded is not carried out"),
    ("petstore", xml, "S127 content of application/xml is sent as it is, but its schema is of type object"),
    ("petstore", key_in_query, "S134 the security scheme key (apiKey query api_key) is not carried out"),
    ("paging", no_next_link, "S136 `nextLinkName` of x-ms-pageable is a text"),
    ("paging", next_operation, "S136 `operationName` of x-ms-pageable is not carried out"),
    ("paging", host, "S151 `x-ms-parameterized-host` is not a mark of the root"),
]


@pytest.mark.parametrize(("name", "change", "told"), REFUSED, ids=[change.__name__ for _, change, _ in REFUSED])
def test_what_is_not_carried_out_is_refused(
    name: str, change: Change, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = next(each for each in PUBLISHED if each.distribution == name).document()
    change(document)
    write_document(document, tmp_path / "spec")
    assert main(["--spec", str(tmp_path / "spec"), "lint", "--relaxed"]) == 1
    (line,) = [
        line for line in capsys.readouterr().err.splitlines() if "openapi.yaml:" in line and " warning: " not in line
    ]
    assert f": {told}" in line
