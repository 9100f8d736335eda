"""The outbox: what is written to people, what became of it, and what waits to be handed on."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.messages import commands, queries
from auditapp.messages.forms import TestForm
from auditapp.messages.models import LINK_MARK, Message
from auditapp.web.actor import actor
from auditapp.web.company import company
from auditapp.web.lists import read_asked
from auditapp.web.pages import language
from auditapp.web.permits import allow

blueprint = Blueprint("messages", __name__, url_prefix="/messages")


@blueprint.get("/")
@allow(Permission.MESSAGE_READ, everywhere=True)
def messages() -> str:
    """List the outbox; what no mail server takes stands above it, to be handed on."""
    asked = read_asked(request.args or {"desc": "1"}, tuple(queries.ORDERS), ["state"])
    return render_template(
        "messages/messages.html",
        page=queries.messages(actor(), asked),
        waiting=queries.to_hand_on(actor(), now(), company().mail is not None),
        **_words(),
    )


@blueprint.get("/<message_id>")
@allow(Permission.MESSAGE_READ, everywhere=True)
def message(message_id: str) -> str:
    """Show one message and where it stands."""
    found = queries.message_for(actor(), message_id)
    why, said = queries.reason_of(found)
    return render_template("messages/message.html", message=found, why=why, said=said, **_words())


@blueprint.post("/<message_id>/hand-on")
@allow(Permission.MESSAGE_READ, everywhere=True)
def hand_on(message_id: str) -> Response:
    """Note that it was handed on by other means."""
    commands.hand_on(actor(), now(), message_id)
    return _back(gettext("Noted as handed on. The link is no longer shown here."))


@blueprint.post("/<message_id>/withdraw")
@allow(Permission.MESSAGE_READ, everywhere=True)
def withdraw(message_id: str) -> Response:
    """Keep it from going."""
    commands.withdraw(actor(), now(), message_id)
    return _back(gettext("Withdrawn: it will not be sent."))


@blueprint.post("/<message_id>/try-again")
@allow(Permission.MESSAGE_READ, everywhere=True)
def try_again(message_id: str) -> Response:
    """Let it be sent at once."""
    commands.try_again(actor(), now(), message_id)
    flash(gettext("It will be tried again within a minute."))
    return redirect(url_for("messages.message", message_id=message_id), 303)


@blueprint.post("/test")
@allow(Permission.MESSAGE_READ, everywhere=True)
def send_test() -> Response:
    """Send a message to see whether mail works, and say what came of it."""
    form, mail = TestForm(), company().mail
    if mail is None:
        raise Problem("messages.no_mail")
    if not form.validate():
        raise Problem("messages.address_wrong")
    send = partial(commands.send_by, mail)
    _say(commands.send_test(actor(), now(), form.to.data, language(), send))
    return redirect(url_for("settings.group", group="mail"), 303)


def _say(message: Message) -> None:
    why, said = queries.reason_of(message)
    if message.state == "sent":
        flash(gettext("The mail server took it: look into %(to)s.", to=message.address))
    else:
        flash(" ".join(filter(None, (gettext(why), said))), "missed")


def _back(words: str) -> Response:
    flash(words)
    return redirect(url_for("messages.messages"), 303)


def _words() -> dict[str, object]:
    return {
        "kinds": queries.KINDS,
        "states": queries.SAID_STATES,
        "mark": LINK_MARK,
        "has_mail": company().mail is not None,
    }
