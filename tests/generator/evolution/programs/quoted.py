from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Optional, cast

if TYPE_CHECKING:
    from shop_v1 import Shop, models
    from shop_v1.models import Square


def sides(app: "Shop", squares: 'list[models.Square]', kind: Literal["models.Square"] = "models.Square") -> "Optional[Square]":
    print("models.Square", kind)
    found: "list[Square] | None" = squares  # the names in quotes are types
    first = cast("models.Square", app.items.get("i1").shape)
    orders: "list[models.Order]" = []
    print([one.express for one in orders], found)
    return first if first.side else None
