"""A program that has nothing to do with it: shop_v1 is only a word here."""

print("shop_v1")
