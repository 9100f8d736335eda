"""Where the demo company serves: its locations, and how each of them has been doing."""

from dataclasses import dataclass, field

from auditapp.locations.models import Hours
from auditapp.web.positions import Position

DAILY_10_22 = [[["10:00", "22:00"]]] * 7
SHOP_HOURS = [[["09:00", "21:00"]]] * 6 + [[["10:00", "20:00"]]]
BANK_HOURS = [[["09:00", "19:00"]]] * 5 + [[["10:00", "16:00"]], []]
KITCHEN_HOURS = [[["12:00", "23:00"]]] * 5 + [[["11:00", "24:00"]]] * 2
ALWAYS = [[["00:00", "24:00"]]] * 7

SHOP, AUDIT, ENQUIRY = "shop-visit", "procedure-audit", "enquiry"
RESTAURANT, HOTEL, BANK, STATION = "restaurant-visit", "hotel-stay", "bank-branch", "petrol-station"


@dataclass(frozen=True)
class Site:
    """One location, and the model of its life.

    `level` multiplies how often things go wrong, `weak` that of single themes. Over the months it
    drifts to `drift` times as much; `repaired` names themes that were put right, so many days ago.
    """

    code: str
    name: str
    brand: str
    region: str
    address: str
    position: Position
    time_zone: str
    hours: Hours
    tags: tuple[str, ...]
    checklists: tuple[tuple[str, int], ...]
    team: str
    notes: str = ""
    level: float = 1.0
    drift: float = 1.0
    weak: tuple[tuple[str, float], ...] = ()
    repaired: tuple[tuple[str, int], ...] = ()
    lacks: frozenset[str] = field(default_factory=frozenset)


HOUSE, MAYAK, BANKING = "Северный дом", "Маяк", "Северный дом Банк"
NORTH_WEST, URALS, CYPRUS = "Россия > Северо-Запад", "Россия > Урал", "Cyprus"

# How many visits a checklist gets of about four hundred; `plan` scales that to what is wanted.
SITES = (
    Site(
        "СД-14",
        "«Северный дом» на Садовой",
        HOUSE,
        NORTH_WEST,
        "Санкт-Петербург, Садовая ул., 14",
        Position(59.9343, 30.3351),
        "Europe/Moscow",
        DAILY_10_22,
        ("центр", "самообслуживание"),
        ((SHOP, 26), (AUDIT, 8), (ENQUIRY, 7)),
        "spb",
        "Вход со двора, рядом с аптекой.",
        level=0.8,
        drift=4.4,
        weak=(("queue", 1.3),),
    ),
    Site(
        "СД-03",
        "«Северный дом» на Лиговском",
        HOUSE,
        NORTH_WEST,
        "Санкт-Петербург, Лиговский пр., 30",
        Position(59.9272, 30.3612),
        "Europe/Moscow",
        DAILY_10_22,
        ("торговый центр",),
        ((SHOP, 26), (AUDIT, 8), (ENQUIRY, 7)),
        "spb",
        level=0.8,
        weak=(("queue", 5.5), ("till", 2.5), ("staff", 2.6), ("staff_wait", 3.0)),
        repaired=(("queue", 170), ("till", 170), ("staff", 170), ("staff_wait", 170)),
    ),
    Site(
        "РС-01",
        "Ресторан «Маяк» на Рубинштейна",
        MAYAK,
        NORTH_WEST,
        "Санкт-Петербург, ул. Рубинштейна, 9",
        Position(59.9318, 30.3447),
        "Europe/Moscow",
        KITCHEN_HOURS,
        ("центр", "летняя терраса"),
        ((RESTAURANT, 32), (ENQUIRY, 7)),
        "spb",
        level=0.9,
        weak=(("kitchen", 1.5),),
    ),
    Site(
        "ГС-01",
        "Гостиница «Маяк» в Выборге",
        MAYAK,
        NORTH_WEST,
        "Выборг, ул. Южный Вал, 6",
        Position(60.7128, 28.7354),
        "Europe/Moscow",
        ALWAYS,
        ("42 номера",),
        ((HOTEL, 18), (ENQUIRY, 7)),
        "spb",
        level=1.0,
        weak=(("tech", 2.0),),
    ),
    Site(
        "АЗ-07",
        "АЗС «Маяк» на Мурманском шоссе",
        MAYAK,
        NORTH_WEST,
        "Ленинградская область, трасса Р-21, 41-й км",
        Position(59.8936, 31.0105),
        "Europe/Moscow",
        ALWAYS,
        ("трасса", "кафе"),
        ((STATION, 24),),
        "spb",
        level=0.9,
        weak=(("toilet", 2.2),),
    ),
    Site(
        "БН-02",
        "«Северный дом Банк» на Невском",
        BANKING,
        NORTH_WEST,
        "Санкт-Петербург, Невский пр., 65",
        Position(59.9326, 30.3497),
        "Europe/Moscow",
        BANK_HOURS,
        ("центр",),
        ((BANK, 23), (ENQUIRY, 8)),
        "spb",
        level=0.8,
        weak=(("queue", 1.8),),
    ),
    Site(
        "СД-30",
        "«Северный дом» на Малышева",
        HOUSE,
        URALS,
        "Екатеринбург, ул. Малышева, 71",
        Position(56.8362, 60.6147),
        "Asia/Yekaterinburg",
        SHOP_HOURS,
        ("центр", "мебельный зал"),
        ((SHOP, 26), (AUDIT, 8), (ENQUIRY, 7)),
        "ekb",
        level=1.1,
        weak=(("stock", 1.8),),
    ),
    Site(
        "АЗ-12",
        "АЗС «Маяк» на Сибирском тракте",
        MAYAK,
        URALS,
        "Екатеринбург, Сибирский тракт, 13-й км",
        Position(56.8058, 60.7716),
        "Asia/Yekaterinburg",
        ALWAYS,
        ("трасса",),
        ((STATION, 24),),
        "ekb",
        "Кафе нет, только кофейный автомат.",
        level=1.3,
        lacks=frozenset({"cafe"}),
    ),
    Site(
        "БН-05",
        "«Северный дом Банк» на Ленина",
        BANKING,
        URALS,
        "Екатеринбург, пр. Ленина, 39",
        Position(56.8389, 60.6081),
        "Asia/Yekaterinburg",
        BANK_HOURS,
        ("центр",),
        ((BANK, 23), (ENQUIRY, 7)),
        "ekb",
        level=1.2,
        weak=(("advice", 1.4),),
    ),
    Site(
        "CY-01",
        "Severny Dom, Limassol",
        HOUSE,
        CYPRUS,
        "Anexartisias Street 112, Limassol 3036",
        Position(34.6786, 33.0445),
        "Asia/Nicosia",
        SHOP_HOURS,
        ("city centre",),
        ((SHOP, 26), (ENQUIRY, 7)),
        "cy",
        "Use the entrance from the car park.",
        level=0.8,
        weak=(("advice", 0.6),),
    ),
    Site(
        "CY-02",
        "Mayak Restaurant, Limassol Marina",
        MAYAK,
        CYPRUS,
        "Syntagmatos Square 3, Limassol 3042",
        Position(34.6703, 33.0413),
        "Asia/Nicosia",
        KITCHEN_HOURS,
        ("sea view", "terrace"),
        ((RESTAURANT, 28), (ENQUIRY, 7)),
        "cy",
        level=1.0,
        weak=(("queue", 1.5),),
    ),
    Site(
        "CY-03",
        "Mayak Hotel, Paphos",
        MAYAK,
        CYPRUS,
        "Poseidonos Avenue 27, Paphos 8042",
        Position(34.7554, 32.4147),
        "Asia/Nicosia",
        ALWAYS,
        ("sea view", "118 rooms"),
        ((HOTEL, 18), (ENQUIRY, 7)),
        "cy",
        level=0.9,
        weak=(("breakfast", 1.6),),
    ),
)
BY_CODE = {site.code: site for site in SITES}
WORSE, REPAIRED = "СД-14", "СД-03"
