"""A server that looks whether a submission is there, then writes it, and has no constraint."""

import os
import re
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import select

BETWEEN_S = 0.02
_never = Event()


def spoil() -> None:
    """Look first and write afterwards."""
    from auditapp.storage.db import FILE_NAME, connect, db
    from auditapp.visits.commands import arriving
    from auditapp.visits.models import Arrival

    folder = Path(os.environ["AUDITAPP_DATA_DIR"])
    with closing(connect(folder / FILE_NAME, foreign_keys=False)) as database:
        for table in ("arrivals", "submissions"):
            _free(database, table)
    begin = arriving._begin

    def looking(actor: Any, at: Any, parcel: Any, device_at: Any) -> Any:
        known = db.session.scalar(select(Arrival.id).where(Arrival.uuid == parcel.uuid))
        if known is not None:
            return arriving._met_again(actor, at, parcel, device_at)
        db.session.rollback()
        _never.wait(BETWEEN_S)
        return begin(actor, at, parcel, device_at)

    arriving._begin = looking


def _free(database: Any, table: str) -> None:
    """Make an empty table anew without what keeps its rows single."""
    made = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL"
    (plan,) = database.execute(made, (table, "table")).fetchone()
    indexes = [row[0] for row in database.execute(made, (table, "index")).fetchall()]
    database.execute(f"DROP TABLE {table}")
    database.execute(re.sub(r",\s*CONSTRAINT \w+ UNIQUE \([^)]*\)", "", plan))
    for index in indexes:
        database.execute(index)
