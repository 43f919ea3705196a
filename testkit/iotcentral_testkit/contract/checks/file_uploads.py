"""The configuration of file uploads: the only one of an application, applied and removed in the background."""

from __future__ import annotations

from ..engine.exchange import Exchange
from ..fixtures.check_context import Probe
from .rules import once, rule

_WORDS = frozenset({"pending", "updating", "deleting", "succeeded", "failed"})
_OPERATIONS = ("FileUploads_Create", "FileUploads_Get", "FileUploads_Update", "FileUploads_Remove")


@rule(
    "IC660",
    "File uploads are configured, changed and removed, and their state says how far that is",
    source="article Configure file uploads; the document: FileUpload",
    over=once(*_OPERATIONS),
)
def configured(probe: Probe, _: None) -> None:
    """Configure file uploads, wait until that is applied, and remove the configuration."""
    if probe.workshop.taken(probe.api.family("FileUploads")):
        probe.skip("file uploads were configured before this run, which leaves them alone")
    here = probe.ask("FileUploads_Get")
    if not probe.quick or here.status == 404 or here.content.get("state") == "deleting":
        here = probe.make("FileUploads").exchange  # a quick run takes what another check has left
    _expect_applied(probe, here)
    if not probe.quick:
        _expect_applied(probe, probe.need("FileUploads_Update", body={"sasTtl": "PT4H"}))
    removed = probe.need("FileUploads_Remove")
    gone = probe.ask("FileUploads_Get")
    if not probe.quick:
        gone = probe.workshop.wait(lambda: probe.ask("FileUploads_Get"), lambda e: e.status == 404)
    probe.expect(
        gone.status == 404 or (probe.quick and gone.content.get("state") == "deleting"),
        f"it was removed, and getting it is answered with {gone.status}, state {gone.content.get('state')!r}",
        removed,
        gone,
        subject="removed",
        operation="FileUploads_Remove",
    )


def _expect_applied(probe: Probe, written: Exchange) -> None:
    """Expect a state of progress at once, and an end of it in time."""
    _expect_word(probe, written)
    read = probe.workshop.wait(
        lambda: probe.need("FileUploads_Get"), lambda e: e.content.get("state") in {"succeeded", "failed"}
    )
    _expect_word(probe, read)
    # a storage account that does not exist may well be refused in the end
    probe.expect(
        read.content.get("state") in {"succeeded", "failed"},
        f"the state is {read.content.get('state')!r} after {probe.server.options.patience:g} seconds",
        written,
        read,
        subject="applied",
    )


def _expect_word(probe: Probe, shown: Exchange) -> None:
    state = shown.content.get("state")
    probe.expect(
        state in _WORDS, f"the state is {state!r}, which is none of the documented ones", shown, subject="state"
    )
