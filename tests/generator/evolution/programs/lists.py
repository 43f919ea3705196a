import asyncio

from shop_v1 import AsyncShop, Shop
from shop_v1 import models


def names(app: Shop) -> list[str]:
    return [item.name for item in app.items.list(top=5)]


def heavy(shop: Shop) -> None:
    for item in shop.items.list(top=1, colours=["red"]):
        print(item.name, item.size)
        if item.colour == models.Colour.BLUE:
            print(item.mood)
    print(shop.items.raw.list(top=2).value)


async def main() -> None:
    async with AsyncShop("https://shop.example") as app:
        item = await app.items.get("i1")
        print(item.box, item.shape)
        async for one in app.items.list():
            print(one.id)


asyncio.run(main())
