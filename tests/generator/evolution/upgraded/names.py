import shop_v2
import shop_v2.models as m
# upgrade: models.Hint: the schema is gone; stop using its model
from shop_v2.models import Circle, Hint as H, Rectangle


def shapes() -> list[m.Shape]:
    square = Rectangle(side=2)
    # upgrade: models.Circle(radius=): the value has another type; pass and read the new type
    found: list[m.Shape] = [square, shop_v2.models.Rectangle(), Circle(radius=1.5)]
    print(H(text="one"), square.side)
    return found


def squares(given: list[Rectangle | None]) -> list[float]:
    return [square.side or 0 for square in given if square]
