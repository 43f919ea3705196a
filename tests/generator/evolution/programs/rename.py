"""Orders, with comments and an unusual format that stay."""

from shop_v1 import Shop, models


def total(app: Shop, count: int) -> float:
    order = models.Order(item = "book",   count=count, express=True)  # in a hurry
    if order.express:
        print("fast")   # printed
    return app.orders.begin_create("shop", "o1", order).result().total
