from typing import Any

from shop_v1 import Shop


def orders(app: Shop, given: Any) -> None:
    print(given.express)
    print(app.items.get("i1").name)
