# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFired: What happened when a rule fired: which rule, on which device, and what the device had sent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .rule_fired_action import RuleFiredAction
from .rule_fired_application import RuleFiredApplication
from .rule_fired_device import RuleFiredDevice
from .rule_fired_rule import RuleFiredRule

__all__ = ["RuleFired"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class RuleFired(Model):
    """What happened when a rule fired: which rule, on which device, and what the device had sent.

    Attributes:
        timestamp: Time at which the rule fired, in UTC.
        application: The application that the rule belongs to.
        device: The device that met the conditions of the rule.
        rule: The rule that fired.
        action: The action of the rule that sent this.
    """

    timestamp: datetime.datetime
    application: RuleFiredApplication
    device: RuleFiredDevice
    rule: RuleFiredRule
    action: RuleFiredAction | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "timestamp": "timestamp",
        "application": "application",
        "device": "device",
        "rule": "rule",
        "action": "action",
    }
    _free_form: ClassVar[tuple[str, ...]] = (
        "properties",
        "telemetry",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.timestamp = member("timestamp", to_datetime, get("timestamp", UNSET))
        model.application = member("application", RuleFiredApplication.decode, get("application", UNSET))
        model.device = member("device", RuleFiredDevice.decode, get("device", UNSET))
        model.rule = member("rule", RuleFiredRule.decode, get("rule", UNSET))
        value = get("action")
        model.action = UNSET if value is None else member("action", RuleFiredAction.decode, value)
        return model
