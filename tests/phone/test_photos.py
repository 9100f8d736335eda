"""Photos of one's own visit: shown as they were made anew, under no other name."""

from collections.abc import Callable
from io import BytesIO

from flask.testing import FlaskClient

from auditapp.core.answers import Sheet
from auditapp.visits.models import Visit
from tests.phone.given import form_of, photo


def test_photo_is_shown_as_made_and_never_as_received(
    shopper: FlaskClient, begun: Callable[..., Visit], drafted: Callable[[Visit], Sheet]
) -> None:
    visit, (sent, name) = begun(), photo()
    shopper.post(form_of(visit), data={"f:mood": (BytesIO(sent.getvalue()), name)})
    [sha256] = drafted(visit).answers["mood"].photos
    address = f"/phone/visits/{visit.public_id}/photos"
    with shopper.get(f"{address}/{sha256}") as shown:
        assert shown.mimetype == "image/jpeg"
        assert shown.data != sent.getvalue()
    for other in ("0" * 64, "..", "%2e%2e%2f%2e%2e%2fauditapp.db", sha256.upper()):
        assert shopper.get(f"{address}/{other}").status_code == 404
