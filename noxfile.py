"""Every task of the workspace: `nox -l` lists them, `nox -s NAME` runs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nox

ROOT = Path(__file__).parent
GENERATED = sorted(path.parent.name for path in ROOT.glob("generated/*/pyproject.toml"))
CLIENTS = [f"generated/{name}" for name in GENERATED]
DISTRIBUTIONS = ["overlays", *CLIENTS, "generator", "testkit"]
PYTHONS: list[str] = nox.project.load_toml(ROOT / "pyproject.toml")["tool"]["iotcentral"]["pythons"]

nox.needs_version = ">=2025.11.12"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"  # the machine's interpreters, or none
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests"]


def _expose_interpreters() -> None:
    """Put interpreters on the PATH that pyenv holds but does not show: its shims stand for versions that are off."""
    for version in PYTHONS:
        name = f"python{version}"
        shim = shutil.which(name)
        if shim and subprocess.run([shim, "-c", ""], capture_output=True, check=False).returncode == 0:  # noqa: S603
            continue
        found = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin"))
        if found:
            os.environ["PATH"] = f"{found[-1]}{os.pathsep}{os.environ['PATH']}"


_expose_interpreters()

NEWEST = [version for version in PYTHONS if shutil.which(f"python{version}")][-1:]
"""The newest supported Python that is present."""


def _install(session: nox.Session, *distributions: str, groups: tuple[str, ...] = ()) -> None:
    """Install distributions of the workspace as they stand (editable), and dependency groups."""
    session.env["PYTHONDONTWRITEBYTECODE"] = ""  # or each process that a session starts compiles the workspace again
    session.env.update(UV_HTTP_TIMEOUT="180", UV_HTTP_RETRIES="5")  # a busy registry is no reason to fail
    project = nox.project.load_toml("pyproject.toml")
    install = _installer(session)
    install("hatchling>=1.27,<2", "editables", *nox.project.dependency_groups(project, *groups))
    editable = [argument for name in distributions for argument in ("-e", name)]
    if editable:
        install("--no-build-isolation", *editable)


def _installer(session: nox.Session) -> Callable[..., object]:
    """Return what installs into the environment of a session: uv, which takes a fifth of the time of pip."""
    if session.venv_backend == "uv":
        return session.install
    session.install("uv>=0.8,<1")
    return partial(session.run, "uv", "pip", "install", "--python", str(Path(session.virtualenv.bin, "python")))


@nox.session
def generate(session: nox.Session) -> None:
    """Write generated/ from spec/, the reserved names, and the synchronous code of the runtime."""
    _install(session, "overlays", "generator", groups=("generate",))
    session.run("python", "generator/reserve_names.py")  # the generator reads them
    session.run("iotcentral-generator", "generate", *session.posargs)
    session.run("python", "overlays/make_sync.py")


@nox.session
def contract(session: nox.Session) -> None:
    """Write the clients anew if they are stale, and hold emulators against the contract, all APIs at once."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    session.run("iotcentral-generator", "generate")
    session.run("python", "-m", "tests.contract", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Show that the contract kit finds deliberate defects; `-- --output docs/contract-mutants.md` writes the table."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def chaos(session: nox.Session) -> None:
    """Disturb the clients with every fault at length; `-- --output docs/reliability.md` writes the table."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    session.run("python", "-m", "tests.chaos", *session.posargs)
    session.run("pytest", "-n", "auto", *CHAOS, env=DEEP)


@nox.session
def check(session: nox.Session) -> None:
    """Fail if generated/, the reserved names or the runtime's synchronous code are not what they are made from."""
    _install(session, "overlays", "generator", groups=("generate",))
    session.run("iotcentral-generator", "generate", "--check")
    session.run("python", "generator/reserve_names.py", "--check")
    session.run("python", "overlays/make_sync.py", "--check")
    shared = ROOT.parent / "shared"
    facts = {path.stem.removeprefix("data-plane-"): path for path in shared.glob("reference/facts/data-plane-*.json")}
    if not facts:
        session.log("SKIPPED: no published contract is beside the workspace; tests hold its counts")
    for document in sorted(ROOT.glob("generated/iotcentral-v*/*/openapi.json")):
        version = document.parents[1].name.removeprefix("iotcentral-v")
        if version in facts:
            session.run("python", str(shared / "check_spec.py"), document, facts[version])
        elif facts:
            session.log(f"SKIPPED: the published contract of {version} is not among those beside the workspace")


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style of the code, and the authored spec."""
    _install(session, "generator", groups=("lint",))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("iotcentral-generator", "lint")


@nox.session
def typecheck(session: nox.Session) -> None:
    """Check the types: mypy strictly over everything, pyright strictly over what users install."""
    _install(session, *DISTRIBUTIONS, groups=("typecheck",))
    packages = [f"{client}/{Path(client).name.replace('-', '_')}" for client in CLIENTS]
    packages.append("tests/zoo/expected/zoo/zoo")
    session.run("mypy", "overlays", "generator/iotcentral_generator", "testkit/iotcentral_testkit", *packages)
    # the other tests break types on purpose, to see what is refused
    typed = ("architecture", "docs", "interop", "packages", "property", "support", "archives.py", "smoke.py")
    session.run("mypy", *(f"tests/{name}" for name in typed), *_typed_evolution(), "noxfile.py")
    session.run("pyright", "--pythonpath", str(Path(session.virtualenv.bin, "python")))


def _typed_evolution() -> list[str]:
    """Return the tests of evolution; the programs beside them are of users, before and after an upgrade."""
    return sorted(str(file) for file in Path("tests/generator/evolution").glob("*.py"))


RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The Python that runs nox."""

IN_CI = bool(os.environ.get("CI"))
FAST = {"HYPOTHESIS_PROFILE": "fast"}
DEEP = {"HYPOTHESIS_PROFILE": "deep"}
CHAOS = (
    "tests/workflows/test_fleet.py",
    "tests/workflows/test_files.py",
    "tests/emulator/test_crash.py",
    "tests/generator/test_kill.py",
    "tests/runtime/test_forks.py",
    "tests/runtime/test_walks.py",
)
"""Kills, full disks, forks and crowds, which docs/reliability.md names."""
PROGRAMS_IMPORT = ("tests/runtime", "tests/workflows", "tests/packages")


def _pytest(session: nox.Session, *arguments: str, env: dict[str, str]) -> None:
    """Run tests side by side; neighbours share a process, and so what their module has prepared."""
    # one more than there are cores, as some tests wait for servers and processes
    session.run("pytest", "-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal", *arguments, env=env)


SHORT = ("-m", "not long")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests on the Python that runs nox, but for the long ones; paths after `--` are run whole."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    _pytest(session, *(session.posargs or SHORT), env=FAST)


@nox.session
def long(session: nox.Session) -> None:
    """Run the tests of whole tools over whole documents: versions that come and go, generations killed, Schemathesis."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    _pytest(session, "-m", "long", *session.posargs, env=FAST)


@nox.session
def deep(session: nox.Session) -> None:
    """Run the tests that draw examples or go on for long with more examples and for longer."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    _pytest(session, "-m", "deep", *session.posargs, env=DEEP)


@nox.session(python=PYTHONS)
def tests_all(session: nox.Session) -> None:
    """Run `tests` on every supported Python: all of it on the oldest and the newest, on others what programs import."""
    if IN_CI and session.python == RUNNING:
        session.skip("`nox -s tests` runs them on this Python")
    _install(session, *DISTRIBUTIONS, groups=("test",))
    between = session.python not in [PYTHONS[0], *NEWEST]
    _pytest(session, *(session.posargs or (*SHORT, *(PROGRAMS_IMPORT if between else ()))), env=FAST)


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests that need no server, no process, no generation and no drawn examples: the loop of a contributor."""
    _install(session, *DISTRIBUTIONS, groups=("test",))
    _pytest(session, "-m", "not slow and not long", *session.posargs, env=FAST)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests of the clients against the oldest dependencies that they allow."""
    _install(session, "overlays", *CLIENTS, "testkit", groups=("test",))  # the testkit draws what the tests need
    session.install("anyio==4.4.0", "attrs==23.2.0", "httpcore==1.0.5", "httpx==0.27.0", "orjson==3.10.0")
    _pytest(session, "tests/runtime", "tests/packages", *session.posargs, env=FAST)


@nox.session
def browser(session: nox.Session) -> None:
    """Look at the emulator's page and at reports with a real browser: Debian's Chromium, which is installed if it is missing."""
    _install(session, *DISTRIBUTIONS, groups=("test", "browser"))
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        sudo = ["sudo"] if os.geteuid() else []
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"]):
            session.run(*sudo, "apt-get", "-o", "Acquire::Retries=5", *arguments, external=True, silent=True)
    tests = ("tests/emulator/test_page_in_browser.py", "tests/contract/test_report_in_browser.py")
    session.run("pytest", *tests, *session.posargs, env={"IOTCENTRAL_BROWSER": "required"})


@nox.session
def interop(session: nox.Session) -> None:
    """Have documents and files of migrations read by the tools of others, and exports written to Azurite, all installed for it."""
    _install(session, "overlays", *CLIENTS, "testkit", groups=("interop",))
    tools = Path(session.virtualenv.location, "npm")
    tools.mkdir(exist_ok=True)
    shutil.copy("tests/interop/package.json", tools)
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    session.run("npm", "install", *quiet, "--fetch-retries=5", "--prefix", str(tools), silent=True)
    paths = [str(tools / "node_modules" / ".bin"), session.bin, os.environ["PATH"]]
    env = {
        "IOTCENTRAL_INTEROP": "required",
        "NODE_PATH": str(tools / "node_modules"),
        "PATH": os.pathsep.join(paths),
    }
    tests = (
        "tests/interop/test_shipped_documents.py",
        "tests/interop/test_leaving.py",
        "tests/interop/test_command_line_extension.py",
        "tests/interop/test_blob_storage.py",
    )
    session.run("pytest", "-n", "2", *tests, *session.posargs, env=env)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the budgets as ratios; `-- --output docs/performance.md` writes them down."""
    _install(session, *DISTRIBUTIONS, groups=("test", "build"))
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Look for known vulnerabilities of what the distributions bring with them, where the data can be had."""
    _install(session, *DISTRIBUTIONS, groups=("audit",))
    command = ("pip-audit", "--skip-editable", "--progress-spinner=off")
    output = str(session.run(*command, silent=True, success_codes=[0, 1]))
    if "No known vulnerabilities found" in output:
        session.log("no known vulnerabilities")
    elif "known vulnerabilit" in output:
        session.error(output)
    else:
        session.log(
            f"SKIPPED: the data on vulnerabilities could not be had, so nothing was audited: {output.strip()[-300:]}"
        )


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdists, and a wheel from each, into dist/, and check what PyPI and users will see of them."""
    _install(session, groups=("build",))
    shutil.rmtree("dist", ignore_errors=True)
    for name in DISTRIBUTIONS:
        # outside the workspace, or hatchling adds the workspace's .gitignore to the sdist
        with tempfile.TemporaryDirectory() as outside:
            folder = shutil.copytree(name, Path(outside, Path(name).name))
            # without --sdist and --wheel, the wheel is built from the sdist
            session.run("python", "-m", "build", "--no-isolation", "--outdir", "dist", str(folder), silent=True)
    archives = sorted(map(str, Path("dist").iterdir()))
    session.run("twine", "check", "--strict", *archives)
    session.run("check-wheel-contents", *(name for name in archives if name.endswith(".whl")))
    session.run("python", "tests/archives.py", "dist", *DISTRIBUTIONS)


@nox.session(reuse_venv=False)
def smoke(session: nox.Session) -> None:
    """Install the wheels of dist/ into a clean environment and call the clients from there."""
    wheels = sorted(map(str, Path("dist").glob("*.whl")))
    if not wheels:
        session.error("dist/ holds no wheels; run `nox -s build` first")
    session.install(*(f"{wheel}[contract]" if "testkit" in wheel else wheel for wheel in wheels))
    # isolated and from another folder, so that nothing is found but what the wheels brought
    session.chdir(session.create_tmp())
    session.run("python", "-I", str(ROOT / "tests" / "smoke.py"))


@nox.session(python=False)
def dev(session: nox.Session) -> None:
    """Make .venv with everything editable, for an editor and for trying things."""
    session.run(sys.executable, "-m", "venv", ".venv")
    python = str(venv_python(Path(".venv")))
    project = nox.project.load_toml("pyproject.toml")
    groups = nox.project.dependency_groups(project, "test", "lint", "typecheck", "build")
    session.run(python, "-m", "pip", "install", "editables", *groups)
    editable = [argument for name in DISTRIBUTIONS for argument in ("-e", name)]
    session.run(python, "-m", "pip", "install", "--no-build-isolation", *editable)


def venv_python(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
