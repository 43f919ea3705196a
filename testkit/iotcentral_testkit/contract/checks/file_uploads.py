"""Checks of the file upload configuration, a singleton that is applied and removed in the background."""

from __future__ import annotations

from ..assertions.rejections import expect_rejected
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from .rules import once, rule

_WORDS = frozenset({"pending", "updating", "deleting", "succeeded", "failed"})
_OPERATIONS = ("FileUploads_Create", "FileUploads_Get", "FileUploads_Update", "FileUploads_Remove")


@rule(
    "IC660",
    "File uploads are configured, changed and removed, and their state reports the progress",
    source="article Configure file uploads; the document: FileUpload",
    over=once(*_OPERATIONS),
)
def configured(context: CheckContext, _: None) -> None:
    """Configure file uploads, wait until that is applied, and remove the configuration."""
    if context.factory.preexisting(context.factory.family("FileUploads")):
        context.skip("file uploads were configured before this run, which leaves them unchanged")
    here = context.send("FileUploads_Get")
    if not context.quick or here.status == 404 or here.content.get("state") == "deleting":
        here = context.create("FileUploads").exchange  # a quick run uses the configuration that another check has left
    _expect_applied(context, here)
    changed = context.require("FileUploads_Update", body={"sasTtl": "PT4H30M"})
    _expect_going_on(context, changed)
    _expect_applied(context, changed)
    wrong = context.send("FileUploads_Update", body={"sasTtl": "two hours"})
    expect_rejected(context, wrong, "a sasTtl that is no ISO 8601 duration", "sasTtl")
    removed = context.require("FileUploads_Remove")
    gone = context.send("FileUploads_Get")
    if not context.quick:
        gone = context.factory.wait(lambda: context.send("FileUploads_Get"), lambda e: e.status == 404)
    context.expect(
        gone.status == 404 or (context.quick and gone.content.get("state") == "deleting"),
        f"the configuration was removed, and GET is answered with {gone.status}, state {gone.content.get('state')!r}",
        removed,
        gone,
        subject="removed",
        operation="FileUploads_Remove",
    )


def _expect_going_on(context: CheckContext, changed: Exchange) -> None:
    """Expect that the response to a change does not call applied what is not: the state does not go back by itself."""
    read = context.require("FileUploads_Get")
    told, found = changed.content.get("state"), read.content.get("state")
    message = f"the response to PATCH has the state {told!r}, and GET right after it {found!r}"
    is_ahead = told == "succeeded" and found in {"pending", "updating"}
    context.expect(not is_ahead, message, changed, read, subject="ahead", operation=changed.operation)


def _expect_applied(context: CheckContext, written: Exchange) -> None:
    """Expect a state of progress at once, and a final one in time."""
    _expect_word(context, written)
    read = context.factory.wait(
        lambda: context.require("FileUploads_Get"), lambda e: e.content.get("state") in {"succeeded", "failed"}
    )
    _expect_word(context, read)
    # a storage account that does not exist may well be rejected in the end
    context.expect(
        read.content.get("state") in {"succeeded", "failed"},
        f"the state is {read.content.get('state')!r} after {context.http.options.patience:g} seconds",
        written,
        read,
        subject="applied",
        untold="it rests on a change that is applied in the background, for which a program does not wait",
    )


def _expect_word(context: CheckContext, shown: Exchange) -> None:
    state = shown.content.get("state")
    context.expect(state in _WORDS, f"the state is {state!r}, which is not documented", shown, subject="state")
