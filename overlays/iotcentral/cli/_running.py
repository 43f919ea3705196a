"""One run of the command line: logging, failures as text, and the exit status."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager, nullcontext

import click

from ._commands import Root

__all__ = ["run"]

_INTERRUPTED = 130
_PIPE_CLOSED = 141


def run(arguments: Sequence[str]) -> int:
    """Run the words of a command line; return the exit status."""
    with _logged() if {"-v", "--verbose"} & {*arguments} else nullcontext():
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        warnings.simplefilter("ignore", DeprecationWarning)  # the command itself tells that it is deprecated
        done = Root().main([*arguments], prog_name="iotcentral", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the end of the process tries to write again
        return _PIPE_CLOSED
    except Exception as error:
        return _failed(error)
    return done if isinstance(done, int) else 0


def _failed(error: Exception) -> int:
    """Report an error that is the service's or the network's; raise any other."""
    from ..errors import IoTCentralError

    if not isinstance(error, IoTCentralError):
        raise error
    from ._failures import failure

    text, status = failure(error)
    sys.stdout.flush()
    click.echo(text, err=True)
    return status


@contextmanager
def _logged() -> Generator[None, None, None]:
    """Log each request to standard error, as long as a command runs."""
    import logging

    log = logging.getLogger("iotcentral")
    handler, level = logging.StreamHandler(sys.stderr), log.level
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
