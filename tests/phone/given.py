"""What tests of the phone pages have in common: addresses and uploads."""

from io import BytesIO

from PIL import Image

from auditapp.storage.db import db
from auditapp.visits.models import Visit


def form_of(visit: Visit) -> str:
    """The address of a visit's form."""
    return f"/phone/visits/{visit.public_id}/form"


def photo(colour: str = "teal") -> tuple[BytesIO, str]:
    """A small true photo, as an upload."""
    stream = BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, "JPEG")
    return BytesIO(stream.getvalue()), f"{colour}.jpg"


def look_again() -> None:
    """Let the test see what requests have written since it last looked."""
    db.session.rollback()
    db.session.expire_all()
