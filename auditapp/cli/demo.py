"""`flask demo`: make the demo company with as many visits as wanted, to look at or to load."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from auditapp.cli.data import bring_up_to_date
from auditapp.cli.serve import UNFINISHED
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.storage.db import data_dir

MOST_VISITS = 100_000
MIXED = (
    "There are people in this data folder already: the demo company is added to an empty one only. "
    "Choose another folder with AUDITAPP_DATA_DIR."
)
BUILT = "The demo company is in this data folder already: choose another with AUDITAPP_DATA_DIR."


@click.command("demo")
@click.option(
    "--visits",
    default=400,
    show_default=True,
    type=click.IntRange(1, MOST_VISITS),
    help="How many visits there were.",
)
@with_appcontext
def demo(visits: int) -> None:
    """Make the demo company in an empty data folder, with as many visits as wanted."""
    # No other command has a use for the drawing of photos.
    from auditapp.demo import company

    try:
        bring_up_to_date(current_app.extensions["settings"])
    except Problem as problem:
        sys.exit(problem.sentence % problem.details)
    if company.is_unfinished():
        sys.exit(UNFINISHED.format(folder=data_dir()))
    if company.is_built():
        sys.exit(BUILT)
    if not company.is_empty():
        sys.exit(MIXED)
    begun = now()
    with click.progressbar(length=visits, label=f"Making {visits} visits") as bar:
        company.build(begun, visits, lambda done: bar.update(min(done, visits) - bar.pos))
    seconds = (now() - begun).total_seconds()
    click.echo(f"Made {visits} visits in {seconds:.0f} s. Start with `python3 run.py --demo`.")
