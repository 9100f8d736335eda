"""The runner of jobs: each in its turn, in a context of its own, and none ends the others."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask, current_app

from auditapp.core.problems import Problem
from auditapp.jobs.runner import Job, Runner

SOON = timedelta(milliseconds=20)


@pytest.fixture
def running(app: Flask) -> Iterator[Callable[..., Runner]]:
    """Start a runner with some jobs, and stop it at the end of the test."""
    made: list[Runner] = []

    def start(*jobs: Job) -> Runner:
        made.append(Runner(app, jobs))
        made[-1].start()
        return made[-1]

    yield start
    for runner in made:
        runner.stop(5)


def job(work: Callable[[], object], name: str = "job", every: timedelta = SOON) -> Job:
    return Job(name, every, work, first_after=timedelta(0))


def test_job_runs_again_and_again_in_the_application_s_context(
    app: Flask, running: Callable[..., Runner]
) -> None:
    done, seen = threading.Event(), []

    def work() -> None:
        seen.append(current_app._get_current_object())
        if len(seen) == 3:
            done.set()

    running(job(work))
    assert done.wait(10)
    assert all(one is app for one in seen)


def test_failure_is_logged_with_a_mark_and_ends_nothing(
    running: Callable[..., Runner], capsys: pytest.CaptureFixture[str]
) -> None:
    done, failed = threading.Event(), []

    def fail() -> None:
        failed.append(1)
        raise (ZeroDivisionError if len(failed) == 1 else Problem("storage.busy"))

    def work() -> None:
        if len(failed) >= 2:
            done.set()

    running(job(fail, "failing"), job(work, "other"))
    assert done.wait(10)
    said = capsys.readouterr().out
    assert "event=job.failed" in said
    assert "error_id=" in said
    assert "job=failing" in said
    assert "code=storage.busy" in said


def test_job_comes_when_its_time_has_passed_and_not_before(
    running: Callable[..., Runner],
) -> None:
    often, seldom, enough = [], [], threading.Event()

    def work() -> None:
        often.append(1)
        if len(often) == 5:
            enough.set()

    running(
        job(work, "often"),
        job(lambda: seldom.append(1), "seldom", timedelta(hours=1)),
        Job("late", SOON, lambda: seldom.append(2), first_after=timedelta(hours=1)),
    )
    assert enough.wait(10)
    assert seldom == [1]


def test_stopping_does_not_wait_for_the_next_turn(running: Callable[..., Runner]) -> None:
    begun = threading.Event()
    runner = running(job(begun.set, every=timedelta(hours=1)))
    assert begun.wait(10)
    before = time.monotonic()
    runner.stop(5)
    assert time.monotonic() - before < 1
    assert not runner._thread or not runner._thread.is_alive()


def test_application_by_itself_starts_no_jobs(app: Flask) -> None:
    assert "jobs" not in {thread.name for thread in threading.enumerate()}
    with pytest.raises(RuntimeError, match="already"):
        _start_twice(app)


def _start_twice(app: Flask) -> None:
    runner = Runner(app, ())
    runner.start()
    runner.start()


def test_paused_runner_begins_nothing_until_it_goes_on(app: Flask) -> None:
    paused, asked, done = threading.Event(), threading.Event(), threading.Event()
    paused.set()

    def is_paused() -> bool:
        asked.set()
        return paused.is_set()

    runner = Runner(app, (job(done.set),), is_paused)
    runner.start()
    try:
        assert asked.wait(10)
        assert not done.wait(0.1)
        paused.clear()
        assert done.wait(10)
    finally:
        runner.stop(5)
