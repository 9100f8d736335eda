"""A measured figure, and honest ways to come by one: medians of many, beside a floor."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured number with its unit; `goal` is the most it should be, if there is a goal.

    `least` is the least it should be, where more is better.

    `floor` is what the machine cannot go below, in the same unit and from the same run.
    """

    what: str
    value: float
    unit: str
    goal: float | None = None
    floor: float | None = None
    floor_is: str = ""
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the figure is."""
        return self.value / self.floor if self.floor else None

    @property
    def held(self) -> bool | None:
        """Whether the goal is held; None if there is none."""
        if self.least is not None:
            return self.value >= self.least
        return None if self.goal is None else self.value <= self.goal


def median_ms(work: Callable[[], object], times: int) -> float:
    """Return the median of some runs in milliseconds, after one that does not count."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def peak_mb() -> float:
    """Return the most memory that this process ever held, in MB.

    Not by getrusage: there a process inherits what the one that started it held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(held.split()[1]) / 1024
