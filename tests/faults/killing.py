"""Kills under load: phones send, the server is killed at random instants, the ledger is held up."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Thread

from tests.faults.oracle import check
from tests.faults.phone import CutError, Parcel, Phone, RefusedError, parcels
from tests.faults.servers import PATIENCE_S, Nursery, Server, a_moment, free_port
from tests.faults.stage import Stage

MOST_STEPS = 24  # acknowledged before the kill
MOST_DELAY_S = 0.02  # after that; every other time the kill follows a receipt at once
AGAIN = 0.2  # how often what has its receipt is sent once more


@dataclass
class Shopper:
    """Who sends one visit after another, and what waits to be sent again after a kill."""

    stage: Stage
    number: int
    rng: random.Random
    ledger: list[Parcel] = field(default_factory=list)
    under_way: Parcel | None = None
    failed: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._visits: Iterator[Parcel] = parcels(self.stage, self.number)

    def send(self, port: int, heard: Callable[..., None]) -> None:
        """Send until the line is cut or nothing is left."""
        phone = Phone(port, self.stage.cookies[self.number])
        try:
            while (parcel := self._next()) is not None:
                self._send(phone, parcel, heard)
        except CutError:
            pass
        except BaseException as failure:
            self.failed.append(failure)
        finally:
            phone.hang_up()

    def _send(self, phone: Phone, parcel: Parcel, heard: Callable[..., None]) -> None:
        try:
            for sha256 in phone.put(parcel):
                heard()
                phone.photo(parcel, sha256)
            heard()
            is_first = not parcel.is_acknowledged
            phone.complete(parcel)
        except RefusedError as refused:
            if refused.said.status < 500:
                raise
            a_moment()
            return
        if self.under_way is parcel:
            self.under_way = None
        heard(is_first)

    def _next(self) -> Parcel | None:
        if self.under_way is not None:
            return self.under_way
        done = [parcel for parcel in self.ledger if parcel.is_acknowledged]
        if done and self.rng.random() < AGAIN:
            return self.rng.choice(done)
        self.under_way = next(self._visits, None)
        if self.under_way is not None:
            self.ledger.append(self.under_way)
        return self.under_way


class Siege:
    """Rounds of load and kills on one folder; ends early when every visit is sent."""

    def __init__(self, nursery: Nursery, stage: Stage, seed: str, broken: str = "") -> None:
        self._rng = random.Random(seed)  # noqa: S311 - the same at every run
        self._nursery, self._stage, self._broken = nursery, stage, broken
        self._port, self._heard = free_port(), Condition()
        self._said, self._was_receipt = 0, False
        self.shoppers = [
            Shopper(stage, number, random.Random(f"{seed} {number}"))  # noqa: S311
            for number in range(len(stage.cookies))
        ]
        self.kills = 0

    @property
    def ledger(self) -> list[Parcel]:
        """Everything that anyone began to send."""
        return [parcel for shopper in self.shoppers for parcel in shopper.ledger]

    def run(self, rounds: int) -> None:
        """Kill so many times, then let everything be sent. Raises: WrongError."""
        while self.kills < rounds and self._has_work():
            self._round()
            self.kills += 1
            # Every other time the server itself is the first to open what the kill left.
            if self.kills % 2:
                check(self._stage.folder, self.ledger)
        self._finish()

    def _has_work(self) -> bool:
        return sum(len(s.ledger) for s in self.shoppers) < sum(map(len, self._stage.visits))

    def _round(self) -> None:
        server, self._said = self._start(), 0
        threads = self._let_send(server)
        wanted, after_receipt = self._rng.randint(1, MOST_STEPS), self._rng.random() < 0.5

        def is_time() -> bool:
            due = self._said >= wanted and (self._was_receipt or not after_receipt)
            return due or not self._has_work()

        with self._heard:
            self._heard.wait_for(is_time, PATIENCE_S)
        if not after_receipt:
            a_moment(self._rng.uniform(0, MOST_DELAY_S))
        server.kill()
        self._join(threads)

    def _finish(self) -> None:
        server = self._start()
        try:
            for shopper in self.shoppers:
                phone = Phone(server.port, self._stage.cookies[shopper.number])
                for parcel in shopper.ledger:
                    phone.send_until_received(parcel)
                phone.hang_up()
        finally:
            server.kill()
        check(self._stage.folder, self.ledger)

    def _start(self) -> Server:
        return self._nursery.start(self._stage.folder, self._port, broken=self._broken)

    def _let_send(self, server: Server) -> list[Thread]:
        threads = [
            Thread(target=shopper.send, args=(server.port, self._hear)) for shopper in self.shoppers
        ]
        for thread in threads:
            thread.start()
        return threads

    def _join(self, threads: list[Thread]) -> None:
        for thread in threads:
            thread.join(PATIENCE_S)
        for shopper in self.shoppers:
            if shopper.failed:
                raise shopper.failed[0]

    def _hear(self, is_receipt: bool = False) -> None:
        with self._heard:
            self._said += 1
            self._was_receipt = is_receipt
            self._heard.notify()
