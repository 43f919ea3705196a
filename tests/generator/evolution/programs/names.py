import shop_v1
import shop_v1.models as m
from shop_v1.models import Circle, Hint as H, Square


def shapes() -> list[m.Shape]:
    square = Square(side=2)
    found: list[m.Shape] = [square, shop_v1.models.Square(), Circle(radius=1.5)]
    print(H(text="one"), square.side)
    return found


def squares(given: list[Square | None]) -> list[float]:
    return [square.side or 0 for square in given if square]
