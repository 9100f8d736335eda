"""What shoppers buy, eat, fill up with and pay for: each with the receipt that is photographed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One line of a receipt; `course` is a dish's, `keeps` the days that food lasts."""

    name: str
    price: float
    course: str = ""
    keeps: int = 0


@dataclass(frozen=True)
class Basket:
    """What was paid for at once; `name` is its receipt's among the pictures."""

    name: str
    seller: str
    items: tuple[Item, ...]
    english: bool = False
    litres: float = 0
    litre_price: float = 0

    @property
    def total(self) -> float:
        """The sum of the receipt."""
        return round(sum(item.price for item in self.items), 2)


def _baskets(
    name: str, seller: str, english: bool, *orders: tuple[Item, ...]
) -> tuple[Basket, ...]:
    return tuple(
        Basket(f"{name}-{number}", seller, items, english) for number, items in enumerate(orders, 1)
    )


SHOP_RU = _baskets(
    "shop-ru",
    "СЕВЕРНЫЙ ДОМ",
    False,
    (Item("Лампа настольная «Норд»", 1290),),
    (Item("Плед «Онега», 130×170", 1490), Item("Свеча в стакане", 249)),
    (Item("Набор бокалов, 4 шт.", 1190),),
    (Item("Корзина плетёная, М", 690), Item("Полотенце махровое", 399)),
    (Item("Рамка 21×30", 349), Item("Батончик ореховый", 79.9, keeps=120)),
    (Item("Кружка «Ладога»", 279), Item("Чай чёрный, 100 г", 215, keeps=300)),
)
SHOP_EN = _baskets(
    "shop-en",
    "SEVERNY DOM",
    True,
    (Item("Table lamp Nord", 24.9),),
    (Item("Throw Onega, 130×170", 29.9), Item("Scented candle", 6.5)),
    (Item("Set of four glasses", 19.9),),
    (Item("Mug Ladoga", 5.9), Item("Shortbread, 200 g", 3.4, keeps=90)),
    (Item("Picture frame A4", 7.9), Item("Hand towel", 8.5)),
)
RESTAURANT_RU = _baskets(
    "table-ru",
    "РЕСТОРАН МАЯК",
    False,
    (Item("Уха с сёмгой", 620, "starter"), Item("Бефстроганов", 890, "main")),
    (Item("Салат с копчёной форелью", 690, "starter"), Item("Судак с пюре", 980, "main")),
    (Item("Борщ", 490, "starter"), Item("Котлета по-киевски", 760, "main")),
    (Item("Тартар из говядины", 740, "starter"), Item("Медовик", 420, "dessert")),
    (Item("Пельмени с олениной", 680, "main"), Item("Облепиховый чизкейк", 450, "dessert")),
)
RESTAURANT_EN = _baskets(
    "table-en",
    "MAYAK RESTAURANT",
    True,
    (Item("Fish soup", 9.5, "starter"), Item("Grilled sea bream", 22, "main")),
    (Item("Village salad", 8.9, "starter"), Item("Beef stroganoff", 19.5, "main")),
    (Item("Beetroot soup", 7.5, "starter"), Item("Lamb chops", 21, "main")),
    (Item("Grilled halloumi", 8.5, "starter"), Item("Honey cake", 6.9, "dessert")),
    (Item("Seafood linguine", 18.5, "main"), Item("Lemon tart", 6.5, "dessert")),
)
HOTEL_RU = _baskets(
    "room-ru",
    "ГОСТИНИЦА МАЯК",
    False,
    (Item("Проживание, 1 ночь", 5400), Item("Завтрак", 650)),
    (Item("Проживание, 2 ночи", 10400),),
)
HOTEL_EN = _baskets(
    "room-en",
    "MAYAK HOTEL",
    True,
    (Item("Room, 1 night", 96), Item("Breakfast", 12)),
    (Item("Room, 2 nights", 184),),
)


def _fuel(number: int, grade: str, litres: float, price: float) -> Basket:
    item = Item(f"{grade}, {litres:.2f} л".replace(".", ","), round(litres * price, 2))
    return Basket(f"fuel-{number}", "АЗС МАЯК", (item,), False, litres, price)


FUEL = (
    _fuel(1, "АИ-95", 30.0, 61.4),
    _fuel(2, "АИ-92", 25.0, 57.2),
    _fuel(3, "АИ-95", 20.0, 61.4),
    _fuel(4, "АИ-95", 41.35, 61.4),
    _fuel(5, "ДТ", 35.0, 69.8),
)
BASKETS = {
    basket.name: basket
    for group in (
        SHOP_RU,
        SHOP_EN,
        RESTAURANT_RU,
        RESTAURANT_EN,
        HOTEL_RU,
        HOTEL_EN,
        FUEL,
    )
    for basket in group
}
