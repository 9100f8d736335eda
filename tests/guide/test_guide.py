"""Each role reads its own guide, an admin all, whoever came by a visit's link the shopper's."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.checklists.commands import publish
from auditapp.checklists.models import ChecklistVersion
from auditapp.clock import now
from auditapp.config import ROOT
from auditapp.core.permissions import Role
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.visits.models import Visit

ROLES = [str(role) for role in Role]
OTHERS = [role for role in ROLES if role != Role.ADMIN]


@pytest.fixture
def visit(app: Flask) -> str:
    """A visit that a link may be for."""
    with app.app_context():
        publish(None, now(), (ROOT / "tests" / "phone" / "every_type.yaml").read_text())
    with app.app_context(), transaction.write() as session:
        made = Visit(
            state="planned",
            checklist_version_id=session.scalars(select(ChecklistVersion.id)).one(),
            location=session.query(Location).first(),
            window_from=now(),
            window_to=now(),
            created_at=now(),
        )
        session.add(made)
        session.flush()
        return made.public_id


@pytest.mark.parametrize("role", OTHERS)
def test_guide_of_ones_only_role_is_shown_at_once(
    client_of: Callable[..., FlaskClient], role: str
) -> None:
    answer = client_of(role).get("/guide/")
    assert answer.location == f"/guide/{role}"


def test_admin_chooses_among_all_guides(client_of: Callable[..., FlaskClient]) -> None:
    admin = client_of("admin")
    page = admin.get("/guide/").text
    for role in ROLES:
        assert f'href="/guide/{role}"' in page
        assert admin.get(f"/guide/{role}").status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_guides_of_other_roles_are_refused(
    client_of: Callable[..., FlaskClient], role: str
) -> None:
    client = client_of(role)
    assert {one for one in ROLES if client.get(f"/guide/{one}").status_code == 200} == {role}
    assert {client.get(f"/guide/{one}").status_code for one in ROLES} == {200, 403}


def test_guide_of_no_role_is_not_found(client_of: Callable[..., FlaskClient]) -> None:
    assert client_of("admin").get("/guide/nobody").status_code == 404


def test_guide_asks_strangers_to_sign_in(client_of: Callable[..., FlaskClient]) -> None:
    assert "/accounts/sign-in" in client_of(None).get("/guide/shopper").location


def test_visits_link_opens_the_shoppers_guide_alone(
    client_of: Callable[..., FlaskClient], visit: str
) -> None:
    for who in ("shopper", "admin"):
        client = client_of(who, visit)
        assert client.get("/guide/").location == "/guide/shopper"
        assert client.get("/guide/shopper").status_code == 200
        assert client.get(f"/guide/{Role.ADMIN}").status_code == 403


def test_shopper_reads_it_without_the_companys_name(
    client_of: Callable[..., FlaskClient],
) -> None:
    page = client_of("shopper").get("/guide/shopper").text
    assert "<title>Notes</title>" in page
    assert "auditapp" not in page


def test_guide_is_in_the_readers_language(client_of: Callable[..., FlaskClient]) -> None:
    client = client_of("manager")
    english = client.get("/guide/manager").text
    client.post("/accounts/profile/language", data={"language": "ru"})
    russian = client.get("/guide/manager").text
    assert "Assign a visit</h2>" in english
    assert "Назначить визит</h2>" in russian
    assert "manager-assign.en.webp" in english
    assert "manager-assign.ru.webp" in russian


@pytest.mark.parametrize("role", ROLES)
def test_contents_lead_to_the_tasks(client_of: Callable[..., FlaskClient], role: str) -> None:
    page = client_of("admin").get(f"/guide/{role}").text
    contents = page.partition('class="contents"')[2].partition("</nav>")[0]
    assert contents.count('href="#') == page.count("<h2 id=") > 3


@pytest.mark.parametrize(
    ("who", "address"), [("manager", "/visits/"), ("location_manager", "/results/")]
)
def test_office_has_the_guide_in_its_menu(
    client_of: Callable[..., FlaskClient], who: str, address: str
) -> None:
    assert 'href="/guide/"' in client_of(who).get(address).text


def test_phone_leads_to_the_guide_from_the_list_of_visits(
    client_of: Callable[..., FlaskClient],
) -> None:
    assert 'href="/guide/shopper"' in client_of("shopper").get("/phone/").text
