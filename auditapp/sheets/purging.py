"""Files brought for import, erased when their time of keeping is over."""

from datetime import datetime, timedelta

from sqlalchemy import select

from auditapp.sheets.models import Upload
from auditapp.sheets.uploads import FOLDER
from auditapp.storage import files, trail, transaction


def purge(at: datetime, days: int) -> int:
    """Erase what was brought more than so many days ago; return how many files went.

    The rows go first: a file left behind by a crash is named nowhere, and harmless.
    """
    before = at - timedelta(days=days)
    with transaction.write() as session:
        old = list(session.scalars(select(Upload).where(Upload.brought_at < before)))
        for upload in old:
            session.delete(upload)
        session.flush()
        kept = set(session.scalars(select(Upload.sha256)))
        if old:
            trail.record(session, None, at, "sheets.purge", "uploads", f"{len(old)}")
    for sha256 in {upload.sha256 for upload in old} - kept:
        files.path_of(FOLDER, sha256).unlink(missing_ok=True)
    return len(old)
