from typing import Any

from shop_v2 import Shop


def orders(app: Shop, given: Any) -> None:
    # upgrade: if this is one, Order.express is fast now
    print(given.express)
    print(app.items.get("i1").name)
