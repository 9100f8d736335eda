"""The last admin stays, whoever tries to remove them and however many at once."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.accounts import commands, queries
from auditapp.accounts.models import Grant
from auditapp.accounts.queries import EVERYWHERE, Scope
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.queries import places
from auditapp.storage.db import db
from auditapp.web.actor import Actor

Find = Callable[[str], Actor]
Clients = Callable[..., FlaskClient]


def own_grant(app: Flask, actor: Actor) -> int:
    with app.app_context():
        grants = select(Grant.id).where(Grant.person_id == actor.person_id, Grant.role == "admin")
        return db.session.scalars(grants).one()


def test_last_admin_is_neither_deactivated_nor_deprived(
    app: Flask, actor_of: Find, client_of: Clients
) -> None:
    me, client = actor_of("admin"), client_of("admin")
    address = f"/accounts/people/{me.public_id}"
    page = client.get(address).text
    assert "This is the last admin" in page
    assert f"{address}/deactivate" not in page
    for done in ("deactivate", f"roles/{own_grant(app, me)}/take"):
        answer = client.post(f"{address}/{done}")
        assert answer.status_code == 409
        assert "Someone must stay admin" in answer.text
        assert 'href="/accounts/people"' in answer.text.partition("<main")[2]
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("scope", [Scope("brand", 1), Scope("location", 1)])
def test_admin_of_a_part_is_no_replacement(app: Flask, actor_of: Find, scope: Scope) -> None:
    me, other = actor_of("admin"), actor_of("manager")
    with app.app_context():
        commands.give_role(me, now(), other.public_id, Role.ADMIN, scope, places)
        with pytest.raises(Problem, match=r"accounts\.last_admin"):
            commands.deactivate(me, now(), me.public_id, places)


def test_deactivated_admin_is_no_replacement(app: Flask, actor_of: Find) -> None:
    me, other = actor_of("admin"), actor_of("manager")
    with app.app_context():
        commands.give_role(me, now(), other.public_id, Role.ADMIN, EVERYWHERE, places)
        commands.deactivate(me, now(), other.public_id, places)
        with pytest.raises(Problem, match=r"accounts\.last_admin"):
            commands.deactivate(me, now(), me.public_id, places)
        with pytest.raises(Problem, match=r"accounts\.last_admin"):
            commands.take_role(me, now(), me.public_id, own_grant(app, me), places)
        commands.reactivate(me, now(), other.public_id, places)
        commands.deactivate(me, now(), me.public_id, places)
        assert queries.has_admin()


@pytest.mark.parametrize("way", ["deactivate", "take"])
def test_of_two_who_remove_each_other_at_once_one_stays(
    app: Flask, actor_of: Find, way: str
) -> None:
    one, other = actor_of("admin"), actor_of("manager")
    with app.app_context():
        commands.give_role(one, now(), other.public_id, Role.ADMIN, EVERYWHERE, places)
    pair = [(actor_of("admin"), actor_of("manager")), (actor_of("manager"), actor_of("admin"))]
    grants = {who.public_id: own_grant(app, who) for who, _ in pair}
    start, told = threading.Barrier(2), []

    def remove(actor: Actor, target: Actor) -> None:
        with app.app_context():
            start.wait()
            try:
                if way == "deactivate":
                    commands.deactivate(actor, now(), target.public_id, places)
                else:
                    key = grants[target.public_id]
                    commands.take_role(actor, now(), target.public_id, key, places)
                told.append("done")
            except Problem as problem:
                told.append(problem.code)
            db.session.remove()

    threads = [threading.Thread(target=remove, args=two) for two in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["accounts.last_admin", "done"]
    with app.app_context():
        assert queries.has_admin()
