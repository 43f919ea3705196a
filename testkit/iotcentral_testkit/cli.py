"""Command `iotcentral-testkit`."""

from __future__ import annotations

import argparse
import gc
import json
import math
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

    from .emulator.app import Emulator

__all__ = ["main"]

_NOTICEABLE = timedelta(seconds=1)
"""How far a clock may be from the machine's without a word."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return the exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.run(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iotcentral-testkit", description="Tests for IoT Central without Azure.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serve = commands.add_parser("serve", help="run an emulator", description="Run an emulator until it is stopped.")
    serve.set_defaults(run=_serve)
    serve.add_argument("--port", type=_port, default=8800, help="port to listen on; 0: a free port (default: 8800)")
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    serve.add_argument("--state", type=Path, metavar="FILE.db", help="keep the state in this file")
    serve.add_argument(
        "--seed",
        type=_seed,
        metavar="N",
        help="draw ids, keys, values and signatures of tokens from this number; without it, the signatures are random",
    )
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="answer under this host name too; may be repeated",
    )
    serve.add_argument(
        "--call-host",
        action="append",
        default=[],
        metavar="NAME",
        help="call webhooks at this host too; may be repeated",
    )
    serve.add_argument("--devices", type=_count, default=0, metavar="N", help="create N devices at the start")
    serve.add_argument("--from", type=Path, metavar="FILE", dest="recording", help="start with a recorded application")
    serve.add_argument("--faults", type=Path, metavar="FILE", help="a plan (TOML) of deliberate faults")
    serve.add_argument("--throttle", type=_rate, metavar="RATE", help="requests per second; more are answered with 429")
    serve.add_argument("--quotas", action="store_true", help="refuse what exceeds the service's quotas, with 409")
    serve.add_argument(
        "--strict",
        action="store_true",
        help="refuse members of bodies that no schema knows, with 422, and unknown query parameters, with 400",
    )
    serve.add_argument(
        "--api-version-aliases",
        action="store_true",
        help="answer older api-versions too, as the ones that stand for them: for tools that name those",
    )
    serve.add_argument("--tls", action="store_true", help="serve HTTPS, with a certificate created for the run")
    serve.add_argument("--app", action="append", metavar="NAME", help="an application; may be repeated")
    serve.add_argument("--json", action="store_true", help="print one line of JSON when ready")
    _add_record(commands)
    _add_contract(commands)
    return parser


def _add_record(commands: Any) -> None:
    record = commands.add_parser(
        "record",
        help="read an application into a file",
        description="Read an application into a file with which an emulator starts (serve --from FILE). Nothing is changed; "
        "secrets are left out.",
    )
    record.set_defaults(run=_record)
    add = record.add_argument
    add("url", metavar="URL", help="the application (https://myapp.azureiotcentral.com)")
    add("file", type=Path, metavar="FILE", help="the file to write, such as application.json")
    add("--api-version", metavar="V", help="read with this version (default: the newest that is installed)")
    _add_credential(record)
    add("--replace-names", action="store_true", help="replace display names and addresses of e-mail by numbered ones")


def _add_credential(command: argparse.ArgumentParser) -> None:
    """Add the options that say where the token comes from."""
    command.add_argument(
        "--token-env",
        default="IOTCENTRAL_API_TOKEN",
        metavar="NAME",
        help="variable with the token (default: %(default)s)",
    )
    command.add_argument(
        "--azure", action="store_true", help="use the token of the user who is signed in to Azure (azure-identity)"
    )


def _record(options: argparse.Namespace) -> int:
    from .record_command import run

    return run(options)


def _add_contract(commands: Any) -> None:
    contract = commands.add_parser(
        "contract",
        help="check a server against the API's document",
        description="Check a server against the document of an api-version: of the data plane, of the control plane or "
        "of the connector. What the run creates is removed at its end.",
        epilog="Exit status: 0 the server conforms, 1 it deviates, 2 the run was not possible, was interrupted, or met "
        "a fault of the kit itself.",
    )
    contract.set_defaults(run=_contract)
    add = contract.add_argument
    add("url", metavar="URL", help="the server (https://myapp.azureiotcentral.com)")
    add("--api-version", action="append", required=True, metavar="V", help="may be repeated: one run after the other")
    _add_credential(contract)
    add("--resources", metavar="A,B", help="only these (Devices,Jobs)")
    add("--parts", metavar="A,B", help="only these of rules, schemathesis, clients")
    add("--only", metavar="CODE,CODE", help="only these rules (IC302)")
    add("--quick", action="store_true", help="every operation and every check once")
    add("--read-only", action="store_true", help="send only GET requests, for applications in use")
    add(
        "--only-implemented",
        action="store_true",
        help="find out which operations the server has (404, 405 and 501 say that it has not), and judge those",
    )
    add(
        "--prefix",
        metavar="P",
        help="prefix of the ids of everything that is created (default: contract and six digits)",
    )
    add("--seed", type=_seed, metavar="N", help="seed of random choices (default: a new one, which is printed)")
    add("--since", type=Path, metavar="REPORT", help="run again only what deviated in that report (a file or folder)")
    add("--baseline", type=Path, metavar="FILE", help="deviations that are known, with reason and expiry")
    add("--accept", metavar="REASON", help="write the new deviations into the baseline, with this reason")
    add("--until", type=_day, metavar="DATE", help="the last day on which they are accepted (2030-12-31)")
    add("--report", type=Path, metavar="DIR", help="write index.html, report.json, junit.xml and report.sarif there")
    add("--no-limit", action="store_true", help="ignore the documented rates of requests")
    add(
        "--slow",
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="responses that take longer deviate (default: 10)",
    )
    add(
        "--subscription",
        metavar="ID",
        help="the subscription, for the control plane (default: from AZURE_SUBSCRIPTION_ID)",
    )
    add("--resource-group", metavar="NAME", help="existing resource group in which applications are created")
    add("--location", metavar="REGION", help="region in which they are created (default: westus)")
    add("--base-domain", metavar="DOMAIN", help="domain below which its applications answer, under their subdomains")
    add("--ca", type=Path, metavar="FILE", help="certificates (PEM) to trust in addition")


def _contract(options: argparse.Namespace) -> int:
    from .contract.cli.command import run

    return run(options)


def _seed(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a seed; seeds are whole numbers from 0, of 18 digits at most"
        )
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it like 2030-12-31") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds up to 3600")
    return seconds


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:6]) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; ports are numbers from 0 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of devices from 0 to 9999999")
    return int(text)


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = 0
    if not 0 < rate <= 1_000_000:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of requests per second above 0, up to 1000000 (the service allows 20)"
        )
    return rate


def _serve(options: argparse.Namespace) -> int:
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    from .emulator.app import Emulator, EmulatorError
    from .emulator.http.faults import FaultError

    try:
        emulator = Emulator(
            apps=options.app or ("emulator",),
            seed=options.seed,
            state=options.state,
            devices=options.devices,
            faults=options.faults,
            throttle=options.throttle,
            quotas=options.quotas,
            strict=options.strict,
            recording=options.recording,
            api_version_aliases=options.api_version_aliases,
            tls=options.tls,
            host=options.host,
            port=options.port,
            allow_hosts=options.allow_host,
            call_hosts=options.call_host,
        )
        with emulator:
            for notice in _notices(emulator):
                print(f"iotcentral-testkit: {notice}", file=sys.stderr)
            gc.freeze()  # what is loaded by now stays, and need not be looked through while requests wait
            _print_ready(emulator, as_json=options.json)
            stopped.wait()
    except (EmulatorError, FaultError) as error:
        print(f"iotcentral-testkit: {error}", file=sys.stderr)
        return 1
    return 0


def _notices(emulator: Emulator) -> Iterator[str]:
    """Return what to know about an emulator that is ready beside how to reach it."""
    seed = emulator.world.seed
    if seed is not None:
        yield (
            f"with --seed {seed}, whoever knows the number can compute the tokens; without it, they are signed with a "
            "random key"
        )
    held, shift = emulator.clock.setting
    if held is not None or abs(shift) > _NOTICEABLE:
        state = "stands still" if held is not None else "runs"
        yield f"the clock {state} as the state has it: it is {emulator.clock.now():%Y-%m-%d %H:%M:%S} UTC"
    for name in emulator.world.struck_in_vain:
        yield f'the plan of faults names the application "{name}", which is not served: there are {", ".join(emulator.applications)}'
    for problem in emulator.not_recorded:
        yield f"not taken over from the recording: {problem}"


def _print_ready(emulator: Emulator, *, as_json: bool) -> None:
    """Print that the emulator is ready, and how to reach it."""
    served = emulator.applications.values()
    if as_json:
        ready = {
            "url": emulator.url,
            "token": emulator.token,
            "applications": [app._asdict() for app in served],
            "api_versions": emulator.api_versions,
            "subscription_id": emulator.subscription_id,
            "management_token": emulator.management_token,
            "base_domain": emulator.base_domain,
            **({"certificate": str(emulator.certificate)} if emulator.certificate else {}),
        }
        print(json.dumps(ready), flush=True)
        return
    print(f"The emulator answers at {emulator.url} (api-versions {', '.join(emulator.api_versions)}).")
    for app in served:
        print(f"\n{app.name}\n  url    {app.url}\n  token  {app.token}")
    print(f"\nsubscription {emulator.subscription_id}\n  token  {emulator.management_token}")
    if emulator.certificate:
        print(f"\nClients have to trust {emulator.certificate}")
    print("\nCtrl+C stops it.", flush=True)
