"""`flask serve`: prepare the data, say how to get in, and serve until told to stop."""

import gc
import logging
import signal
import socket
import sys
from types import FrameType

import click
import waitress
from flask import Flask, current_app
from flask.cli import with_appcontext

from auditapp.accounts.commands import make_first_link
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import secret_key
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.storage import presence
from auditapp.storage.db import data_dir
from auditapp.web import addresses

THREADS = 8
STOPS = (signal.SIGTERM, signal.SIGINT)
ROOM_BEYOND_BYTES = 48 * 2**20
MIXED = (
    "There are people in this data folder already: --demo adds its company to an empty one only. "
    "Choose another folder with --data-dir."
)
UNFINISHED = (
    "Making the demo company was broken off: delete the folder {folder}, or choose another, and "
    "start again."
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--demo", is_flag=True, help="Add a small company to look at.")
@with_appcontext
def serve(host: str, port: int, demo: bool) -> None:
    """Prepare the data, say how to get in, and serve until told to stop."""
    for number in STOPS:
        signal.signal(number, stop)
    listening = listen(host, port)
    settings = current_app.extensions["settings"]
    try:
        # Until this process ends, however it ends: nobody may put another database here.
        current_app.extensions["presence"] = presence.stay(settings.data_dir)
        bring_up_to_date(settings)
        ways_in = demo_links() if demo else first_link()
    except Problem as problem:
        sys.exit(problem.sentence % problem.details)
    except DocumentErrors as faults:
        first = faults.errors[0]
        sys.exit(f"A file in checklists/ has faults; line {first.line}: {first.message}")
    current_app.config["SECRET_KEY"] = secret_key(settings)
    base = settings.base_url or f"http://{host}:{port}"
    addresses.register(current_app, base)
    keep_what_is_loaded()
    for who, path in ways_in.items():
        click.echo(f"{who}: {base}/accounts/{path}")
    click.echo(f"auditapp listens on http://{host}:{port} (Ctrl-C ends it)")
    app = current_app._get_current_object()
    app.extensions["jobs"].start()
    run(app, listening)
    app.extensions["jobs"].stop()


def keep_what_is_loaded() -> None:
    """Let no later collection go through what is here by now: it stays."""
    # `stop` raises, and what is raised while garbage is collected goes by unheard.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    gc.collect()
    gc.freeze()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def first_link() -> dict[str, str]:
    """Return the one-time link by which the first administrator is made, while there is none."""
    token = make_first_link(now())
    return {"the first administrator": f"first/{token}"} if token else {}


def demo_links() -> dict[str, str]:
    """Make the demo company unless it is there, and a sign-in link for each role."""
    # A start without it has no use for the drawing of photos.
    from auditapp.demo import company

    if company.is_unfinished():
        sys.exit(UNFINISHED.format(folder=data_dir()))
    if not company.is_built():
        if not company.is_empty():
            sys.exit(MIXED)
        click.echo("Making the demo company …")
        company.build(now())
    made = company.sign_in_links(now())
    return {f"{kind}, {name}": f"link/{token}" for kind, (name, token) in made.items()}


def stop(number: int, frame: FrameType | None) -> None:
    """End without a traceback wherever it is; waitress lets requests under way finish."""
    sys.exit(0)


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything is changed; what others hold is said in one sentence."""
    try:
        return socket.create_server((host, port), backlog=128)
    except OSError as error:
        sys.exit(
            f"Cannot listen on {host}:{port} ({error.strerror}): choose another with "
            "--host or --port."
        )


def run(app: Flask, listening: socket.socket) -> None:
    """Answer requests until a signal comes."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is no news
    waitress.serve(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        # Above the application's own bound: it answers with a page, waitress with a bare line.
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + ROOM_BEYOND_BYTES,
        # ProxyFix reads them, if the settings say that a proxy writes them.
        clear_untrusted_proxy_headers=not app.extensions["settings"].trusted_proxies,
        _quiet=True,
    )
