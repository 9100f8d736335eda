"""The plain facts of a visit, by checklist: what was bought, who came, which way it went.

Facts never score, or decide what is asked at all; what goes wrong is for `life` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from auditapp.core.states import Asked
from auditapp.demo import goods
from auditapp.demo.answers import Said
from auditapp.demo.said import asides
from auditapp.demo.sites import Site

if TYPE_CHECKING:
    from auditapp.demo.life import Visitor

Fact = Said | Callable[["Visitor", Asked], Said | None]


@dataclass
class Scene:
    """Facts by question, or by question and turn; `opening` begins the turns there were."""

    facts: Mapping[str, Fact]
    opening: Mapping[str, Said] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()

    def tell(self, visitor: Visitor, one: Asked) -> Said | None:
        """Return the fact that answers a question, None if there is none."""
        fact = self.facts.get(one.key) or self.facts.get(one.question.key)
        if fact is None or isinstance(fact, Said):
            return fact
        return fact(visitor, one)


def shop(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """A visit to a shop: mostly with a purchase, of one thing or two."""
    basket = rng.choice(goods.SHOP_EN if language == "en" else goods.SHOP_RU)
    facts: dict[str, Fact] = {
        "people_ahead": people_ahead,
        "till_wait": till_wait,
        "purchase_made": Said("yes"),
        "payment": Said(rng.choice(("card", "card", "phone", "cash"))),
        **extra_mile(rng, asides.SHOP_EXTRA, language),
    }
    if rng.random() < 0.05:
        reason, ru, en = rng.choice(asides.NO_PURCHASE)
        facts["purchase_made"] = Said("no")
        facts["no_purchase_reason"] = Said(reason, en if language == "en" else ru)
        return Scene(facts)
    opening = {}
    for turn, item in enumerate(basket.items):
        start = f"items[{turn}]"
        opening[f"{start}.item_name"] = Said(item.name)
        facts[f"{start}.label_price"] = _label_price(item.price)
        facts[f"{start}.receipt_price"] = Said(item.price)
        facts[f"{start}.price_match"] = _fixed
        facts[f"{start}.use_by"] = use_by(at, item)
    return Scene(facts, opening, {"receipt_photo": basket.name})


def _label_price(price: float) -> Fact:
    """The price on the label is that of the receipt, unless the till asked for more."""

    def tell(visitor: Visitor, one: Asked) -> Said:
        match = one.key.replace("label_price", "price_match")
        question = one.section.questions[one.section.questions.index(one.question) + 2]
        drawn = None
        if visitor.answers.get("receipt_given") != "no":
            drawn = visitor.trouble(one._replace(key=match, question=question))
        visitor.fixed[match] = drawn or Said("same")
        dearer = drawn is not None and drawn.value in ("higher", "corrected")
        return Said(
            round(price * 0.9)
            if dearer and price >= 100
            else price
            if not dearer
            else round(price * 0.9, 1)
        )

    return tell


def _fixed(visitor: Visitor, one: Asked) -> Said | None:
    return visitor.fixed.get(one.key)


def use_by(at: datetime, item: goods.Item) -> Said:
    """The date on the pack; what is no food has none."""
    if not item.keeps:
        return Said(na=True)
    return Said((at + timedelta(days=item.keeps * 2 // 3)).date().isoformat())


def people_ahead(visitor: Visitor, one: Asked) -> Said:
    """How many stood in the queue."""
    crowd = 1.2 * (0.5 + 0.5 * visitor.severity("queue"))
    return Said(min(9, int(visitor.rng.expovariate(1 / crowd))))


def till_wait(visitor: Visitor, one: Asked) -> Said | None:
    """A wait that fits the number of people ahead."""
    ahead = visitor.answers.get("people_ahead") or 0
    return visitor.measure(one, (22 + 44 * ahead) / 95)


def extra_mile(rng: Random, pool: asides.Pool, language: str) -> dict[str, Fact]:
    """Now and then somebody does more than they have to."""
    if rng.random() > 0.14:
        return {"extra_mile": Said("no")}
    return {"extra_mile": Said("yes"), "extra_mile_what": _words(pool, language)}


def _words(pool: asides.Pool, language: str) -> Fact:
    def tell(visitor: Visitor, one: Asked) -> Said:
        lines = pool[language == "en"]
        return Said(visitor.memory.choose(lines, visitor.site.code, visitor.rng) or lines[0])

    return tell


def _told(value: Any, pool: asides.Pool, language: str) -> Fact:
    """An answer that always needs words."""

    def tell(visitor: Visitor, one: Asked) -> Said:
        lines = pool[language == "en"]
        words = visitor.memory.choose(lines, visitor.site.code, visitor.rng) or lines[0]
        return Said(value, words)

    return tell


def audit(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """An announced audit: two tills, a few complaints, three timings."""
    appeals = rng.choice((0, 2, 3, 4, 6))
    opening = {f"tills[{turn}].till_name": Said(str(turn + 1)) for turn in range(2)}
    facts: dict[str, Fact] = {
        "auditee_role": Said(rng.choice(("manager", "manager", "deputy", "shift_lead"))),
        "audited_before": Said("yes"),
        "last_audit_date": Said((at - timedelta(days=rng.randint(48, 61))).date().isoformat()),
        "opened_at": Said(rng.choice(("09:56", "09:58", "10:00", "09:54"))),
        "posts_in_rota": Said(rng.randint(5, 9)),
        "appeals_total": Said(appeals),
        "drill_date": Said((at - timedelta(days=rng.randint(25, 150))).date().isoformat()),
        "good_practice": Said("yes" if rng.random() < 0.3 else "no"),
        "good_practice_what": _words(asides.GOOD_PRACTICE, language),
        "obstacles": _words(asides.OBSTACLES, language),
    }
    if site.code.startswith("СД-30"):
        facts["opened_at"] = Said(rng.choice(("08:56", "08:58", "09:00")))
    for turn in range(min(appeals, 2)):
        facts[f"appeals[{turn}].response_days"] = _measured
        opening[f"appeals[{turn}].cause_recorded"] = Said("yes" if rng.random() < 0.8 else "no")
    for turn in range(3):
        moment = at + timedelta(minutes=25 + turn * 17)
        opening[f"waiting[{turn}].timed_at"] = Said(moment.isoformat(timespec="minutes"))
    aside = frozenset({"returns"}) if rng.random() < 0.2 else frozenset()
    return Scene(facts, opening, {"auditee_signature": "signature"}, aside)


def _measured(visitor: Visitor, one: Asked) -> Said | None:
    return visitor.measure(one)


def restaurant(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """A meal of two dishes, mostly with something to drink."""
    orders = goods.RESTAURANT_EN if language == "en" else goods.RESTAURANT_RU
    order = rng.choice(orders)
    opening, facts = {}, dict[str, Fact]()
    for turn, item in enumerate(order.items):
        opening[f"dishes[{turn}].dish_name"] = Said(item.name)
        facts[f"dishes[{turn}].course"] = Said(item.course)
    for turn, role in enumerate(("host", "waiter")):
        opening[f"contacts[{turn}].staff_role"] = Said(role)
    problem = rng.random() < 0.1
    facts |= {
        "booking_way": Said(rng.choice(("phone", "online", "walk_in"))),
        "drinks_ordered": Said("yes" if rng.random() < 0.8 else "no"),
        "problem_raised": Said("yes" if problem else "no"),
        "problem_solved": _told(
            rng.choice(("at_once", "at_once", "reminded")), asides.DISH_PROBLEM, language
        ),
        "payment": Said(rng.choice(("card", "card", "cash"))),
        "left_at": Said((at + timedelta(minutes=rng.randint(55, 95))).strftime("%H:%M")),
        **extra_mile(rng, asides.TABLE_EXTRA, language),
    }
    return Scene(facts, opening, {"receipt_photo": order.name})


def hotel(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """A stay of one night or two."""
    bills = goods.HOTEL_EN if language == "en" else goods.HOTEL_RU
    nights = rng.choice((1, 1, 2))
    bill = bills[nights - 1]
    opening = {
        "requests[0].request_kind": Said("item"),
        "requests[1].request_kind": Said("advice"),
    }
    facts: dict[str, Fact] = {
        "booking_way": Said(rng.choice(("phone", "own_site", "agency"))),
        "problem_kind": Said("assigned" if rng.random() < 0.6 else "none"),
        "problem_reported_at": Said(
            (at + timedelta(minutes=rng.randint(40, 150))).isoformat(timespec="minutes")
        ),
        "problem_solved": _told(
            rng.choice(("at_once", "at_once", "at_once", "reminded")),
            asides.ROOM_PROBLEM,
            language,
        ),
        "breakfast_terms": Said("bought" if nights == 1 else "included"),
        "left_on": Said((at + timedelta(days=nights)).date().isoformat()),
        "payment": Said("card"),
        "requests[1].request_done": Said("at_once"),
        **extra_mile(rng, asides.STAY_EXTRA, language),
    }
    aside = frozenset({"cleaning"}) if nights == 1 else frozenset[str]()
    return Scene(facts, opening, {"receipt_photo": bill.name}, aside)


def bank(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """A consultation: one of five products, a host and an adviser."""
    seen = rng.random() > 0.025
    facts: dict[str, Fact] = {
        "queue_entry": Said(rng.choice(("machine", "machine", "staff", "appointment"))),
        "people_waiting": lambda visitor, one: Said(
            min(
                14,
                int(visitor.rng.expovariate(1 / (2.2 * (0.5 + 0.5 * visitor.severity("queue"))))),
            )
        ),
        "queue_wait": lambda visitor, one: visitor.measure(
            one, (70 + 130 * (visitor.answers.get("people_waiting") or 0)) / 330
        ),
        "specialist_seen": Said("yes") if seen else _told("no", asides.NOT_SEEN, language),
        "product": Said(rng.choice(("deposit", "savings", "debit_card", "credit_card", "loan"))),
        "investment_offered": Said("yes" if rng.random() < 0.3 else "no"),
        "data_asked": Said("yes" if rng.random() < 0.6 else "no"),
        "follow_up_promised": Said("yes" if rng.random() < 0.4 else "no"),
        "contacts[1].contact_handover": Said("not_handed"),
    }
    opening = {
        "contacts[0].contact_role": Said("host"),
        "contacts[1].contact_role": Said("specialist"),
    }
    return Scene(facts, opening if seen else {}, {"papers_photo": "papers"})


def station(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """Filling up at one pump, with a look at the next."""
    fill = rng.choice(goods.FUEL)
    first, second = rng.sample(range(1, 7), 2)
    served = rng.random() < 0.6
    facts: dict[str, Fact] = {
        "board_price": Said(fill.litre_price),
        "after_dark": Said("yes" if is_dark(at) else "no"),
        "spill_seen": Said("yes" if rng.random() < 0.04 else "no"),
        "pumps[0].pump_state": Said("works"),
        "attendant": Said("staff" if served else "self"),
        "pay_place": Said("till" if rng.random() < 0.8 else "terminal"),
        "pump_litres": Said(fill.litres),
        "receipt_litres": Said(fill.litres),
    }
    opening = {
        f"pumps[{turn}].pump_number": Said(str(number))
        for turn, number in enumerate((first, second))
    }
    return Scene(facts, opening, {"receipt_photo": fill.name}, frozenset(site.lacks))


def is_dark(at: datetime) -> bool:
    """Whether lamps are needed: early in winter, late in summer."""
    dusk = {11: 16, 12: 16, 1: 16, 2: 17, 10: 18, 3: 19}.get(at.month, 21)
    return not 8 <= at.hour < dusk


def enquiry(site: Site, at: datetime, language: str, rng: Random) -> Scene:
    """A question by telephone or chat, answered by one person or two."""
    reached = rng.random() > 0.035
    passed = rng.random() < 0.2
    channel = rng.choice(("phone", "phone", "site_chat", "messenger"))
    due = at + timedelta(hours=rng.randint(2, 5))
    facts: dict[str, Fact] = {
        "channel": Said(channel),
        "topic": Said(rng.choice(("price", "booking", "status", "problem"))),
        "bot_first": Said("yes" if rng.random() < 0.6 else "no"),
        "menu_levels": Said(rng.choice((0, 1, 2, 2, 2, 3))),
        "reached": Said("yes")
        if reached
        else _told("no", asides.NOBODY[channel != "phone"], language),
        "held": Said("yes" if rng.random() < 0.35 else "no"),
        "callback_promised": Said("yes" if rng.random() < 0.2 else "no"),
        "callback_due": Said(due.isoformat(timespec="minutes")),
        "recording_lawful": Said("not_recorded"),
    }
    opening = {}
    if reached and passed:
        facts["staff[0].passed_on"] = Said("warm")
        facts["staff[1].passed_on"] = Said("not_passed")
        opening = {f"staff[{turn}].staff_greeted": Said("yes") for turn in range(2)}
    elif reached:
        facts["staff[0].passed_on"] = Said("not_passed")
    return Scene(facts, opening, {"chat_screens": "chat"})


SCENES: dict[str, Callable[[Site, datetime, str, Random], Scene]] = {
    "bank-branch": bank,
    "enquiry": enquiry,
    "hotel-stay": hotel,
    "petrol-station": station,
    "procedure-audit": audit,
    "restaurant-visit": restaurant,
    "shop-visit": shop,
}
