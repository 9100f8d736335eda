"""A line that is cut loses nothing and doubles nothing: inside a photo, at any of the answers."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults.oracle import check
from tests.faults.phone import CutError, Parcel, Phone, fill
from tests.faults.servers import Nursery, Server, running
from tests.faults.stage import Stage
from tests.faults.wire import Wire, wire_to

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(
    nursery: Nursery, first_stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, Server]]:
    """One server for all cuts: it does not even notice them."""
    stage = first_stage.copy(tmp_path_factory.mktemp("cuts") / "data")
    with running(nursery, stage.folder) as server:
        yield stage, server


@pytest.fixture
def wire(served: tuple[Stage, Server]) -> Iterator[Wire]:
    with wire_to(served[1].port) as laid:
        yield laid


@pytest.fixture
def phone(served: tuple[Stage, Server], wire: Wire) -> Iterator[Phone]:
    """A phone at the end of the wire, which has heard its token."""
    made = Phone(wire.port, served[0].cookies[0])
    made.ask("GET", "/session")
    yield made
    made.hang_up()


def steps(phone: Phone, parcel: Parcel) -> dict[str, Callable[[], object]]:
    return {
        "answers": lambda: phone.put(parcel),
        "photo": lambda: phone.photo(parcel, next(iter(parcel.photos))),
        "receipt": lambda: phone.complete(parcel),
    }


@pytest.mark.parametrize(("number", "lost"), list(enumerate(["answers", "photo", "receipt"])))
def test_step_whose_answer_was_lost_is_repeated(
    served: tuple[Stage, Server], wire: Wire, phone: Phone, number: int, lost: str
) -> None:
    stage, _server = served
    parcel = fill(stage, 0, stage.visits[0][number])
    for name, step in steps(phone, parcel).items():
        if name == lost:
            wire.answers = 1
            with pytest.raises(CutError):
                step()
        step()
    assert wire.cuts == 1
    said = phone.send(parcel)
    assert len(set(parcel.receipts)) == 1
    assert said.status == 200
    check(stage.folder, [parcel])


@pytest.mark.parametrize(("number", "kilobytes"), [(3, 1), (4, 50), (5, 150)])
def test_photo_cut_on_its_way_is_sent_anew_and_nothing_else(
    served: tuple[Stage, Server], wire: Wire, phone: Phone, number: int, kilobytes: int
) -> None:
    stage, _server = served
    parcel = fill(stage, 0, stage.visits[0][number], photos=2, kilobytes=400)
    first, second = phone.put(parcel)
    phone.photo(parcel, first)
    phone.hang_up()
    wire.after_bytes = kilobytes * 1024
    with pytest.raises(CutError):
        phone.photo(parcel, second)
    assert wire.cuts == 1
    assert phone.put(parcel) == [second]
    check(stage.folder, [parcel])
    phone.send(parcel)
    check(stage.folder, [parcel])
    assert not list((stage.folder / "files").rglob(".tmp-*"))
