"""The command line: `iotcentral-generator generate`, `lint`, `project`, `import`, `drop`, `release`, `diff`, …."""

from __future__ import annotations

import argparse
import json
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from .pipeline import GenerationResult, check_all, generate, lint_all, project_one, release, released_text
from .problems import GenerationError, Problem

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status.

    It is 0 for success, 1 for unusable input or drift of `generated/`, 2 for wrong usage or a fault of the generator.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except GenerationError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"{_counted(len(error.problems), 'problem')}; nothing was written", file=sys.stderr)
        return 1
    except Exception as error:  # whatever it is: a person needs a line that says whose fault it is
        print(describe_fault(error), file=sys.stderr)
        return 2


def describe_fault(error: BaseException) -> str:
    """Return what to say of an exception that no input may lead to: the stage, the place in the code, the cause."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_OWN)]
    place = own[-1] if own else frames[-1]
    stage = Path(place.filename).relative_to(_OWN).parts[0].removesuffix(".py") if own else "unknown"
    text = re.sub(r" at 0x[0-9a-f]+", "", f"{type(error).__name__}: {error}")
    return (
        f"generator: S900 this is a fault of the generator, in its stage {stage} ({Path(place.filename).name}:"
        f"{place.lineno}): {' '.join(text.split())}; report it with the document; nothing was written"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iotcentral-generator", description="API document in, client packages out.")
    parser.add_argument("--spec", type=Path, metavar="FOLDER", default=Path("spec"), help=_SPEC)
    parser.add_argument("--output", type=Path, metavar="PATH", help="where the command writes; see its own help")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = _command(
        commands, "generate", _generate, "write the client packages", "folder of the packages (generated)"
    )
    command.add_argument("--api-version", metavar="V", help="generate only the package of this version again")
    command.add_argument("--check", action="store_true", help="compare byte for byte, write nothing")
    command.add_argument("--relaxed", action="store_true", help=_RELAXED)

    command = _command(commands, "lint", _lint, "check the authored documents", "file for what is found, beside stderr")
    command.add_argument("--relaxed", action="store_true", help=_RELAXED)

    about = "print the OpenAPI document of one api-version"
    command = _command(commands, "project", _project, about, "file to write it to instead")
    command.add_argument("api_version", metavar="V")

    about = "merge a published document, Swagger 2.0 or OpenAPI 3, into the authored ones"
    command = _command(commands, "import", _import, about, "file for the report, beside stdout")
    _add_published(command)

    about = "make a published document a new api-version: import, generate, migration pages, changelog"
    command = _command(commands, "bump", _bump, about, "folder of the packages (generated)")
    _add_published(command)

    about = "remove an api-version, with all that a bump wrote"
    command = _command(commands, "drop", _drop, about, "folder of the packages (generated)")
    command.add_argument("api_version", metavar="V")

    about = "show what changes from one api-version to another, and whom it breaks"
    command = _command(commands, "diff", _diff, about, "file to write it to instead")
    command.add_argument("old", metavar="V1", help="an api-version, or a file that `project` has written")
    command.add_argument("new", metavar="V2", help="the same, after the change")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="for programs")
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown", help="for a page")
    command.add_argument("--fail-on", choices=_LEVELS, metavar="LEVEL", help=_FAIL_ON)
    command.add_argument("--renames", type=Path, metavar="FILE", help="JSON with renames that no document declares")
    command.set_defaults(form="text")

    about = "rewrite Python from the package of one api-version to that of another"
    command = _command(commands, "upgrade", _upgrade, about, "file for what a person has to decide, beside stdout")
    command.formatter_class, command.epilog = argparse.RawDescriptionHelpFormatter, _UPGRADE
    command.add_argument("old", metavar="V1", help="the api-version whose package the files use, or its openapi.json")
    command.add_argument("new", metavar="V2", help="the api-version whose package they are to use, or its openapi.json")
    command.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders with Python files")

    about = "freeze the contract of an api-version"
    command = _command(commands, "release", _release, about, "file to write it to instead, which freezes nothing")
    command.add_argument("api_version", metavar="V")

    about = "propose the next version of each distribution, from what changed since its last release"
    command = _command(commands, "versions", _versions, about, "folder of the packages (generated)")
    command.add_argument("--since", type=Path, metavar="FOLDER", required=True, help=_SINCE)
    command.add_argument("--write", action="store_true", help="write the versions, and the requirements they need")

    about = "write a custom connector for Power Platform"
    command = _command(commands, "export-connector", _export_connector, about, "folder of its files (connector)")
    command.add_argument("--api-version", metavar="V", help="version of the carrying API (its newest stable one)")
    return parser


_Commands = argparse._SubParsersAction  # it has no public name
_OWN = Path(__file__).parent
_SPEC = "folder of the authored documents (spec)"
_LEVELS = ("silent", "breaking", "additive", "prose")
_FAIL_ON = f"end with status 1 on such changes, or worse ones: {', '.join(_LEVELS)}"
_SINCE = "the workspace, or the unpacked distributions, of the last release"
_UPGRADE = """\
what it takes:
  Two api-versions of the authored documents, or the files openapi.json of two packages, each in the folder of its
  package: then no authored documents are needed. The files should be under version control: they are written in place.

what it does:
  Imports, methods, keywords, models, members and values of enumerations that have another name are rewritten. Comments
  and formatting stay. Files that do not use the package of V1 are left alone. If one file cannot be read, none is
  written, and the status is 1.

what it leaves:
  A comment `# upgrade: ...` above each statement that a person has to decide, which is listed too, with file and line.
  Silent breaks, such as another default, are in no comment: `iotcentral-generator diff V1 V2` tells them.

examples:
  iotcentral-generator upgrade 1.0 2.0 src/
  iotcentral-generator upgrade 1.0 2.0 src/ tests/test_things.py --output left.txt
"""
_RELAXED = "missing descriptions and examples are warnings"


def _command(
    commands: _Commands[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    about: str,
    output: str,
) -> argparse.ArgumentParser:
    """Add a command, with the options that every command has; they can stand before its name too."""
    command = commands.add_parser(name, help=about, description=f"{about[:1].upper()}{about[1:]}.")
    command.add_argument("--spec", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=_SPEC)
    command.add_argument("-o", "--output", type=Path, metavar="PATH", default=argparse.SUPPRESS, help=output)
    command.set_defaults(run=run)
    return command


def _add_published(command: argparse.ArgumentParser) -> None:
    """Add the arguments that say what a published document is."""
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--as", dest="api_version", metavar="V", required=True, help="the api-version that it is")
    command.add_argument("--line", choices=("stable", "preview"), help="the line of the version (what its name says)")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _generate(options: argparse.Namespace) -> int:
    started = perf_counter()
    target: Path = options.output or Path("generated")
    warnings: list[Problem] = []
    warn = warnings.append if options.relaxed else None
    with _progress() as progress:
        result = generate(options.spec, target, progress, only=options.api_version, check=options.check, warn=warn)
    seconds = perf_counter() - started
    _report_warnings(warnings)
    if result.skipped:
        print(f"{target} is up to date: spec and generator are unchanged")
        return 0
    for name, counts in result.packages.items():
        print(f"{name}: {counts}")
    return _report_drift(result, target) if options.check else _report_changes(result, target, seconds)


def _report_warnings(warnings: list[Problem]) -> None:
    for warning in warnings:
        print(_as_warning(warning), file=sys.stderr)
    if warnings:
        print(f"{_counted(len(warnings), 'warning')}: prose is missing, which people read", file=sys.stderr)


def _as_warning(problem: Problem) -> Problem:
    return problem._replace(message=f"warning: {problem.message}")


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
    warnings: list[Problem] = []
    try:
        specs = check_all(options.spec, warnings.append if options.relaxed else None)
    except GenerationError as error:
        _write_findings(options.output, [*error.problems, *map(_as_warning, warnings)])
        _report_warnings(warnings)
        raise
    _write_findings(options.output, map(_as_warning, warnings))
    _report_warnings(warnings)
    for spec in specs:
        print(f"{spec.root}: no problems in {', '.join(spec.versions)}")
    return 0


def _write_findings(file: Path | None, found: Iterable[Problem]) -> None:
    if file is not None:
        file.write_text("".join(f"{problem}\n" for problem in found), encoding="utf-8")


def _project(options: argparse.Namespace) -> int:
    text = json.dumps(project_one(options.spec, options.api_version), indent=2, ensure_ascii=False) + "\n"
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8")
    return 0


def _import(options: argparse.Namespace) -> int:
    from .evolution.imports import import_document

    result = import_document(options.file, options.api_version, options.spec, options.line)
    lines = list(result.lines(options.api_version))
    if options.output is not None:
        options.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print("\n".join(lines))
    return 1 if result.differences else 0


def _bump(options: argparse.Namespace) -> int:
    from .evolution.bump import Workspace, bump

    workspace = Workspace(options.spec, options.output or Path("generated"))
    with _progress() as progress:
        result = bump(options.file, options.api_version, workspace, progress, options.line)
    print("\n".join(result.imported.lines(options.api_version)))
    print(f"{workspace.generated}: {len(result.generated.changes)} files changed")
    for found, page in result.differences:
        counts = ", ".join(f"{len(found.at(level))} {level}" for level in _LEVELS)
        print(f"{page}: since {found.old.version} {counts}")
    left = len(result.imported.open_tasks)
    print(
        f"left for a person: {left} descriptions, examples and the like, which `lint` lists" if left else "all is done"
    )
    return 0


def _drop(options: argparse.Namespace) -> int:
    from .evolution.bump import Workspace, drop

    with _progress() as progress:
        changed = drop(options.api_version, Workspace(options.spec, options.output or Path("generated")), progress)
    print(f"{options.api_version} is dropped: {_counted(len(changed), 'file')} changed or removed")
    return 0


def _upgrade(options: argparse.Namespace) -> int:
    from .evolution.contracts import ContractReader
    from .evolution.difference import difference
    from .evolution.upgrade import rewrites, upgrade_files

    reader = ContractReader(options.spec)
    found = difference(reader.read(options.old), reader.read(options.new))
    upgraded = upgrade_files(rewrites(found), options.paths)
    notes = [f"{file.path}:{line}: {note.removeprefix('# ')}" for file in upgraded for line, note in file.notes]
    for file in upgraded:
        print(f"{file.path}: rewritten for {found.new.package}")
    for note in notes:
        print(f"  {note}")
    if options.output is not None:
        options.output.write_text("".join(f"{note}\n" for note in notes), encoding="utf-8")
    print(f"files: {len(upgraded)} rewritten; comments `# upgrade:` for a person: {len(notes)}")
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


def _versions(options: argparse.Namespace) -> int:
    from .evolution.releases import Proposal, distributions, preview_packages, proposals, write_versions

    specs = lint_all(options.spec)
    workspace = options.spec.absolute().parent
    current = distributions(options.output or workspace / "generated", workspace)
    found = proposals(distributions(options.since), current, preview_packages(specs))

    def described(each: Proposal) -> str:
        if each.version is None:
            return f"{each.distribution.name}: {each.released}, nothing to release"
        return f"{each.distribution.name}: {each.released or 'new'} -> {each.version} ({'; '.join(each.reasons)})"

    print("\n".join(map(described, found)))
    if options.write:
        written = write_versions(found, specs)
        print("\n".join(f"{file}: written" for file in written) or "no file changed: the versions stand there already")
        print("next: `iotcentral-generator generate`" if written else "nothing is left to do")
    return 0


def _release(options: argparse.Namespace) -> int:
    if options.output is not None:
        options.output.write_text(released_text(options.spec, options.api_version), encoding="utf-8")
        print(f"{options.output}: the contract of {options.api_version}; nothing is frozen by it")
        return 0
    file, changed = release(options.spec, options.api_version)
    print(f"{file}: {'written' if changed else 'unchanged'}; the contract of {options.api_version} is frozen")
    return 0


def _export_connector(options: argparse.Namespace) -> int:
    from .export.connector import export, find_connector
    from .export.connector_files import DEFINITION, PROPERTIES, write

    exported = export(find_connector(lint_all(options.spec)), options.api_version)
    folder: Path = options.output or Path("connector")
    write(exported, folder)
    counts = exported.counts
    print(
        f"{folder}: {DEFINITION} and {PROPERTIES}, api-version {exported.api_version}: "
        f"{counts['operations']} operations, {counts['actions']} of them named as actions; "
        f"triggers: {counts['triggers']}; definitions: {counts['definitions']}"
    )
    print("next: put the client id of your app registration and your publisher's name into apiProperties.json, then")
    print(f"  paconn validate --api-def {folder / DEFINITION}")
    print(f"  paconn create --api-def {folder / DEFINITION} --api-prop {folder / PROPERTIES} --secret …")
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
