"""A folder with visits to send, a nursery of servers, both for all tests here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.servers import Nursery
from tests.faults.stage import Stage, set_up

EACH = 60


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    made = Nursery(tmp_path_factory.mktemp("shipped"))
    yield made
    made.end()


@pytest.fixture(scope="session")
def first_stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_up(tmp_path_factory.mktemp("stage") / "data", EACH)


@pytest.fixture
def stage(first_stage: Stage, tmp_path: Path) -> Stage:
    """The visits on a folder of the test's own."""
    return first_stage.copy(tmp_path / "data")


@pytest.fixture
def another_stage(first_stage: Stage, tmp_path: Path) -> Callable[[str], Stage]:
    """Return the visits on one more folder."""
    return lambda name: first_stage.copy(tmp_path / name)
