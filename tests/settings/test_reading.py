"""What was set holds on pages: language, zone; read by one query, however often it is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from auditapp.settings.models import Setting
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.web.company import company
from tests.messages.conftest import AT


@pytest.fixture
def choose(app: Flask) -> Callable[..., None]:
    """Set settings as if they had been set before."""

    def write(**chosen: Any) -> None:
        with app.app_context(), transaction.write() as session:
            session.add_all(Setting(key=k, value=v, changed_at=AT) for k, v in chosen.items())

    return write


@pytest.mark.parametrize(("wanted", "said"), [("fr", "Войти"), ("en", "Sign in"), ("ru", "Войти")])
def test_language_of_the_company_speaks_where_the_browser_asks_for_none_of_ours(
    client_of: Callable[..., FlaskClient], choose: Callable[..., None], wanted: str, said: str
) -> None:
    choose(default_language="ru")
    page = client_of(None).get("/accounts/sign-in", headers={"Accept-Language": wanted}).text
    assert said in page


def test_times_without_a_place_are_told_by_the_company_s_clock(
    app: Flask, choose: Callable[..., None]
) -> None:
    choose(time_zone="Asia/Vladivostok")
    with app.test_request_context():
        text = app.jinja_env.from_string("{{ at | local_time('', 'short') }}").render(at=AT)
    assert "19:30" in text


def test_page_reads_the_settings_once(app: Flask, client_of: Callable[..., FlaskClient]) -> None:
    client, asked = client_of("admin"), []
    with app.app_context():
        engine = db.engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM settings" in statement:
            asked.append(statement)

    assert client.get("/messages/").status_code == 200
    assert len(asked) == 1


def test_next_request_reads_anew(app: Flask, choose: Callable[..., None]) -> None:
    with app.test_request_context():
        assert company().name == ""
        choose(company_name="Aurora")
        assert company().name == ""
    with app.test_request_context():
        assert company().name == "Aurora"


def test_setting_of_a_newer_version_is_left_alone(app: Flask, choose: Callable[..., None]) -> None:
    choose(no_such_setting=1, company_name="Aurora")
    with app.app_context():
        assert company().name == "Aurora"


def test_failure_is_told_though_the_settings_cannot_be_read(
    app: Flask, client_of: Callable[..., FlaskClient], capsys: pytest.CaptureFixture[str]
) -> None:
    with app.app_context():
        connection = db.engine.raw_connection()
        connection.execute("DROP TABLE settings")
        connection.commit()
        connection.close()
    answer = client_of(None).get("/accounts/sign-in")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "no such table" in capsys.readouterr().out
