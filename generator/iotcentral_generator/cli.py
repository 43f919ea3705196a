"""The command line: `iotcentral-generator generate`, `lint`, `project`, `diff`, `upgrade`, `export-connector`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from .pipeline import GenerationResult, generate, lint_all, project_one
from .problems import GenerationError

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status: 0 success, 1 unusable input or drift of `generated/`, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except GenerationError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count > 1 else ''}; nothing was written", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iotcentral-generator", description="API document in, client packages out.")
    parser.add_argument("--spec", type=Path, default=Path("spec"), help="folder of the authored documents (spec)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("generate", help="write the client packages")
    command.add_argument("--api-version", metavar="V", help="generate only the package of this version again")
    command.add_argument("--check", action="store_true", help="compare byte for byte, write nothing")
    command.add_argument("--output", type=Path, default=Path("generated"), help="folder of the packages (generated)")
    command.set_defaults(run=_generate)

    command = commands.add_parser("lint", help="check the authored documents")
    command.set_defaults(run=_lint)

    command = commands.add_parser("project", help="print the OpenAPI document of one api-version")
    command.add_argument("api_version", metavar="V")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to a file instead")
    command.set_defaults(run=_project)

    _add_evolution(commands)

    command = commands.add_parser("export-connector", help="write a custom connector for Power Platform")
    command.add_argument("--api-version", metavar="V", help="version of the carrying API (its newest)")
    command.add_argument(
        "-o", "--output", type=Path, metavar="FOLDER", default=Path("connector"), help="folder of its files (connector)"
    )
    command.set_defaults(run=_export_connector)
    return parser


def _add_evolution(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that compare two api-versions."""
    command = commands.add_parser("diff", help="show what changes from one api-version to another, and whom it breaks")
    command.add_argument("old", metavar="V1", help="an api-version, or a file that `project` has written")
    command.add_argument("new", metavar="V2", help="the same, after the change")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="for programs")
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown", help="for a page")
    levels = ("silent", "breaking", "additive", "prose")
    command.add_argument(
        "--fail-on",
        choices=levels,
        metavar="LEVEL",
        help=f"exit with 1 on such changes, or worse ones: {', '.join(levels)}",
    )
    command.add_argument("--renames", type=Path, metavar="FILE", help="JSON with renames that no document declares")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to a file instead")
    command.set_defaults(run=_diff, form="text")

    command = commands.add_parser("upgrade", help="rewrite Python from the package of one api-version to another's")
    command.add_argument("old", metavar="V1", help="the api-version whose package the files use")
    command.add_argument("new", metavar="V2", help="the api-version whose package they are to use")
    command.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders with Python files")
    command.set_defaults(run=_upgrade)


def _upgrade(options: argparse.Namespace) -> int:
    from .evolution.contracts import ContractReader
    from .evolution.difference import difference
    from .evolution.upgrade import rewrites, upgrade_files

    reader = ContractReader(options.spec)
    found = difference(reader.read(options.old), reader.read(options.new))
    upgraded = upgrade_files(rewrites(found), options.paths)
    for file in upgraded:
        print(f"{file.path}: rewritten for {found.new.package}")
        for line, note in file.notes:
            print(f"  {file.path}:{line}: {note.removeprefix('# ')}")
    notes = sum(len(file.notes) for file in upgraded)
    print(f"files: {len(upgraded)} rewritten; comments `# upgrade:` for a person: {notes}")
    if silent := len(found.at("silent")):
        print(f"silent breaks: {silent}, which no rewriting can see; read `diff {options.old} {options.new}`")
    return 0


def _diff(options: argparse.Namespace) -> int:
    from .evolution.contracts import ContractReader
    from .evolution.difference import difference
    from .evolution.given_renames import read_renames
    from .evolution.reports import json_report, markdown_report, text_report

    reader = ContractReader(options.spec)
    given = read_renames(options.renames) if options.renames else None
    found = difference(reader.read(options.old), reader.read(options.new), given)
    text = {"json": json_report, "markdown": markdown_report, "text": text_report}[options.form](found)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return int(options.fail_on is not None and found.reaches(options.fail_on))


def _generate(options: argparse.Namespace) -> int:
    started = perf_counter()
    with _progress() as progress:
        result = generate(options.spec, options.output, progress, only=options.api_version, check=options.check)
    seconds = perf_counter() - started
    if result.skipped:
        print(f"{options.output} is up to date: spec and generator are unchanged")
        return 0
    for name, counts in result.packages.items():
        print(f"{name}: {counts}")
    return _report_drift(result, options.output) if options.check else _report_changes(result, options.output, seconds)


def _report_changes(result: GenerationResult, target: Path, seconds: float) -> int:
    changed = f"{len(result.changes)} files changed" if result.changes else "no file changed"
    print(f"{target}: {changed}, in {seconds:.1f} s")
    return 0


def _report_drift(result: GenerationResult, target: Path, shown: int = 20) -> int:
    if not result.changes:
        print(f"{target} matches the spec and the generator")
        return 0
    for change in result.changes[:shown]:
        print(f"{target}: {change}", file=sys.stderr)
    more = len(result.changes) - shown
    if more > 0:
        print(f"{target}: … and {more} more", file=sys.stderr)
    print(f"{target} has drifted from the spec; run `nox -s generate` and commit the result", file=sys.stderr)
    return 1


def _lint(options: argparse.Namespace) -> int:
    for spec in lint_all(options.spec):
        print(f"{spec.root}: no problems in {', '.join(spec.versions)}")
    return 0


def _project(options: argparse.Namespace) -> int:
    text = json.dumps(project_one(options.spec, options.api_version), indent=2, ensure_ascii=False) + "\n"
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0


def _export_connector(options: argparse.Namespace) -> int:
    from .export.connector import export, find_connector
    from .export.connector_files import DEFINITION, PROPERTIES, write

    exported = export(find_connector(lint_all(options.spec)), options.api_version)
    write(exported, options.output)
    counts = exported.counts
    print(
        f"{options.output}: {DEFINITION} and {PROPERTIES}, api-version {exported.api_version}: "
        f"{counts['operations']} operations, {counts['actions']} of them named as actions; "
        f"triggers: {counts['triggers']}; definitions: {counts['definitions']}"
    )
    print("next: put the client id of your app registration and your publisher's name into apiProperties.json, then")
    print(f"  paconn validate --api-def {options.output / DEFINITION}")
    print(
        f"  paconn create --api-def {options.output / DEFINITION} --api-prop {options.output / PROPERTIES} --secret …"
    )
    return 0


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that reports steps: as a live line on a terminal, as plain lines in a pipe."""
    if not sys.stderr.isatty():
        yield lambda text: print(text, file=sys.stderr, flush=True)
        return
    from rich.console import Console

    with Console(stderr=True).status("reading the documents") as status:
        yield status.update
