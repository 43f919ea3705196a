import asyncio

from shop_v2 import AsyncShop, Shop
from shop_v2 import models


def names(app: Shop) -> list[str]:
    # upgrade: items.list(): new required parameter; pass it in every call (app.items.list(since=))
    return [item.name for item in app.items.list(limit=5)]


def heavy(shop: Shop) -> None:
    # upgrade: items.list(): new required parameter; pass it in every call (app.items.list(since=))
    # upgrade: items.list(colours=): the parameter is gone; stop passing it
    for item in shop.items.list(limit=1, colours=["red"]):
        # upgrade: models.Item.size: the member is gone; stop reading and passing it
        print(item.name, item.size)
        # upgrade: models.Colour.BLUE: a value of an enumeration is gone; stop passing it
        if item.colour == models.Colour.BLUE:
            print(item.mood)
    # upgrade: items.list(): new required parameter; pass it in every call (app.items.list(since=))
    print(shop.items.raw.list(limit=2).value)


async def main() -> None:
    async with AsyncShop("https://shop.example") as app:
        item = await app.items.get("i1")
        print(item.box, item.shape)
        # upgrade: items.list(): new required parameter; pass it in every call (app.items.list(since=))
        async for one in app.items.list():
            print(one.id)


asyncio.run(main())
