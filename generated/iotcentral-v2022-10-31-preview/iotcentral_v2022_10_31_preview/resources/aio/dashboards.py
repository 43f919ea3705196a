# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Dashboards of the application and of its organizations, with their tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset

from ...operations import dashboards as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch
    from iotcentral.filters import Field, Filter, OrderBy

    from ... import models

__all__ = ["AsyncDashboards", "AsyncDashboardsRaw"]


class AsyncDashboards(AsyncResource):
    """Dashboards of the application and of its organizations, with their tiles."""

    def list(
        self,
        *,
        filter: str | Filter | Unset = UNSET,
        maxpagesize: int | Unset = UNSET,
        orderby: str | OrderBy | Field | Unset = UNSET,
    ) -> AsyncPager[models.Dashboard]:
        """List the dashboards.

        Returns the dashboards of the application one page at a time, each with its tiles. Follow `nextLink` until a
        page comes without it.

        `GET /api/dashboards` (Dashboards_List)

        Args:
            filter: Condition that the listed items must meet, built from `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `and`,
                `or` and `contains(field, 'text')` on fields of the item. Each kind of list accepts its own few
                fields; without a filter every item is listed.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.
            orderby: Field to sort the list by, followed by `desc` for descending order; ascending is the default.
                Only `displayName` can be sorted on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of dashboards.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"filter": filter, "maxpagesize": maxpagesize, "orderby": orderby})

    async def get(self, dashboard_id: str) -> models.Dashboard:
        """Get a dashboard by its id.

        Returns one dashboard with its tiles. Fails with 404 when the application has no dashboard with this id.

        `GET /api/dashboards/{dashboardId}` (Dashboards_Get)

        Args:
            dashboard_id: Id of the dashboard, a digital twin model identifier of letters, digits, colons and
                semicolons; at most 128 characters. Matches `^[a-zA-Z0-9:;]*$`.

        Returns:
            The dashboard as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"dashboardId": dashboard_id})

    async def create(self, dashboard_id: str, body: models.Dashboard) -> models.Dashboard:
        """Create or replace a dashboard.

        Stores a dashboard under the id in the path and answers with it. A dashboard made this way is never
        personal: it belongs to the application or to the organizations that it names. Fails with 422 when the body
        does not pass validation.

        `PUT /api/dashboards/{dashboardId}` (Dashboards_Create)

        Args:
            dashboard_id: Id of the dashboard, a digital twin model identifier of letters, digits, colons and
                semicolons; at most 128 characters. Matches `^[a-zA-Z0-9:;]*$`.
            body: The whole dashboard, with all its tiles.

        Returns:
            The dashboard as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"dashboardId": dashboard_id}, body=body)

    async def update(
        self, dashboard_id: str, body: models.DashboardPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.Dashboard:
        """Update parts of a dashboard.

        Applies a JSON merge patch to a dashboard and answers with the result. Members left out keep their values;
        `tiles`, being a list, is replaced as a whole. Fails with 404 when the dashboard does not exist and with 412
        when `If-Match` does not match its etag.

        `PATCH /api/dashboards/{dashboardId}` (Dashboards_Update)

        Args:
            dashboard_id: Id of the dashboard, a digital twin model identifier of letters, digits, colons and
                semicolons; at most 128 characters. Matches `^[a-zA-Z0-9:;]*$`.
            body: The members of the dashboard to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The dashboard after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE,
            path={"dashboardId": dashboard_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    async def remove(self, dashboard_id: str) -> None:
        """Delete a dashboard.

        Deletes a dashboard together with its tiles. The devices and device groups that the tiles show are not
        touched. Fails with 404 when the dashboard does not exist.

        `DELETE /api/dashboards/{dashboardId}` (Dashboards_Remove)

        Args:
            dashboard_id: Id of the dashboard, a digital twin model identifier of letters, digits, colons and
                semicolons; at most 128 characters. Matches `^[a-zA-Z0-9:;]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"dashboardId": dashboard_id})

    @property
    def raw(self) -> AsyncDashboardsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncDashboardsRaw(self)


class AsyncDashboardsRaw:
    """The methods of `AsyncDashboards` with the HTTP response beside the value."""

    def __init__(self, dashboards: AsyncDashboards) -> None:
        self.list = async_raw_page(dashboards, AsyncDashboards.list)
        self.get = async_raw(dashboards, AsyncDashboards.get)
        self.create = async_raw(dashboards, AsyncDashboards.create)
        self.update = async_raw(dashboards, AsyncDashboards.update)
        self.remove = async_raw(dashboards, AsyncDashboards.remove)
