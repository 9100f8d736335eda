"""One submission sent fifty times at once is one visit, and everyone gets the same answer."""

from contextlib import suppress
from threading import Barrier, Thread

import pytest

from tests.faults.oracle import check
from tests.faults.phone import Parcel, Phone, RefusedError, Said, fill
from tests.faults.servers import Nursery, Server, running
from tests.faults.stage import Stage

TWINS = 50
BUSY = range(503, 504)

pytestmark = pytest.mark.slow


def send_at_once(server: Server, stage: Stage, parcel: Parcel) -> list[Said]:
    """Send it from fifty phones; every step waits for nobody."""
    together, said = Barrier(TWINS), []

    def send() -> None:
        phone = Phone(server.port, stage.cookies[parcel.shopper])
        phone.ask("GET", "/session")
        together.wait()
        with suppress(RefusedError):
            said.append(phone.send_until_received(parcel, BUSY))
        phone.hang_up()

    twins = [Thread(target=send) for _ in range(TWINS)]
    for twin in twins:
        twin.start()
    for twin in twins:
        twin.join()
    return said


def test_twins_are_one_visit_with_one_receipt(nursery: Nursery, stage: Stage) -> None:
    parcel = fill(stage, 0, stage.visits[0][0], photos=2)
    with running(nursery, stage.folder) as server:
        said = send_at_once(server, stage, parcel)
    assert len(said) == TWINS
    assert len({(one.status, str(one.body)) for one in said}) == 1
    check(stage.folder, [parcel])
