"""What phones keep: the worker, its switch, blank pages with nothing personal, the icon."""

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.config import ConfigError, Settings, settings_from
from auditapp.visits.models import Visit


def shell_of(worker: str) -> list[str]:
    """The addresses that a worker keeps."""
    found = re.search(r"const SHELL=(\[.*?\]);", worker)
    assert found
    addresses: list[str] = json.loads(found[1])
    return addresses


def test_worker_is_asked_for_anew_and_all_that_it_keeps_is_there(shopper: FlaskClient) -> None:
    answer = shopper.get("/phone/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"
    shell = shell_of(answer.text)
    for name in ("phone/main.js", "view/form.js", "form.css", "more.css", "later.js", "blank/ru"):
        assert any(address.endswith(name) for address in shell), name
    for address in shell:
        with shopper.get(address) as told:
            assert told.status_code == 200, address


def test_switched_off_worker_keeps_nothing(app: Flask) -> None:
    held = app.extensions["settings"]
    other = create_app(Settings(data_dir=held.data_dir, secret_key="a", phone_worker="off"))  # noqa: S106
    worker = other.test_client().get("/phone/sw.js").text
    assert "unregister" in worker
    assert "indexedDB" not in worker
    assert "fetch" not in worker


def test_switch_is_on_or_off() -> None:
    assert settings_from({}).phone_worker == "on"
    assert settings_from({"AUDITAPP_PHONE_WORKER": "off"}).phone_worker == "off"
    with pytest.raises(ConfigError):
        settings_from({"AUDITAPP_PHONE_WORKER": "maybe"})


@pytest.mark.parametrize("language", ["en", "ru"])
def test_blank_pages_are_the_same_for_everybody(
    app: Flask,
    browser: Callable[[str], FlaskClient],
    assigned: Callable[..., Visit],
    language: str,
) -> None:
    visit = assigned()
    sha256 = visit.checklist_version.sha256
    for path in (f"/phone/blank/{language}", f"/phone/briefs/{sha256}/{language}"):
        pages = [browser(name).get(path) for name in ("shopper", "stranger")]
        bare = {re.sub(r"nonce-\S+", "", page.text) for page in pages}
        assert len(bare) == 1
        assert f'<html lang="{language}"' in pages[0].text
        for personal in (visit.public_id, "Forest Street", 'csrf_token" value'):
            assert personal not in pages[0].text
        assert "Set-Cookie" not in pages[0].headers
    assert app.test_client().get(f"/phone/blank/{language}").status_code == 200
    assert app.test_client().get("/phone/blank/xx").status_code == 404


def test_manifest_is_as_quiet_as_the_title(app: Flask) -> None:
    told = app.test_client().get("/phone/manifest.webmanifest", headers={"Accept-Language": "ru"})
    assert told.json["name"] == told.json["short_name"] == "Заметки"
    assert told.json["scope"] == "/phone/"


def test_pages_name_the_files_of_their_own_view_and_no_others(
    shopper: FlaskClient, assigned: Callable[..., Visit]
) -> None:
    visit = assigned()
    files = {"/phone/practice": set(), f"/phone/visits/{visit.public_id}": {"visit", "where"}}
    for path, views in files.items():
        page = shopper.get(path).text
        assert set(re.findall(r'rel="modulepreload" href="\S+/view/(\w+)\.js"', page)) == views
        assert re.search(r'<script type="module" src="/static/\w+/phone/main\.js"', page)
