"""Breaking off with photos: kept like any other, few, seen by the office and by nobody else."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from auditapp.visits import queries
from auditapp.visits.models import Visit
from tests.phone.given import look_again, photo

Begun = Callable[..., Visit]
CLOSED = {"kind": "closed", "reason": "A notice on the door"}
FIELD = "f:~abort"
COLOURS = ("teal", "olive", "navy", "gray")


@pytest.fixture
def visit(begun: Begun) -> Visit:
    return begun()


def breaking_off(visit: Visit) -> str:
    return f"/phone/visits/{visit.public_id}/abort"


def kept(visit: Visit) -> list[str]:
    look_again()
    return [row.photo.sha256 for row in queries.abort_photos(visit)]


def test_photos_are_kept_and_shown_to_the_office(
    shopper: FlaskClient, browser: Callable[[str], FlaskClient], visit: Visit
) -> None:
    proofs = [photo("teal"), photo("olive")]
    done = shopper.post(breaking_off(visit), data={**CLOSED, FIELD: proofs})
    assert done.status_code == 303
    held = kept(visit)
    assert len(held) == 2
    assert visit.state == "aborted"
    office = browser("manager")
    page = office.get(f"/visits/{visit.public_id}").text
    for address in re.findall(r'(?:src|href)="(/visits/[^"]+/photos/[^"]+)"', page):
        with office.get(address) as shown:
            assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert page.count("/photos/") == 4
    for sha256 in held:
        address = f"/visits/{visit.public_id}/photos/{sha256}"
        assert shopper.get(address).status_code in (302, 403)
        assert office.get(address.replace(sha256, "0" * 64)).status_code == 404


def test_photos_that_came_stay_when_the_reason_is_missing(
    shopper: FlaskClient, visit: Visit
) -> None:
    asked = shopper.post(breaking_off(visit), data={"kind": "", "reason": "", FIELD: photo()})
    assert asked.status_code == 400
    (sha256,) = kept(visit)
    assert visit.state == "in progress"
    assert f'value="{sha256}"' in asked.text
    done = shopper.post(breaking_off(visit), data={**CLOSED, "x:~abort": sha256})
    assert done.status_code == 303
    assert kept(visit) == []


def test_a_fourth_photo_and_what_is_none_are_refused_and_the_visit_goes_on(
    shopper: FlaskClient, visit: Visit
) -> None:
    for content in (b"", b"this is not a photo"):
        bad = {**CLOSED, FIELD: (BytesIO(content), "photo.jpg")}
        assert shopper.post(breaking_off(visit), data=bad).status_code == 422
    many = {**CLOSED, FIELD: [photo(colour) for colour in COLOURS]}
    refused = shopper.post(breaking_off(visit), data=many)
    assert refused.status_code == 400
    assert "At most 3 photos are taken here" in refused.text
    assert len(kept(visit)) == 3
    assert visit.state == "in progress"
    assert shopper.post(breaking_off(visit), data=CLOSED).status_code == 303


def test_no_photo_is_added_once_it_is_over(shopper: FlaskClient, visit: Visit) -> None:
    shopper.post(breaking_off(visit), data=CLOSED)
    late = shopper.post(breaking_off(visit), data={**CLOSED, FIELD: photo()})
    assert late.status_code == 409
    assert kept(visit) == []
