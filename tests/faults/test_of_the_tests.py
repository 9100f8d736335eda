"""The tests of faults find what is broken: two builds that are, on purpose, must fail them."""

import pytest

from tests.faults.killing import Siege
from tests.faults.oracle import WrongError, check
from tests.faults.phone import fill
from tests.faults.servers import Nursery, running
from tests.faults.stage import Stage
from tests.faults.test_kills import ROUNDS
from tests.faults.test_twins import send_at_once

BROKEN = "tests.faults.broken"

pytestmark = pytest.mark.slow


def test_receipt_before_the_commit_is_found_by_kills(nursery: Nursery, stage: Stage) -> None:
    siege = Siege(nursery, stage, "kills", f"{BROKEN}.early_receipt")
    with pytest.raises(WrongError, match="receipt"):
        siege.run(max(ROUNDS, 20))


def test_looking_before_writing_is_found_by_twins(nursery: Nursery, stage: Stage) -> None:
    parcel = fill(stage, 0, stage.visits[0][0], photos=1)
    with running(nursery, stage.folder, broken=f"{BROKEN}.looks_first") as server:
        send_at_once(server, stage, parcel)
    with pytest.raises(WrongError, match="arrived"):
        check(stage.folder, [parcel])
