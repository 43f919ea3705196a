"""Reports: complete, stable, without secrets, and with everything from the server escaped."""

from __future__ import annotations

import base64
import html
import json
import shlex
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from iotcentral_testkit.cli import main
from iotcentral_testkit.contract.engine.findings import Finding, RuleOutcome, Verdict
from iotcentral_testkit.contract.fixtures.cleanup import Leftover
from iotcentral_testkit.contract.report import write, write_index
from iotcentral_testkit.contract.report.baseline import Baseline, BaselineComparison, accept, compare
from iotcentral_testkit.contract.report.earlier import EarlierReportError, read_report
from iotcentral_testkit.contract.report.masking import Mask, mask_of
from iotcentral_testkit.contract.report.summary import print_summary
from iotcentral_testkit.contract.rulebook import source_of, title_of, with_table
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.openapi.api import Api
from rich.console import Console

from .samples import HOSTILE, SECRET, URL, VERSION, exchange, hostile_finding, options, result

TODAY = date(2026, 3, 1)
NOTHING = BaselineComparison()


class Page(HTMLParser):
    """The elements of a page, and what would load something or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.handlers += [name] if name.startswith("on") or name == "style" else []
            self.addresses += [value or ""] if name in {"src", "href", "action", "srcset"} else []
            self.ids += [value or ""] if name == "id" else []

    def handle_data(self, data: str) -> None:
        self.text += data


def judged(found: Result, baseline: Baseline | None = None) -> BaselineComparison:
    return compare(baseline or Baseline([]), found.findings, found.outcomes, TODAY)


def written(found: Result, folder: Path, comparison: BaselineComparison | None = None) -> dict[str, Any]:
    write(found, comparison or judged(found), folder)
    data: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return data


def known(finding: Finding, until: date = date(2026, 4, 1)) -> Baseline:
    return accept(Baseline([]), BaselineComparison(new=(finding,)), "to be mended", until, TODAY)


def test_the_same_run_gives_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        written(result(hostile_finding()), tmp_path / folder)
    for name in ("report.json", "junit.xml", "index.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_data_of_a_run(tmp_path: Path) -> None:
    finding = hostile_finding()
    data = written(result(finding), tmp_path)
    assert (data["format"], data["verdict"]) == (1, "deviates")
    assert "1 deviation from 1 rule in 1 operation" in data["sentence"]
    assert data["run"]["started"] == "2026-03-01T08:00:00Z"
    assert data["run"]["seed"] == 42
    (found,) = data["findings"]
    assert found["id"] == finding.id
    assert found["state"] == "new"
    assert [shown["status"] for shown in found["exchanges"]] == [200, 200]
    assert len(found["curl"]) == 2
    assert "httpx" in found["snippet"]
    seen = {"values": 4, "requests": 6, "changes": 2}
    passed = {"rule": "IC302", "operation": "DeviceGroups_Create", "verdict": "passed", "evidence": seen}
    assert passed in data["outcomes"]
    assert data["rules"]["IC302"]["evidence"] == {"values": 5, "requests": 8, "changes": 3}
    skipped = next(it for it in data["outcomes"] if it["verdict"] == "skipped")
    assert skipped["reason"] == "a storage account is configured already"
    assert data["rules"]["IC302"]["title"]
    assert data["rules"]["IC302"]["source"]
    assert data["coverage"]["statuses"] == {"Devices_Create": {"200": 1}, "Devices_Get": {"200": 1}}
    assert data["leftovers"][0]["place"] == "/api/jobs/contractabc123-birch7"


@pytest.mark.parametrize(
    ("changes", "rule", "expected"),
    [
        ({}, "IC302", ["--resources", "Devices", "--only", "IC302", "--parts", "rules"]),
        ({"quick": True, "throttled": False}, "IC302", ["--quick", "--no-limit"]),
        ({"prefix": "mine", "slow": 3.0}, "IC302", ["--prefix", "mine", "--slow", "3"]),
        ({"parts": ("rules", "clients"), "ca": Path("a b.pem")}, "IC101", ["--ca", "a b.pem"]),
    ],
)
def test_the_command_that_runs_it_again_is_understood(
    changes: dict[str, Any], rule: str, expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = replace(hostile_finding(), rule=rule)
    found = written(replace(result(finding), options=options(**changes)), tmp_path)["findings"][0]
    words = shlex.split(found["again"])
    assert [word for word in expected if word not in words] == []
    assert words[-2:] == ["--seed", "42"]
    assert ("--only" in words) == (rule != "IC101")  # a rule for every response sends no requests of its own
    asked: list[Any] = []

    def understood(arguments: Any) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr("iotcentral_testkit.contract.cli.command.run", understood)
    assert main(words[1:]) == 0
    assert (asked[0].seed, asked[0].url) == (42, options().url)


def test_junit_has_a_case_for_each_rule_and_operation(tmp_path: Path) -> None:
    finding = hostile_finding()
    written(result(finding), tmp_path)
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()
    cases = {case.attrib["name"]: case for case in suites.iter("testcase")}
    assert suites.attrib["tests"] == str(len(cases)) == "6"
    told = suites[0].attrib
    assert (told["failures"], told["skipped"], told["errors"]) == ("1", "1", "1")
    failure = cases["IC302 Devices_Create"].find("failure")
    assert failure is not None
    assert failure.attrib["message"] == "IC302"
    assert "</script><img src=x" in (failure.text or "")
    assert "curl -sS" in (failure.text or "")
    skipped = cases["IC302 FileUploads_Create"].find("skipped")
    assert skipped is not None
    assert skipped.text == "a storage account is configured already"
    assert list(cases["IC101 Jobs_List"]) == []
    assert cases["clean-up /api/jobs/contractabc123-birch7"].find("error") is not None


FORM: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"time", "skipped", "timestamp", "hostname", "id", "package", "file", "url"},
        {"properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
}
"""Element of JUnit XML, as the schema of Jenkins' xUnit plugin has it → required and other attributes, and children."""


@pytest.mark.parametrize("finding", [hostile_finding(), Finding("IC101", "Devices_Get", "\ud800 <i> \x00", "<u>")])
def test_junit_has_the_published_form(finding: Finding, tmp_path: Path) -> None:
    written(result(finding), tmp_path)
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suites.tag == "testsuites"
    for element in suites.iter():
        required, others, children = FORM[element.tag]
        assert required <= element.attrib.keys() <= required | others, element.tag
        assert {child.tag for child in element} <= children, element.tag
    (suite,) = suites
    counts = {kind: len(list(suite.iter(kind))) for kind in ("testcase", "failure", "error", "skipped")}
    told = {name: int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")}
    assert list(told.values()) == list(counts.values())
    assert suite.find("testcase") is not None


def test_a_deviation_that_no_program_can_show_says_why(tmp_path: Path) -> None:
    finding = replace(hostile_finding(), untold="it shows at another server")
    found = written(result(finding), tmp_path)["findings"][0]
    assert (found["snippet"], found["untold"]) == ("", "it shows at another server")
    assert "There is none: it shows at another server." in Page((tmp_path / "index.html").read_text()).text


def test_every_report_says_what_each_rule_saw(tmp_path: Path) -> None:
    made = result(hostile_finding())
    written(made, tmp_path)
    said = "5 values, 8 requests, 3 changes"
    shown = {it.attrib["name"]: it.attrib["value"] for it in ElementTree.parse(tmp_path / "junit.xml").iter("property")}
    assert shown == {"evidence.IC101": "2 values, 2 requests", "evidence.IC302": said}
    rules = json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["properties"]["evidence"]["values"] for rule in rules} == {"IC101": 2, "IC302": 5}
    page = (tmp_path / "index.html").read_text()
    assert 'title="4 values, 6 requests, 2 changes"' in page
    assert "What 2 rules saw" in Page(page).text
    output = StringIO()
    print_summary(Console(file=output, width=10_000), made, judged(made), mask_of(made))
    assert "2 rules held 7 values against the document. Least: IC101 2 values, 2 requests; IC302 5" in output.getvalue()


def test_what_the_baseline_knows_is_no_failure(tmp_path: Path) -> None:
    found = result(hostile_finding())
    comparison = judged(found, known(hostile_finding()))
    data = written(found, tmp_path, comparison)
    assert (data["verdict"], data["findings"][0]["state"]) == ("conforms", "known")
    assert data["findings"][0]["accepted"]["reason"] == "to be mended"
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suites.attrib["failures"] == "0"
    assert "known until 2026-04-01: to be mended" in [it.text for it in suites.iter("skipped")]
    page = Page((tmp_path / "index.html").read_text())
    assert "to be mended" in page.text


def test_what_is_expired_or_gone_is_a_failure(tmp_path: Path) -> None:
    found = result(hostile_finding())
    gone = Finding("IC101", "Jobs_List", "it was 500", "500")
    baseline = Baseline([*known(hostile_finding(), date(2026, 2, 1)).entries, *known(gone).entries])
    found = replace(found, options=options(baseline=Path("known.json")))
    comparison = judged(found, baseline)
    data = written(found, tmp_path, comparison)
    assert (data["verdict"], data["findings"][0]["state"]) == ("deviates", "expired")
    assert [it["rule"] for it in data["baseline"]["gone"]] == ["IC101"]
    assert "1 entry of the baseline" in data["sentence"]
    suites = ElementTree.parse(tmp_path / "junit.xml").getroot()
    assert suites.attrib["failures"] == "2"
    assert "Entries that no longer occur" in (tmp_path / "index.html").read_text()


def test_what_was_not_implemented_is_not_said_to_conform(tmp_path: Path) -> None:
    made = result(outcomes=[])
    made.coverage.add(exchange("Jobs_List", path="/api/jobs", status=501))
    assert "conforms" in written(made, tmp_path)["sentence"]
    assert "; 1 operation answered 501 and could not be judged." in written(made, tmp_path)["sentence"]


def test_an_interrupted_run_says_so(tmp_path: Path) -> None:
    data = written(replace(result(), interrupted=True), tmp_path)
    assert data["verdict"] == "interrupted"
    assert "was interrupted" in Page((tmp_path / "index.html").read_text()).text


def test_what_a_server_says_is_text(tmp_path: Path) -> None:
    odd = exchange(status=500, body=b"\x00\xff\xfe <b onclick=x> ]]>", headers={'x-"><script>': "<svg onload=y>"})
    other = Finding("IC101", "Devices_Get", "\ud800 <i> \x00", "<u>", (odd,))
    written(result(hostile_finding(), other), tmp_path)
    page = Page((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert page.tags.count("script") == 1
    assert {"img", "svg", "i", "u", "iframe"}.isdisjoint(page.tags)
    assert page.handlers == []
    assert all(address.startswith("#") or address == "data:," for address in page.addresses)
    assert json.dumps(HOSTILE) in page.text
    assert len(set(page.ids)) == len(page.ids)
    ElementTree.parse(tmp_path / "junit.xml")


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    secret, sas = "c2VjcmV0LWtleS1vZi10aGUtZ3JvdXA=", "aHR0cHNpZ25hdHVyZQ%3D%3D"
    attestation = {"type": "symmetricKey", "symmetricKey": {"primaryKey": secret, "secondaryKey": "b"}}
    read = exchange(
        "EnrollmentGroups_Get",
        path="/api/enrollmentGroups/g",
        answered={
            "attestation": attestation,
            "link": f"https://blob/x?sv=1&sig={sas}&se=2",
            "url": "https://x",
            "etag": "e",
        },
        headers={"content-type": "application/json", "x-echo": f"SharedAccessSignature sr=a&sig={sas}&skn=b"},
    )
    message = f"primaryKey is {secret!r}"
    finding = Finding("IC308", "EnrollmentGroups_Get", message, "primaryKey", (read, replace(read, body=b"not json")))
    data = written(result(finding), tmp_path)
    shown = data["findings"][0]
    assert json.loads(shown["exchanges"][0]["response"]["body"])["attestation"]["symmetricKey"]["primaryKey"] == "***"
    assert '"link":"https://blob/x?sv=1&sig=***&se=2","url":"***"' in shown["exchanges"][0]["response"]["body"]
    assert shown["message"] == "primaryKey is '***'"
    for file in tmp_path.iterdir():
        text = file.read_text()
        assert secret not in text
        assert sas not in text
        assert SECRET not in text


def test_names_that_others_have_as_well_are_secret_only_in_their_place() -> None:
    mask = Mask(Api(VERSION).content["components"]["schemas"])
    assert json.loads(mask.body(b'{"value":"shown"}')) == {"value": "shown"}
    assert json.loads(mask.body(b'{"headers":{"key":{"value":"hidden","secret":true}}}')) == {
        "headers": {"key": {"value": "***", "secret": True}}
    }
    assert json.loads(mask.body(b'[{"connectionString":"hidden"},{"connectionString":null}]')) == [
        {"connectionString": "***"},
        {"connectionString": None},
    ]
    assert mask.body(b"AccountName=a;AccountKey=abc==;X=1") == "AccountName=a;AccountKey=***;X=1"


def test_what_is_marked_as_no_secret_stays_readable(tmp_path: Path) -> None:
    sent = {
        "displayName": "contract webhook",
        "headerCustomizations": {
            "x-run": {"value": "contract", "secret": False},
            "x-key": {"value": "hidden-value", "secret": True},
        },
    }
    made = exchange("Destinations_Create", "PUT", "/api/dataExport/destinations/contract-d", sent=sent, answered=sent)
    shown = written(result(Finding("IC302", "Destinations_Create", "contract is wrong", "x", (made,))), tmp_path)
    found = shown["findings"][0]
    assert found["message"] == "contract is wrong"
    assert "/contract-d" in found["curl"][0]
    assert found["exchanges"][0]["url"].endswith(f"/contract-d?api-version={VERSION}")
    body = json.loads(found["exchanges"][0]["response"]["body"])
    assert body["displayName"] == "contract webhook"
    assert body["headerCustomizations"]["x-run"] == {"value": "contract", "secret": False}
    assert body["headerCustomizations"]["x-key"] == {"value": "***", "secret": True}


def test_words_of_the_run_are_shown_although_a_server_has_them_as_secrets() -> None:
    schemas = Api(VERSION).content["components"]["schemas"]
    assert Mask(schemas, ("contract",)).text("the prefix is contract", ["contract"]) == "the prefix is contract"
    assert Mask(schemas).text("the key is contract", ["contract"]) == "the key is ***"


SIGNATURE = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ/+83vEjRWeI="
OWN = f"SharedAccessSignature sr=app&sig={quote(SIGNATURE, safe='')}&skn=me&se=1"
ECHOES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "unquoted": unquote,
    "percent-encoded": lambda text: quote(text, safe=""),
    "percent-encoded twice": lambda text: quote(quote(text, safe=""), safe=""),
    "in lower case": str.lower,
    "escaped for JSON": lambda text: "".join(f"\\u{ord(letter):04x}" for letter in unquote(text)),
    "with escaped slashes": lambda text: unquote(text).replace("/", "\\/"),
    "escaped for HTML": lambda text: html.escape(unquote(text)),
    "as HTML codes": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "in hexadecimal": lambda text: text.encode().hex(),
    "in Base64": lambda text: base64.b64encode(f"token={text}".encode()).decode(),
    "in Base64 at another place": lambda text: base64.urlsafe_b64encode(f"a token={unquote(text)}!".encode()).decode(),
    "cut short": lambda text: text[:60],
    "the signature alone": lambda text: SIGNATURE,
}


@pytest.mark.parametrize("echo", ECHOES)
def test_no_output_shows_the_token_of_the_run(echo: str, tmp_path: Path) -> None:
    shown = ECHOES[echo](OWN)
    answer = exchange(
        answered={"id": "d1", "displayName": f"you sent {shown}", shown: 1},
        headers={"content-type": "application/json", "x-echo": shown},
        url=f"{URL}/api/devices/{shown}",
    )
    finding = Finding("IC302", "Devices_Get", f"it is {shown!r}", f"subject {shown}", (answer,))
    skipped = RuleOutcome("IC207", "Devices_Get", Verdict.SKIPPED, f"because of {shown}")
    made = result(
        finding,
        outcomes=[RuleOutcome("IC302", "Devices_Get", Verdict.DEVIATES), skipped],
        leftovers=[Leftover(f"/api/{shown}", f"answered {shown}")],
        authorizations=frozenset({OWN}),
    )
    written(made, tmp_path)
    output = StringIO()
    comparison = compare(Baseline([]), made.findings, made.outcomes, TODAY, api_version=VERSION, quick=False)
    print_summary(Console(file=output, width=10_000), made, comparison, mask_of(made))
    texts = {file.name: file.read_text() for file in tmp_path.iterdir()} | {"console": output.getvalue()}
    core = ECHOES[echo](SIGNATURE) if "Base64" not in echo else shown[24:60]
    for name, text in texts.items():
        for secret in (shown, core[:40], SIGNATURE[:16], OWN[38:54]):
            assert secret not in text, name
        assert "***" in text, name


def test_what_is_sent_again_is_what_the_run_made_up(tmp_path: Path) -> None:
    sent = {"displayName": "E", "authorization": {"type": "connectionString", "connectionString": "made-up-one"}}
    made = exchange("Destinations_Create", "PUT", "/api/dataExport/destinations/d", sent=sent, status=500)
    shown = written(result(Finding("IC101", "Destinations_Create", "500", "500", (made,))), tmp_path)["findings"][0]
    assert "made-up-one" in shown["curl"][0]
    assert "made-up-one" in shown["snippet"]
    assert "made-up-one" not in json.dumps(shown["exchanges"])


def test_a_run_that_did_nothing_has_a_page(tmp_path: Path) -> None:
    found = result(outcomes=[], requests=0, leftovers=[])
    data = written(found, tmp_path)
    assert data["verdict"] == "conforms"
    assert "no deviation" in Page((tmp_path / "index.html").read_text()).text


def test_every_cell_says_how_it_went(tmp_path: Path) -> None:
    outcomes = [
        RuleOutcome("IC101", "Jobs_List", Verdict.SKIPPED, 'because "so" <x>'),
        RuleOutcome("IC205", "", Verdict.PASSED),
    ]
    written(result(outcomes=outcomes), tmp_path)
    text = (tmp_path / "index.html").read_text()
    assert 'data-v="skipped" title="because &quot;so&quot; &lt;x&gt;"' in text
    assert "(no operation alone)" in text


def test_the_index_leads_to_the_versions(tmp_path: Path) -> None:
    write_index({"2022-07-31": "It <conforms>.", VERSION: "It deviates."}, tmp_path)
    page = Page((tmp_path / "index.html").read_text())
    assert page.addresses == ["data:,", "2022-07-31/index.html", f"{VERSION}/index.html"]
    assert "It <conforms>." in page.text


def test_the_documentation_has_the_table_of_the_rules() -> None:
    text = (Path(__file__).parents[2] / "docs" / "contract-rules.md").read_text(encoding="utf-8")
    assert with_table(text) == text, "run python -m iotcentral_testkit.contract.rulebook docs/contract-rules.md"
    assert f"| IC302 | {title_of('IC302')} | {source_of('IC302')} |" in text


def test_the_sarif_log_is_valid_and_says_what_deviates(tmp_path: Path) -> None:
    models: Any = pytest.importorskip("pydantic_sarif.model")
    found = hostile_finding()
    comparison = compare(Baseline([]), [found], [], TODAY, api_version=VERSION, quick=False)
    write(result(found), comparison, tmp_path)
    text = (tmp_path / "report.sarif").read_bytes()
    log = models.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)
    (run,) = log.runs
    (shown,) = json.loads(text)["runs"][0]["results"]
    assert run.tool.driver.name == "iotcentral-testkit contract"
    assert run.tool.driver.rules[shown["ruleIndex"]].id == shown["ruleId"] == "IC302"
    assert shown["partialFingerprints"] == {"contractFinding/v1": found.id}
    assert shown["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "Devices_Create"
    assert shown["suppressions"] == []


def test_a_known_deviation_is_suppressed_in_sarif(tmp_path: Path) -> None:
    found = hostile_finding()
    first = compare(Baseline([]), [found], [], TODAY, api_version=VERSION, quick=False)
    known = accept(Baseline([]), first, "waits", date(2026, 5, 1), TODAY, api_version=VERSION, quick=False)
    write(result(found), compare(known, [found], [], TODAY, api_version=VERSION, quick=False), tmp_path)
    (shown,) = json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["results"]
    assert shown["suppressions"] == [{"kind": "external", "justification": "waits"}]


def test_a_report_says_what_to_run_again(tmp_path: Path) -> None:
    found = replace(hostile_finding(), check=("IC302", "Devices_Create"))
    written(result(found), tmp_path)
    for place in (tmp_path, tmp_path / "report.json"):
        report = read_report(place, VERSION)
        assert report.deviated == (("rules", "IC302", "Devices_Create"),)
        assert report.seed == 42
    with pytest.raises(EarlierReportError, match=f"is a report of api-version {VERSION}, not of 2022-07-31"):
        read_report(tmp_path / "report.json", "2022-07-31")
    with pytest.raises(EarlierReportError, match="there is no report of api-version"):
        read_report(tmp_path / "missing", VERSION)
    (tmp_path / "report.json").write_text("[]")
    with pytest.raises(EarlierReportError, match="is not a report of this kit"):
        read_report(tmp_path, VERSION)


def test_the_columns_are_grouped_by_theme_and_say_their_titles(tmp_path: Path) -> None:
    outcomes = [
        RuleOutcome(code, "Jobs_List", Verdict.PASSED)
        for code in ("IC101", "IC302", "IC303", "ST.response_schema_conformance")
    ]
    written(result(outcomes=outcomes), tmp_path)
    text = (tmp_path / "index.html").read_text()
    assert '<th colspan="2" data-theme="IC3" title="what is stored"><span>IC3 what is stored</span></th>' in text
    assert f'<th data-theme="IC3" data-code="IC302" title="{html.escape(title_of("IC302"))}">02</th>' in text
    assert 'data-code="ST.response_schema_conformance" title="Responses fit their schemas">RSC</th>' in text
