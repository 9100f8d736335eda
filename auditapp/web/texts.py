"""Texts that leave the application: written in the language of whoever gets them, on no page."""

from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale

from auditapp.config import LANGUAGES
from auditapp.web.pages import local_time


def written(template: str, language: str, **details: Any) -> str:
    """Return a template's text in a language; what it names comes from `details` alone."""
    with force_locale(known(language)):
        return current_app.jinja_env.get_template(template).render(details)


def moment(at: datetime, zone: str, language: str) -> str:
    """Write an instant in a language, as the clock of the zone shows it, with the zone's name."""
    with force_locale(known(language)):
        return f"{local_time(at, zone, 'short')} ({zone})"


def known(language: str) -> str:
    """Return the language if it is one of ours, else the first of them."""
    return language if language in LANGUAGES else LANGUAGES[0]
