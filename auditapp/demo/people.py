"""Who works with the demo company: at its office, at its locations, and in the field."""

from dataclasses import dataclass

from auditapp.core.permissions import Role
from auditapp.web.positions import Position

DOMAIN = "severny-dom.example"


@dataclass(frozen=True)
class Someone:
    """One person; `at` is the code of a location or the path of a region, empty for everywhere."""

    name: str
    mail: str
    role: Role
    at: str = ""
    language: str = "ru"
    spoken: tuple[str, ...] = ("ru",)
    home: Position | None = None
    household: str | None = None
    phone: str = ""
    team: str = ""

    @property
    def email(self) -> str:
        """Where mails reach them; nobody does in fact."""
        return f"{self.mail}@{DOMAIN}"


def _office() -> tuple[Someone, ...]:
    both = ("ru", "en")
    return (
        Someone("Анна Ковалёва", "kovaleva", Role.ADMIN, spoken=both),
        Someone("Игорь Мельников", "melnikov", Role.MANAGER, spoken=both),
        Someone("Светлана Орлова", "orlova", Role.REVIEWER),
        Someone("James Whitfield", "whitfield", Role.ADMIN, language="en", spoken=("en",)),
        Someone("Наталья Юдина", "yudina", Role.MANAGER, "Урал"),
        Someone("Eleni Georgiou", "georgiou", Role.MANAGER, "Cyprus", "en", ("en", "el")),
        Someone("Claire Donovan", "donovan", Role.REVIEWER, language="en", spoken=("en",)),
        Someone("Ольга Зайцева", "zaytseva", Role.LOCATION_MANAGER, "СД-14"),
        Someone("Роман Гущин", "gushchin", Role.LOCATION_MANAGER, "СД-03"),
        Someone("Тимур Ахметов", "akhmetov", Role.LOCATION_MANAGER, "РС-01"),
        Someone("Вера Лапина", "lapina", Role.LOCATION_MANAGER, "БН-02"),
        Someone("Артём Сизов", "sizov", Role.LOCATION_MANAGER, "СД-30"),
        Someone("Andreas Christou", "christou", Role.LOCATION_MANAGER, "CY-02", "en", ("en", "el")),
    )


# Where shoppers live: as many a team as the rule of ninety days needs at its busiest location.
_HOMES = {
    "spb": (59.9386, 30.3141),
    "ekb": (56.8378, 60.5971),
    "cy": (34.6850, 33.0330),
}
_SHOPPERS = {
    "spb": (
        ("Мария Лебедева", "lebedeva"),
        ("Денис Фомин", "fomin"),
        ("Екатерина Белова", "belova"),
        ("Павел Белов", "belov"),
        ("Галина Шестакова", "shestakova"),
        ("Никита Рябов", "ryabov"),
        ("Алина Садыкова", "sadykova"),
        ("Виктор Карпенко", "karpenko"),
        ("Юлия Громова", "gromova"),
        ("Антон Дёмин", "demin"),
    ),
    "ekb": (
        ("Ирина Пермякова", "permyakova"),
        ("Сергей Уваров", "uvarov"),
        ("Лилия Хасанова", "khasanova"),
        ("Олег Бажов", "bazhov"),
        ("Дарья Зуева", "zueva"),
        ("Михаил Токарев", "tokarev"),
        ("Татьяна Ельцова", "eltsova"),
        ("Глеб Чернов", "chernov"),
    ),
    "cy": (
        ("Sophie Turner", "turner"),
        ("Marios Ioannou", "ioannou"),
        ("Hannah Weiss", "weiss"),
        ("Daniel Brooks", "brooks"),
        ("Katerina Savva", "savva"),
        ("Liam O'Connor", "oconnor"),
        ("Priya Nair", "nair"),
        ("Thomas Berg", "berg"),
    ),
}
HOUSEHOLD = "H-1"
SHARES_HOUSEHOLD = frozenset({"belova", "belov"})


def _field() -> tuple[Someone, ...]:
    found = []
    for team, members in _SHOPPERS.items():
        latitude, longitude = _HOMES[team]
        english = team == "cy"
        for number, (name, mail) in enumerate(members):
            place = 0 if mail in SHARES_HOUSEHOLD else number
            found.append(
                Someone(
                    name,
                    mail,
                    Role.SHOPPER,
                    language="en" if english else "ru",
                    spoken=("en", "el")
                    if english and number % 2
                    else ("en",)
                    if english
                    else ("ru",),
                    home=Position(
                        round(latitude + (place * 37 % 11 - 5) * 0.008, 4),
                        round(longitude + (place * 53 % 13 - 6) * 0.012, 4),
                    ),
                    household=HOUSEHOLD if mail in SHARES_HOUSEHOLD else None,
                    team=team,
                )
            )
    auditors = (
        Someone("Валентина Ершова", "ershova", Role.SHOPPER, team="audit"),
        Someone("Константин Белых", "belykh", Role.SHOPPER, team="audit"),
    )
    return (*found, *auditors)


OFFICE = _office()
FIELD = _field()
PEOPLE = (*OFFICE, *FIELD)
BY_MAIL = {one.mail: one for one in PEOPLE}
# Who is let in from the start, one of each kind, as they are called there.
WAYS_IN = (
    ("admin", "kovaleva"),
    ("manager", "melnikov"),
    ("regional manager", "georgiou"),
    ("reviewer", "orlova"),
    ("shopper", "lebedeva"),
    ("location manager", "zaytseva"),
)
