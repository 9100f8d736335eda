"""`run.py` as a person meets it: real processes, each ending in one clear sentence or serving."""

import ast
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = [sys.executable, str(ROOT / "run.py")]
ROLES = ("admin", "manager", "regional manager", "reviewer", "shopper", "location manager")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def run(*command: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, **more)  # type: ignore[call-overload,no-any-return]


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 1, and one line that says what to do."""
    assert done.returncode == 1, done.stdout + done.stderr
    said = done.stderr.strip().splitlines()
    assert len(said) == 1, done.stderr
    assert all(word in said[0] for word in words), said[0]
    assert "Traceback" not in done.stdout


def unprivileged() -> list[str]:
    """What makes root obey the permissions of files, as everyone else does."""
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []


def nowhere(home: Path) -> dict[str, str]:
    """An environment from which no package index can be reached."""
    index = "http://127.0.0.1:9/simple"
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": index,
        "UV_NO_CONFIG": "1",
        "UV_NO_CACHE": "1",
        "UV_DEFAULT_INDEX": index,
    }


def free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


class Server:
    """A running application; `lines` is what it has said so far."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.port = free_port()
        command = [*RUN, "--port", self.port, "--data-dir", str(data), *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.lines: list[str] = []

    def wait(self) -> "Server":
        """Wait until it says that it listens."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if "listens on" in line:
                return self
        raise AssertionError("\n".join([*self.lines, self.process.communicate()[1]]))

    def links(self) -> list[str]:
        return [word for line in self.lines for word in line.split() if "/accounts/" in word]

    def get(self, url: str) -> str:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
            return str(answer.read().decode())

    def stop(self, how: signal.Signals) -> str:
        """Stop it, and return what it said on the way."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=20)
        assert self.process.returncode == 0, err
        return out + err


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """The project as a fresh clone has it, as far as the set-up looks."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("run.py", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    yield folder
    folder.chmod(0o700)


def test_run_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 7))


def test_run_refuses_an_old_python_in_one_sentence() -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        "runpy.run_path('run.py', run_name='__main__')"
    )
    assert_one_sentence(run(sys.executable, "-c", pretend, cwd=ROOT), "3.11", "3.9")


def test_run_says_so_when_there_is_no_network(copy: Path) -> None:
    done = run(sys.executable, str(copy / "run.py"), env=nowhere(copy))
    assert_one_sentence(done, "packages", "network")


def test_run_says_so_when_the_project_cannot_be_written(copy: Path) -> None:
    copy.chmod(0o500)
    done = run(*unprivileged(), sys.executable, str(copy / "run.py"))
    assert_one_sentence(done, str(copy), "cannot be written")


def test_run_makes_an_interrupted_environment_anew(copy: Path) -> None:
    assert run(sys.executable, "-m", "venv", "--without-pip", str(copy / ".venv")).returncode == 0
    done = run(sys.executable, str(copy / "run.py"), env=nowhere(copy))
    assert "Making" in done.stdout
    assert_one_sentence(done, "packages", "network")


def test_run_says_so_when_the_environment_is_behind_and_cannot_be_written(copy: Path) -> None:
    environment = copy / ".venv"
    assert run(sys.executable, "-m", "venv", "--without-pip", str(environment)).returncode == 0
    (environment / ".made-python{}.{}".format(*sys.version_info)).touch()
    environment.chmod(0o500)
    done = run(*unprivileged(), sys.executable, str(copy / "run.py"))
    assert_one_sentence(done, str(environment), "cannot be written", "prepare")
    environment.chmod(0o700)


def test_run_prepares_nothing_anew_after_a_security_update_of_python(tmp_path: Path) -> None:
    assert run(*RUN, "prepare", "--data-dir", str(tmp_path / "data")).returncode == 0
    pretend = (
        "import runpy, sys; sys.version += ' of another day'; "
        f"sys.argv = ['run.py', 'prepare', '--data-dir', {str(tmp_path / 'data')!r}]; "
        "runpy.run_path('run.py', run_name='__main__')"
    )
    done = run(sys.executable, "-c", pretend, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_run_without_rights_names_every_package_at_once(copy: Path) -> None:
    pretend = (
        "import ctypes, importlib.util as u, os, runpy, shutil, sys; "
        "u.find_spec = shutil.which = lambda name: None; os.geteuid = lambda: 1; "
        "ctypes.CDLL = lambda name: open('/nonexistent'); sys.argv = ['run.py']; "
        "runpy.run_path('run.py', run_name='__main__')"
    )
    done = run(sys.executable, "-c", pretend, cwd=copy)
    venv = "python{}.{}-venv".format(*sys.version_info)
    assert_one_sentence(done, f"sudo apt-get update && sudo apt-get install -y {venv} libpango")


def test_run_says_so_when_the_data_folder_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    done = run(*unprivileged(), *RUN, "--port", free_port(), "--data-dir", str(folder))
    assert_one_sentence(done, str(folder), "cannot be written")


def test_run_says_so_when_the_port_is_busy(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run(*RUN, "--port", port, "--data-dir", str(tmp_path / "data"))
    assert_one_sentence(done, port, "--port")
    assert not (tmp_path / "data").exists()


def test_run_says_so_when_the_address_is_not_ours(tmp_path: Path) -> None:
    done = run(*RUN, "--host", "192.0.2.1", "--data-dir", str(tmp_path / "data"))
    assert_one_sentence(done, "192.0.2.1", "--host")


def test_run_refuses_a_database_newer_than_the_code(tmp_path: Path) -> None:
    assert run(*RUN, "prepare", "--data-dir", str(tmp_path)).returncode == 0
    with sqlite3.connect(tmp_path / "auditapp.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = run(*RUN, "--port", free_port(), "--data-dir", str(tmp_path))
    assert_one_sentence(done, "newer", "9999")


def test_run_names_an_unknown_argument() -> None:
    done = run(*RUN, "--nonsense")
    assert done.returncode == 2
    assert "--nonsense" in done.stderr


def test_prepare_makes_the_data_and_ends(tmp_path: Path) -> None:
    done = run(*RUN, "prepare", "--data-dir", str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "auditapp.sqlite3").exists()


def test_first_start_prints_a_link_for_the_first_administrator(tmp_path: Path) -> None:
    server = Server(tmp_path / "data").wait()
    (link,) = server.links()
    assert f"http://127.0.0.1:{server.port}/accounts/first/" in link
    assert "<form" in server.get(link)
    assert "Traceback" not in server.stop(signal.SIGTERM)


def test_second_start_does_no_work_twice(tmp_path: Path) -> None:
    data = tmp_path / "data"
    Server(data).wait().stop(signal.SIGTERM)
    stamps = [path.stat().st_mtime_ns for path in sorted((ROOT / ".venv").glob(".installed-*"))]
    with sqlite3.connect(data / "auditapp.sqlite3") as database:
        before = database.execute("SELECT key, version FROM checklist_versions").fetchall()
    server = Server(data).wait()
    server.stop(signal.SIGTERM)
    with sqlite3.connect(data / "auditapp.sqlite3") as database:
        after = database.execute("SELECT key, version FROM checklist_versions").fetchall()
    database.close()
    assert before == after
    assert before
    assert not any("Installing" in line or "Making" in line for line in server.lines)
    now = [path.stat().st_mtime_ns for path in sorted((ROOT / ".venv").glob(".installed-*"))]
    assert stamps == now


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_and_without_a_traceback(tmp_path: Path, how: signal.Signals) -> None:
    server = Server(tmp_path / "data").wait()
    begun = time.monotonic()
    assert "Traceback" not in server.stop(how)
    assert time.monotonic() - begun < 10


def test_demo_prints_a_sign_in_link_for_each_role(tmp_path: Path) -> None:
    few = [str(ROOT / ".venv/bin/flask"), "--app", "auditapp", "demo", "--visits", "12"]
    data = {"AUDITAPP_DATA_DIR": str(tmp_path / "data")}
    assert run(*few, cwd=ROOT, env={**os.environ, **data}).returncode == 0
    server = Server(tmp_path / "data", "--demo").wait()
    links = server.links()
    assert len(links) == len(set(links)) == len(ROLES)
    for role in ROLES:
        assert any(line.startswith(role) for line in server.lines), server.lines
    assert all("<form" in server.get(link) for link in links)
    server.stop(signal.SIGTERM)


def test_links_are_built_from_the_configured_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITAPP_BASE_URL", "https://audit.example.org")
    server = Server(tmp_path / "data").wait()
    assert server.links()[0].startswith("https://audit.example.org/accounts/first/")
    server.stop(signal.SIGTERM)
