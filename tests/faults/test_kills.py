"""Killed at random instants under load, the server has what it acknowledged, once and whole.

AUDITAPP_KILLS sets the rounds; `python -m bench.kills 5000` makes thousands.
"""

import os

import pytest

from tests.faults.killing import Siege
from tests.faults.servers import Nursery
from tests.faults.stage import Stage

ROUNDS = int(os.environ.get("AUDITAPP_KILLS", "20"))

pytestmark = pytest.mark.slow


def test_nothing_acknowledged_is_lost_or_doubled_by_kills(nursery: Nursery, stage: Stage) -> None:
    siege = Siege(nursery, stage, "kills")
    siege.run(ROUNDS)
    assert siege.kills == ROUNDS
    assert all(parcel.is_acknowledged for parcel in siege.ledger)
