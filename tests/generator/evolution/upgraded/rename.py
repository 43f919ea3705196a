"""Orders, with comments and an unusual format that stay."""

from shop_v2 import Shop, models


def total(app: Shop, count: int) -> float:
    # upgrade: models.Order(): new required member; pass it; data that is stored without it has to be completed (models.Order(address=))
    order = models.Order(item = "book",   count=count, fast=True)  # in a hurry
    if order.fast:
        print("fast")   # printed
    # upgrade: orders.begin_create: the operation has another operationId; call it by its new name
    # upgrade: orders.begin_create(): the operation is no longer long-running; call the method without `begin_`; it returns the result
    return app.orders.place("shop", "o1", order).result().total
