"""The demo company: made once, whole, and by the rules that hold for everyone."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import func, select

from auditapp.accounts.models import Grant, Person
from auditapp.checklists.models import ChecklistVersion, DocumentDraft
from auditapp.checklists.queries import problems_of
from auditapp.core.permissions import Role
from auditapp.core.workflow import Limits
from auditapp.demo import company, photos
from auditapp.demo.people import BY_MAIL, HOUSEHOLD
from auditapp.locations.models import Brand, Location
from auditapp.results.queries import FILTERS, SORTS, result_rows
from auditapp.settings.queries import company as company_settings
from auditapp.storage import trail
from auditapp.storage.db import db
from auditapp.visits.commands import run_timers
from auditapp.visits.models import AnswerRow, Revision, Submission, Visit
from auditapp.visits.queries import result_of
from auditapp.web.lists import read_asked
from tests.demo.conftest import FEW, MADE_AT

STATES = {
    "aborted",
    "accepted",
    "approved",
    "assigned",
    "cancelled",
    "final",
    "in progress",
    "in review",
    "missed",
    "planned",
    "published",
    "reassigned",
}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("name", sorted({*photos.PICTURES, *photos.BASKETS}))
def test_photo_is_drawn_the_same_every_time(name: str) -> None:
    first = photos.jpeg(name)
    photos.jpeg.cache_clear()
    assert photos.jpeg(name) == first


def test_company_is_made_whole(small: Flask) -> None:
    with small.app_context():
        assert company.is_built()
        assert not company.is_unfinished()
        assert company_settings()["company_name"] == "Северный дом"
        states = Counter(db.session.scalars(select(Visit.state)))
        assert set(states) == STATES
        waiting = ("assigned", "accepted", "in progress", "planned", "reassigned")
        assert sum(states.values()) - sum(states[one] for one in waiting) == FEW
        assert db.session.scalar(select(func.count(Location.id))) == 12
        assert db.session.scalar(select(func.count(Brand.id))) == 3
        assert trail.verify(db.session()).holds


def test_next_version_of_a_checklist_is_being_written(small: Flask) -> None:
    with small.app_context():
        draft = db.session.scalars(select(DocumentDraft)).one()
        assert (draft.key, draft.is_open, problems_of(draft)) == ("shop-visit", True, [])


def test_every_sheet_is_accepted_without_a_word(small: Flask) -> None:
    with small.app_context():
        said = db.session.execute(select(Revision.problems, Revision.notices)).all()
        assert [one for one in said if one.problems or one.notices] == []
        assert set(db.session.scalars(select(Revision.language))) == {"ru", "en"}


def test_every_checklist_is_used_in_every_brand_it_is_for(small: Flask) -> None:
    with small.app_context():
        used = select(ChecklistVersion.key).join(
            Visit, Visit.checklist_version_id == ChecklistVersion.id
        )
        assert len(set(db.session.scalars(used))) == 7


def test_two_shoppers_share_a_household(small: Flask) -> None:
    with small.app_context():
        shared = select(Person.name).where(Person.household == HOUSEHOLD)
        assert len(db.session.scalars(shared).all()) == 2


def test_eight_shoppers_work_in_the_field(small: Flask) -> None:
    with small.app_context():
        auditors = {one.name for one in company.PEOPLE if one.team == "audit"}
        shoppers = select(Person.name).join(Person.grants).where(Grant.role == Role.SHOPPER)
        assert len(set(db.session.scalars(shoppers)) - auditors) == 8


def test_scores_are_those_of_the_stored_answers(small: Flask) -> None:
    with small.app_context():
        sample = db.session.scalars(select(Visit).join(Submission).order_by(Visit.id)).all()[::9]
        for visit in sample:
            stored = result_of(visit)
            assert stored.revision.total == stored.result.total
            assert stored.revision.verdict == stored.result.verdict.value


def test_neighbours_never_say_the_same(small: Flask) -> None:
    with small.app_context():
        rows = db.session.execute(
            select(Visit.id, Visit.location_id, AnswerRow.question_key, AnswerRow.comment)
            .join(Submission, Submission.visit_id == Visit.id)
            .join(Revision, Revision.submission_id == Submission.id)
            .join(AnswerRow, AnswerRow.revision_id == Revision.id)
            .order_by(Visit.visited_at, Visit.id)
        )
        said: dict[int, set[tuple[str, str]]] = {}
        places: dict[int, int] = {}
        for row in rows:
            places[row.id] = row.location_id
            said.setdefault(row.id, set())
            if row.comment:
                said[row.id].add((row.question_key, row.comment))
        by_place: dict[int, list[int]] = {}
        for visit, place in places.items():
            by_place.setdefault(place, []).append(visit)
        lists = [list(said), *by_place.values()]
        same = [said[a] & said[b] for one in lists for a, b in pairwise(one) if said[a] & said[b]]
        assert same == []


@pytest.mark.parametrize(
    "mail", [one.mail for one in company.PEOPLE if one.role is Role.LOCATION_MANAGER]
)
def test_location_manager_reads_results_of_own_location_only(small: Flask, mail: str) -> None:
    with small.app_context():
        one = BY_MAIL[mail]
        seen = list(result_rows(company.actor_of(one), read_asked({}, [*SORTS], FILTERS)))
        assert {row.location_code for row in seen} == {one.at}
        newest = max(row.visited_on for row in seen)
        assert MADE_AT.date() - newest < timedelta(days=120)


def test_nothing_published_is_open_to_dispute_for_longer_than_it_may(small: Flask) -> None:
    with small.app_context():
        assert run_timers(MADE_AT, Limits()) == 0


def test_there_is_a_way_in_for_each_kind_of_person(small: Flask) -> None:
    with small.app_context():
        links = company.sign_in_links(MADE_AT)
        assert len(links) == len(set(Role)) + 1
        assert {name for name, _ in links.values()} <= {one.name for one in company.PEOPLE}
