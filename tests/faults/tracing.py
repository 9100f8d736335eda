"""A server's system calls as strace sees them, in the order in which they happened."""

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.servers import PATIENCE_S, Server

# One call: the thread, its name, what it was given, what it answered.
CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (.*)$")
BEGUN = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
ENDED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (.*)$")
HANDLE = re.compile(r"^\d+<([^>]*)>")


@dataclass(frozen=True)
class Call:
    """One system call; `begun` and `ended` are places in the order of all that was seen."""

    thread: int
    name: str
    given: str
    answered: str
    begun: int
    ended: int

    @property
    def place(self) -> str:
        """The file of the handle that it was given, if it was."""
        found = HANDLE.match(self.given)
        return found[1] if found else ""

    @property
    def was_made_to_fail(self) -> bool:
        """Whether strace did it."""
        return "(INJECTED)" in self.answered


@dataclass
class Trace:
    """What was seen while it was looked at."""

    calls: list[Call] = field(default_factory=list)

    def of(self, *names: str) -> list[Call]:
        """Return the calls of these names."""
        return [call for call in self.calls if call.name in names]


@contextmanager
def traced(server: Server, log: Path, *options: str) -> Iterator[Trace]:
    """Look at a server's system calls; what was seen is there when the block has ended."""
    strace = shutil.which("strace")
    assert strace, "These tests need strace: apt-get install strace."
    command = [strace, "-f", "-y", "-s", "0", "-o", str(log), *options, "-p", str(server.pid)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    trace = Trace()
    try:
        said = process.stderr.readline()
        assert "attached" in said, (
            f"strace may not look at other processes here ({said.strip()}): these tests need the "
            "capability SYS_PTRACE, or root."
        )
        yield trace
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_S)
        process.stderr.close()
    trace.calls = read(log.read_text("utf-8", "replace").splitlines())


def read(lines: list[str]) -> list[Call]:
    """Bring what strace wrote into calls, by the order in which they ended."""
    calls: list[Call] = []
    open_ones: dict[tuple[int, str], tuple[str, int]] = {}
    for at, line in enumerate(lines):
        if whole := CALL.match(line):
            thread, name, given, answered = whole.groups()
            calls.append(Call(int(thread), name, given, answered, at, at))
        elif begun := BEGUN.match(line):
            open_ones[int(begun[1]), begun[2]] = (begun[3], at)
        elif (ended := ENDED.match(line)) and (int(ended[1]), ended[2]) in open_ones:
            given, since = open_ones.pop((int(ended[1]), ended[2]))
            calls.append(Call(int(ended[1]), ended[2], given + ended[3], ended[4], since, at))
    return calls
