"""Tree of the commands: a group for each resource of the data plane, one for each other plane, and the workflows.

Groups know the names of their commands; a command is made when it is called or helped with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module

import click

from ._documents import ClientDocument, installed, kebab
from ._operation_command import OperationCommand
from ._settings import early

__all__ = ["Root"]

_WORKFLOWS: Mapping[str, Mapping[str, str]] = {
    "": {
        "apply": "Make an application what a file says",
        "backup": "Write what an application is made of to a file or a folder",
        "commands": "Run commands of devices, and see their answers",
        "completion": "Print the script that completes words in a shell",
        "diff": "Show how two states of applications differ: files, folders or applications",
        "enroll": "Upload a CA certificate to an enrollment group, and prove that its key is yours",
        "export": "Write devices, properties or the rows of a query to a file",
        "fleet": "Run a command for each row of a CSV file",
        "migrate": "Write an application to files for IoT Hub and its Device Provisioning Service",
        "plan": "Show what a file would change in an application",
    },
    "commands": {"run": "Run a command on a device, a component or a module, and wait for its answer"},
    "devices": {
        "derive-key": "Derive the key of a device from that of an enrollment group",
        "summary": "Count the devices by their status and template",
        "wait": "Wait until a device is provisioned",
    },
    "export": {
        "devices": "Write the devices to a file",
        "properties": "Write the properties of devices to a file",
        "query": "Write the rows of a query to a file",
    },
    "jobs": {"wait": "Wait for the end of a job, and show the devices on which it failed"},
    "query": {"": "Run a query over telemetry or properties"},
}
"""Group → command → summary of the workflows; the command without a name is what the group itself does."""


class _Group(click.Group):
    """Group whose commands are made when they are asked for.

    Args:
        name: its name.
        summary: what it is.
        document: the document with its operations; None: it has workflows alone.
        resource: the resource in the document's spelling.
        prefix: the words before the names of its commands.
    """

    def __init__(self, name: str, summary: str, document: ClientDocument | None, resource: str, prefix: str) -> None:
        super().__init__(name, help=summary, short_help=summary, no_args_is_help=True)
        self._document = document
        # options before the first word are those of what the group itself does
        self.context_settings = {"ignore_unknown_options": "" in self._workflows}
        self._resource = resource
        self._prefix = prefix

    @property
    def _workflows(self) -> Mapping[str, str]:
        own = self._document is None or self._document.plane == ""
        return _WORKFLOWS.get(str(self.name), {}) if own else {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the operations, then those of the workflows."""
        return [*self._summaries]

    @cached_property
    def _summaries(self) -> dict[str, str]:
        found = {} if self._document is None else self._document.commands(self._resource)
        return {**{kebab(name): summary for name, summary in found.items()}, **self._named_workflows}

    @property
    def _named_workflows(self) -> dict[str, str]:
        return {name: summary for name, summary in self._workflows.items() if name}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, made now."""
        if cmd_name in self._named_workflows:
            return _workflow(f"{self.name} {cmd_name}", self._documents(ctx))
        entry = None if self._document is None else self._document.operation(self._resource, cmd_name)
        if self._document is None or entry is None or entry.trigger:
            return None
        return OperationCommand(self._document, entry, self._prefix)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the words begin with, or what the group itself does with them."""
        if "" in self._workflows and args and args[0] not in self._summaries:
            return "", _workflow(str(self.name), self._documents(ctx)), args
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their summaries, none of which is made for it."""
        _write(formatter, "Commands", self._summaries)

    def _documents(self, ctx: click.Context) -> Mapping[str, ClientDocument]:
        root = ctx.find_root().command
        return root.documents if isinstance(root, Root) else {}


class Root(click.Group):
    """The command `iotcentral` itself."""

    def __init__(self) -> None:
        super().__init__(
            "iotcentral",
            help=(
                "Azure IoT Central from a shell: every operation of the installed client packages, and workflows over "
                "them.\n\nThe application and its token come from IOTCENTRAL_APP and IOTCENTRAL_API_TOKEN, from options, "
                "or from a profile. Each command has --help, with a worked example."
            ),
            no_args_is_help=True,
        )
        self.documents: Mapping[str, ClientDocument] = {}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the packages before the words are taken for commands, since the api-version decides on these."""
        try:
            self.documents = installed(early(args))
        except LookupError as error:
            raise click.UsageError(str(error.args[0])) from None
        return super().parse_args(ctx, args)

    @property
    def _data_plane(self) -> ClientDocument | None:
        return self.documents.get("")

    @property
    def _resources(self) -> dict[str, str]:
        document = self._data_plane
        return {} if document is None else {kebab(group): _first(text) for group, text in document.groups.items()}

    @property
    def _planes(self) -> dict[str, str]:
        return {plane: document.content["info"]["title"] for plane, document in self.documents.items() if plane}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of resources, planes and workflows."""
        return [*dict.fromkeys([*self._resources, *self._planes, *_WORKFLOWS[""]])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a group or a workflow, made now."""
        document = self._data_plane
        if document is not None and cmd_name in self._resources:
            resource = next(group for group in document.groups if kebab(group) == cmd_name)
            return _Group(cmd_name, document.groups[resource], document, resource, f"iotcentral {cmd_name}")
        if cmd_name in self._planes:
            return _plane(cmd_name, self.documents[cmd_name])
        if cmd_name in _WORKFLOWS:
            return _Group(cmd_name, f"{_WORKFLOWS[''][cmd_name]}.", None, "", f"iotcentral {cmd_name}")
        if cmd_name in _WORKFLOWS[""]:
            return _workflow(cmd_name, self.documents)
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write resources, workflows and other planes, each under a heading."""
        document = self._data_plane
        if document is None:
            formatter.write_paragraph()
            formatter.write_text("No client package is installed: pip install iotcentral-v<api-version>")
        else:
            _write(formatter, f"Resources of {document.api_version}", self._resources)
        _write(formatter, "Workflows", _WORKFLOWS[""])
        _write(formatter, "Other APIs", self._planes)


def _plane(name: str, document: ClientDocument) -> click.Group:
    """Return the group of an API besides the data plane."""
    plane = _Group(name, f"{document.content['info']['title']}.", document, "", f"iotcentral {name}")
    for group, text in document.groups.items():
        prefix = f"iotcentral {name} {kebab(group)}"
        plane.add_command(_Group(kebab(group), text, document, group, prefix))
    return _Nested(plane) if document.groups else plane


class _Nested(click.Group):
    """Group of the resources of another API."""

    def __init__(self, plane: click.Group) -> None:
        super().__init__(plane.name, commands=plane.commands, help=plane.help, no_args_is_help=True)


def _workflow(words: str, documents: Mapping[str, ClientDocument]) -> click.Command:
    """Return the command of a workflow: `command` of the module that is called after its words."""
    module = import_module(f"._workflows.{words.replace(' ', '_').replace('-', '_')}", __package__)
    make: Callable[[Mapping[str, ClientDocument]], click.Command] = module.command
    return make(documents)


def _first(text: str) -> str:
    """Return the first sentence of a description."""
    return text.partition(". ")[0].rstrip(".")


def _write(formatter: click.HelpFormatter, heading: str, summaries: Mapping[str, str]) -> None:
    if summaries:
        with formatter.section(heading):
            formatter.write_dl([*summaries.items()])
