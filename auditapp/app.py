"""Wires the parts together; nothing else may. Making the application touches no database."""

import logging
from datetime import timedelta
from functools import partial

import structlog
from flask import Flask, redirect, url_for
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from auditapp import cli
from auditapp.accounts import routes as accounts
from auditapp.accounts.commands import resume
from auditapp.accounts.commands.purging import purge as purge_sign_ins
from auditapp.accounts.commands.purging import purge_people
from auditapp.accounts.queries import LONGEST_SESSION, names_of
from auditapp.checklists import routes as checklists
from auditapp.checklists.commands import purge_drafts
from auditapp.clock import now
from auditapp.config import Settings, secret_key, settings_from
from auditapp.core.permissions import Permission
from auditapp.guide import routes as guide
from auditapp.jobs.runner import Job, Runner
from auditapp.locations import routes as locations
from auditapp.locations.queries import places
from auditapp.messages import routes as messages
from auditapp.messages.commands import deliver_due, send_by, withdraw_ended
from auditapp.messages.commands import purge as purge_messages
from auditapp.phone import routes as phone
from auditapp.phone.routes import api as phone_api
from auditapp.reports import routes as reports
from auditapp.results import routes as results
from auditapp.settings import routes as settings_pages
from auditapp.settings.queries import company as company_now
from auditapp.sheets.purging import purge as purge_uploads
from auditapp.storage import db
from auditapp.storage.orphans import collect as collect_files
from auditapp.visits import routes as visits
from auditapp.visits.commands import run_timers
from auditapp.visits.queries import visits_at
from auditapp.visits.queries.beginning import begun
from auditapp.visits.queries.counting import open_visits, visits_by_version
from auditapp.web import (
    actor,
    addresses,
    assets,
    company,
    components,
    errors,
    headers,
    maintenance,
    pages,
    permits,
)

BLUEPRINTS = (
    accounts.blueprint,
    locations.blueprint,
    checklists.blueprint,
    visits.blueprint,
    results.blueprint,
    reports.blueprint,
    phone.blueprint,
    phone_api.blueprint,
    messages.blueprint,
    settings_pages.blueprint,
    guide.blueprint,
    components.blueprint,
)


def deliver_messages() -> None:
    """Send what is due in the outbox; without a mail server only end what comes too late."""
    mail = company_now().mail
    if mail is None:
        withdraw_ended(now())
    else:
        deliver_due(now, partial(send_by, mail))


def move_visits() -> None:
    """Let the deadlines of visits pass."""
    run_timers(now(), company_now().limits)


def purge() -> None:
    """Erase what has been kept long enough."""
    held = company_now()
    purge_messages(now(), held["keep_messages_days"])
    purge_sign_ins(now(), held["keep_sign_ins_days"])
    purge_people(now(), held["keep_people_months"])
    purge_uploads(now(), held["keep_uploads_days"])
    purge_drafts(now())
    collect_files(now())


JOBS = (
    Job("messages", timedelta(seconds=10), deliver_messages),
    Job("visits", timedelta(minutes=1), move_visits),
    Job("purge", timedelta(days=1), purge, first_after=timedelta(minutes=1)),
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application in numbered steps."""
    # 1. settings
    held = settings or settings_from()
    app = Flask("auditapp", static_folder=None, template_folder=str(assets.TEMPLATES))
    _configure(app, held)
    # 2. the log
    _configure_log()
    # 3. storage
    db.init_app(app, held.data_dir)
    # 4. who asks, unless all is being worked on
    maintenance.register(app, held.data_dir)
    _sign_in(app)
    CSRFProtect(app)
    # 5. how it is answered
    headers.register(app, held.is_https)
    app.extensions["company"] = company_now
    app.extensions["begun"] = begun
    app.extensions["called"] = names_of
    company.register(app)
    pages.register(app)
    errors.register(app)
    addresses.register(app, held.base_url)
    app.before_request(permits.refuse_unmarked)
    # 6. the features
    app.extensions["places"] = places
    app.extensions["open_visits"] = open_visits
    app.extensions["visits_at"] = visits_at
    app.extensions["visits_by_version"] = visits_by_version
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "home", permits.public(home))
    cli.register(app)
    app.extensions["jobs"] = Runner(app, JOBS, partial(maintenance.is_on, held.data_dir))
    # 7. around it all
    assets.register(app)
    if held.trusted_proxies:
        trusted = held.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, trusted, trusted, trusted)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, held: Settings) -> None:
    app.extensions["settings"] = held
    app.config.update(
        SECRET_KEY=secret_key(held),
        SESSION_COOKIE_NAME="auditapp",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=held.is_https,
        PERMANENT_SESSION_LIFETIME=LONGEST_SESSION,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=held.max_upload_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=20_000,
        BABEL_DEFAULT_LOCALE="en",
    )


def _configure_log() -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
    )


def _sign_in(app: Flask) -> None:
    manager = LoginManager(app, add_context_processor=False)  # templates know `actor`
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def _load(token: str) -> actor.SignedIn | None:
        found = resume(token, now())
        return actor.SignedIn(found, token) if found else None


def home() -> Response:
    """Lead each person to where their work begins."""
    person = actor.current_actor()
    if person is None:
        return redirect(url_for("accounts.sign_in"))
    if person.may_everywhere(Permission.SETTINGS_CHANGE) and not begun()["visits"]:
        return redirect(url_for("settings.start"))
    if person.may(Permission.VISIT_READ):
        return redirect(url_for("visits.visits"))
    if person.may(Permission.RESULT_READ):
        return redirect(url_for("results.results"))
    if person.may(Permission.VISIT_FILL):
        return redirect(url_for("phone.visits"))
    return redirect(url_for("accounts.profile"))
