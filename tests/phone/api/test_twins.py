"""The same visit fifty times at once, over real connections: one visit, one score, one receipt."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import repeat
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from auditapp.storage.db import db
from auditapp.visits.models import Arrival, Revision, Submission, SubmissionConflict, Visit
from tests.conftest import serving
from tests.phone.api.conftest import count, payload

TWINS = 50


@pytest.mark.slow
def test_fifty_twins_give_one_visit_and_one_receipt(
    app: Flask, begun: Visit, token_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITAPP_SECRET_KEY", app.config["SECRET_KEY"])
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    kept = {"_user_id": token_of("shopper"), "_fresh": True}
    cookie = f"auditapp={signer.dumps(kept)}"
    uuid, raw = str(uuid4()), payload(begun)
    db.session.rollback()
    with serving(app.extensions["settings"].data_dir) as server:
        host = urlsplit(server.url).netloc

        def ask(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> tuple:
            connection = HTTPConnection(host, timeout=60)
            connection.request(method, f"/api{path}", body, headers)
            answer = connection.getresponse()
            said = answer.status, answer.read(), answer.headers.get("Set-Cookie", "")
            connection.close()
            return said

        _status, said, set_cookie = ask("GET", "/session", {"Cookie": cookie})
        headers = {
            "Cookie": set_cookie.partition(";")[0],
            "X-CSRFToken": json.loads(said)["csrf"],
            "Content-Type": "application/json",
        }

        def send(_twin: int) -> tuple[int, int, bytes]:
            first = ask("PUT", f"/submissions/{uuid}", headers, raw)
            last = ask("POST", f"/submissions/{uuid}/complete", headers)
            return first[0], last[0], last[1]

        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(send, range(TWINS)))
    assert sorted(one[0] for one in answers) == [*repeat(200, TWINS - 1), 201]
    assert {one[1:] for one in answers} == {(200, answers[0][2])}
    made = [count(table) for table in (Arrival, Submission, Revision, SubmissionConflict)]
    assert made == [1, 1, 1, 0]
