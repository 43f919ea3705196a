from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Optional, cast

if TYPE_CHECKING:
    from shop_v2 import Shop, models
    from shop_v2.models import Rectangle


def sides(app: "Shop", squares: 'list[models.Rectangle]', kind: Literal["models.Square"] = "models.Square") -> "Optional[Rectangle]":
    print("models.Square", kind)
    found: "list[Rectangle] | None" = squares  # the names in quotes are types
    first = cast("models.Rectangle", app.items.get("i1").shape)
    orders: "list[models.Order]" = []
    print([one.fast for one in orders], found)
    return first if first.side else None
