"""The demo company: made once, whole, and by the rules that hold for everyone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from auditapp.checklists.commands import load_shipped
from auditapp.checklists.source import read_source
from auditapp.cli.data import SHIPPED
from auditapp.clock import now
from auditapp.core.asking import ask
from auditapp.core.document import Checklist
from auditapp.core.permissions import Role
from auditapp.demo import company, photos, stories
from auditapp.demo.answers import fill
from auditapp.storage import trail
from auditapp.storage.db import db
from auditapp.visits.models import Submission, Visit

STORIES = {
    "GOOD": company.SHOP,
    "FAIR": company.SHOP,
    "SLOW": company.SHOP,
    "WITHOUT_RECEIPT": company.SHOP,
    "LEFT_WITHOUT_BUYING": company.SHOP,
    "AUDIT": company.AUDIT,
}


@pytest.mark.parametrize("name", STORIES)
def test_story_answers_all_that_is_asked_and_nothing_else(name: str) -> None:
    story = getattr(stories, name)
    checklist = read_source((SHIPPED / f"{STORIES[name]}.yaml").read_bytes())
    assert isinstance(checklist, Checklist)
    held = {key: said.photo for key, said in story.items() if said.photo}
    asking = ask(checklist, fill(checklist, story, now(), held))
    assert asking.problems == ()
    assert asking.notices == ()


@pytest.mark.parametrize("name", sorted(photos.PICTURES))
def test_photo_is_drawn_the_same_every_time(name: str) -> None:
    assert photos.jpeg(name) == photos.jpeg(name)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_company_is_made_whole(app: Flask) -> None:
    with app.app_context():
        load_shipped(now(), SHIPPED)
        assert not company.is_built()
        company.build(now() + timedelta(seconds=1))
        assert company.is_built()
        states = dict(
            db.session.execute(select(Visit.state, func.count()).group_by(Visit.state)).all()
        )
        assert states == {
            "assigned": 2,
            "accepted": 1,
            "in progress": 1,
            "in review": len(company.DONE),
        }
        assert all(flags == [] for flags in db.session.scalars(select(Submission.flags)))
        assert set(company.sign_in_links(now())) == set(Role)
        assert trail.verify(db.session()).holds
