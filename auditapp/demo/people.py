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


# Where shoppers live: five who travel in Russia, three on Cyprus. Two of them share a home.
HOUSEHOLD = "H-1"
_SPB, _EKB, _CYPRUS = (
    Position(59.9386, 30.3141),
    Position(56.8378, 60.5971),
    Position(34.685, 33.033),
)
_SHARED = Position(59.9146, 30.2781)


def _shopper(
    name: str,
    mail: str,
    home: Position,
    team: str,
    spoken: tuple[str, ...],
    household: str | None = None,
) -> Someone:
    return Someone(
        name,
        mail,
        Role.SHOPPER,
        language=spoken[0],
        spoken=spoken,
        home=home,
        household=household,
        team=team,
    )


def _field() -> tuple[Someone, ...]:
    found = (
        _shopper("Мария Лебедева", "lebedeva", _SPB, "ru", ("ru",)),
        _shopper("Денис Фомин", "fomin", Position(59.9632, 30.3517), "ru", ("ru",)),
        _shopper("Екатерина Белова", "belova", _SHARED, "ru", ("ru", "en"), HOUSEHOLD),
        _shopper("Павел Белов", "belov", _SHARED, "ru", ("ru",), HOUSEHOLD),
        _shopper("Ирина Пермякова", "permyakova", _EKB, "ru", ("ru",)),
        _shopper("Sophie Turner", "turner", _CYPRUS, "cy", ("en",)),
        _shopper("Marios Ioannou", "ioannou", Position(34.7071, 33.0226), "cy", ("en", "el")),
        _shopper("Hannah Weiss", "weiss", Position(34.7768, 32.4245), "cy", ("en", "de")),
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
