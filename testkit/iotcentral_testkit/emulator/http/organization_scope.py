"""Organization that a resource is placed in: at most one, which exists and which the caller reaches."""

from __future__ import annotations

from collections.abc import Sequence

from .calls import Call
from .errors import forbidden, unprocessable

__all__ = ["placed"]


def placed(call: Call, organizations: Sequence[str] | None) -> list[str] | None:
    """Check the organizations that a body names, and return what is stored.

    Args:
        call: the request.
        organizations: the member of the body; absent and empty stand for the root organization.

    Returns:
        The organizations to store; None for the root organization.

    Raises:
        ServiceError: 422: more than one is named, or one that does not exist; 403: the caller does not reach it.
    """
    named = list(organizations or ())
    if len(named) > 1:
        raise unprocessable("organizations may hold one id at most")
    if not named and call.caller.organizations is not None:
        raise forbidden("The caller's roles do not reach the root organization; name another in organizations.")
    if named and call.app.get("organization", named[0]) is None:
        raise unprocessable(f'organizations names "{named[0]}", which does not exist')
    if named and not call.caller.reaches({"organizations": named}):
        raise forbidden(f'The caller\'s roles do not reach the organization "{named[0]}".')
    return named or None
