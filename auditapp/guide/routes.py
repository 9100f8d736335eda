"""The guides of one's roles, each with pictures of the real screens."""

import re

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import get_locale
from markupsafe import Markup
from werkzeug.wrappers import Response

from auditapp.core.permissions import Permission, Role
from auditapp.core.problems import Problem
from auditapp.guide import queries
from auditapp.web.actor import actor
from auditapp.web.permits import allow

blueprint = Blueprint("guide", __name__, url_prefix="/guide")
TASK = re.compile(r'<h2 id="([a-z-]+)">([^<]+)</h2>')


@blueprint.app_template_global("guide_picture")
def picture(name: str) -> queries.Picture:
    """Return a picture in the reader's language."""
    return queries.picture(name, str(get_locale()))


@blueprint.get("/")
@allow(Permission.GUIDE_READ)
def guides() -> str | Response:
    """Show which guides there are for the reader; the only one at once."""
    mine = queries.readable(actor())
    if len(mine) == 1:
        return redirect(url_for("guide.guide", role=mine[0]))
    return render_template("guide/guides.html", roles=mine)


@blueprint.get("/<role>")
@allow(Permission.GUIDE_READ)
def guide(role: str) -> str:
    """Show the guide of a role: its tasks, one under another."""
    if role not in set(Role):
        raise Problem("web.not_found")
    mine = queries.readable(actor())
    if role not in mine:
        raise Problem("web.forbidden")
    text = Markup(render_template(f"guide/{role}.{get_locale()}.html"))  # noqa: S704 - our own
    # Shoppers read it where they may be seen: without the company's name and the office's menu.
    shell = "pocket" if mine == (Role.SHOPPER,) else "office"
    return render_template(
        f"guide/{shell}.html", role=role, text=text, tasks=TASK.findall(text), roles=mine
    )
