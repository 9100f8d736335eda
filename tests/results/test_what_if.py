"""How past visits would have come out by a draft: the same answers, nothing stored."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from auditapp.checklists import commands
from auditapp.checklists.commands import publish
from auditapp.checklists.queries import checklist_version, newest_standard
from auditapp.core.answers import Answer
from auditapp.core.reading import read_checklist, read_standard
from auditapp.core.rescoring import rescore
from auditapp.results import queries
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits.models import Revision, Visit
from tests.reports.samples import CHECKLIST, GOOD, STANDARD, failed
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
DAY = timedelta(days=1)
QUICK = {**GOOD, "till[0].wait": Answer(60)}


@pytest.fixture
def made(app, actor_of):
    """Three results: 78.57 and 92.86 at N-1, a failed one at S-1."""
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        publish(None, AT, STANDARD)
        publish(None, AT, CHECKLIST)
        return [
            add_visit(manager, shopper, "N-1", AT),
            add_visit(manager, shopper, "N-1", AT + DAY, QUICK),
            add_visit(manager, shopper, "S-1", AT + 2 * DAY, failed()),
        ]


@pytest.fixture
def begin(app, actor_of):
    """Begin a draft of the newest version with a change, and return its tree and its page."""

    def make(change, key="shop"):
        with app.app_context():
            held = checklist_version(key) if key == "shop" else newest_standard(key)
            tree = commands.tree_in(held)
            change(tree)
            draft = commands.begin_draft(actor_of("admin"), AT, tree, based_on=held)
            return tree, f"/results/what-if/{draft.public_id}"

    return make


@pytest.fixture
def anew(app, actor_of):
    """Score somebody's visits by the checklist anew by the same version."""

    def find(name, last=200):
        with app.app_context():
            same = read_checklist(commands.tree_in(checklist_version("shop")))
            return rescore(queries.pasts_by(actor_of(name), "shop", same, last).pasts, same)

    return find


def looser(tree):
    tree["pass_mark"] = 70
    tree["sections"][1]["questions"].append({"key": "bag", "type": "yes_no", "text": "A bag?"})
    tree["sections"][0]["questions"] = tree["sections"][0]["questions"][:2]


def test_unchanged_version_moves_nothing(made, anew):
    found = anew("admin")
    assert [one.name for one in found.visits] == made[::-1]
    assert [one.before for one in found.visits] == [one.after for one in found.visits]
    assert [one.before.total for one in found.visits][1:] == [Decimal("92.86"), Decimal("78.57")]
    assert (found.unasked, found.unfit, found.dropped) == ({}, {}, {})


def test_only_visits_that_may_be_seen_and_are_in_averages_count(app, made, anew):
    assert anew("location_manager").visits == ()
    assert [one.name for one in anew("manager", 2).visits] == made[:0:-1]
    with app.app_context(), transaction.write() as session:
        session.scalars(select(Visit).where(Visit.public_id == made[2])).one().state = "excluded"
    assert [one.name for one in anew("manager").visits] == made[1::-1]


def test_draft_of_a_checklist_shows_what_would_move(app, made, begin, client_of):
    _tree, address = begin(looser)
    with app.app_context():
        stored = db.session.scalar(select(func.count(Revision.id)))
    page = client_of("admin").get(address).text
    assert "of 3 visits change" in page
    for words in ("Questions without an answer", "A bag?", "Questions that are gone", "no margin"):
        assert words in page
    assert all(f"/reports/visits/{one}" in page for one in made[:2])
    with app.app_context():
        assert db.session.scalar(select(func.count(Revision.id))) == stored


def test_draft_of_a_standard_scores_by_its_targets_and_limits(
    app, made, begin, actor_of, client_of
):
    def strict(tree):
        tree["target"], tree["tolerance"] = 95, 0
        tree["clauses"][1]["limit"]["at_most"] = 30

    tree, address = begin(strict, "shop-standard")
    with app.app_context():
        new = read_standard(tree)
        visits = queries.pasts_held_against(actor_of("admin"), "shop-standard", new, 200)
        found = rescore(visits.pasts)
    assert found.turned == {("passed", "not passed"): 1}
    assert found.measured["clause", "QUE-1"][1]["missed"] == 3
    page = client_of("admin").get(f"{address}?last=50").text
    assert "Against the standard" in page
    assert "QUE-1" in page


def test_mark_of_a_section_that_decides_is_named(app, made, begin, actor_of, client_of):
    def strict(tree):
        tree["sections"][0]["pass_mark"] = 99

    tree, address = begin(strict)
    page = client_of("admin").get(address).text
    assert "<small>only by the mark of “Welcome”</small>" in page
    assert re.search(r'href="/checklists/" aria-current="true"', page)
    assert not re.search(r'href="/results/" aria-current', page)
    # The other way round: by the version of those visits the mark stood there.
    with app.app_context():
        old, new = read_checklist(tree), read_checklist(commands.tree_in(checklist_version("shop")))
        visits = queries.pasts_by(actor_of("admin"), "shop", new, 200).pasts
        strictly = rescore(visits, old).visits
        pasts = [
            replace(past, checklist=old, worth=one.after)
            for past, one in zip(visits, strictly, strict=True)
        ]
        (turned,) = [one for one in rescore(pasts, new).visits if one.turns]
    assert (turned.before.decided_by, turned.after.decided_by) == (("welcome",), ())


def test_page_says_what_to_do_when_nothing_can_be_scored(made, begin, client_of):
    admin = client_of("admin")
    _tree, faulty = begin(lambda tree: tree.pop("title"))
    assert "1 thing is to be mended" in admin.get(faulty).text
    _tree, same = begin(lambda tree: None)
    assert "No visit gets another total" in admin.get(same).text
    assert client_of("manager").get(same).status_code == 403
