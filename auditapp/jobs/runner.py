"""The thread that runs the jobs: one after the other, each in an application context of its own."""

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from flask import Flask

from auditapp.core.problems import Problem

WAIT_FOR_END_S = 0.5
_log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """What is done, how often, and how long after the start for the first time."""

    name: str
    every: timedelta
    work: Callable[[], object]
    first_after: timedelta = timedelta(seconds=1)


class Runner:
    """Runs jobs until it is stopped; what fails is logged and comes again in its turn.

    Its thread never keeps the process from ending: every job can be broken off at any point,
    because what it does is committed in steps that are whole.
    """

    def __init__(
        self, app: Flask, jobs: Sequence[Job], is_paused: Callable[[], bool] = lambda: False
    ) -> None:
        self._app = app
        self._is_paused = is_paused
        self._jobs = tuple(jobs)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to run the jobs. Once only."""
        if self._thread is not None:
            raise RuntimeError("the jobs are running already")
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)
        self._thread.start()

    def stop(self, wait_s: float = WAIT_FOR_END_S) -> None:
        """Begin nothing more, and wait a little for what is under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(wait_s)

    def run(self, job: Job) -> None:
        """Run one job now; a failure is logged with a mark and goes no further."""
        try:
            with self._app.app_context():
                job.work()
        except Problem as problem:
            _log.warning("job.refused", job=job.name, code=problem.code)
        except Exception as error:
            mark = secrets.token_hex(4)
            _log.error("job.failed", job=job.name, error_id=mark, exc_info=error)

    def _loop(self) -> None:
        started = time.monotonic()
        due = {job: started + job.first_after.total_seconds() for job in self._jobs}
        while due:
            job = min(due, key=due.__getitem__)
            if self._stopping.wait(max(0.0, due[job] - time.monotonic())):
                return
            if not self._is_paused():
                self.run(job)
            # Counted from the end: a slow job makes way for the others, and never piles up.
            due[job] = time.monotonic() + job.every.total_seconds()
