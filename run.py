#!/usr/bin/env python3
"""Prepare this machine where need be, then start the application.

    python3 run.py [--demo] [--host HOST] [--port PORT] [--data-dir FOLDER]
    python3 run.py prepare              the set-up alone
    python3 run.py test [ARGUMENTS]     set up what the tests need, then run pytest
    python3 run.py bench [PART …] [--json FILE]  measure and print a table

Needs the standard library only. What was done before is not done again. The data (database,
first link, demo company) are the business of `flask --app auditapp serve`, which takes over here.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
VERSION = "python{}.{}".format(*sys.version_info)
MADE = VENV / f".made-{VERSION}"  # not there if it was interrupted, or is of another Python
CATALOGUES = HERE / "auditapp" / "translations"
PANGO = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
TEST_PROGRAMS = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "node": "nodejs",
    "strace": "strace",
}
# Flask's command line; Ctrl-C ends it without a word until it serves and says how to end.
FLASK = "import signal as s; s.signal(s.SIGINT, s.SIG_DFL); from flask.cli import main; main()"
UNREACHABLE = ("connection broken by", "name resolution", "dns error", "error sending request")


def main(arguments: list[str]) -> None:
    """Do what the command line asks for."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file is what an old Python gets to read
        sys.exit(
            "auditapp needs Python 3.11 or newer, and this is Python {}.{}: "
            "start run.py with a newer one.".format(*sys.version_info)
        )
    command, rest = read_command(arguments)
    here = os.getcwd()
    os.chdir(HERE)
    prepare_packages("requirements.txt")
    check_pango()
    compile_translations()
    if command == "test":
        prepare_packages("requirements-dev.txt")
        check_test_programs()
        become("-m", "pytest", *rest)
    if command == "bench":
        become("-m", "bench", *bench_arguments(rest, here))
    serve(rest, here, prepare_only=command == "prepare")


def read_command(arguments: list[str]) -> tuple[str, list[str]]:
    """The command (serve by default) and what follows it."""
    if arguments and arguments[0] in ("serve", "prepare", "test", "bench"):
        return arguments[0], arguments[1:]
    return "serve", arguments


def serve(arguments: list[str], started_in: str, prepare_only: bool) -> None:
    """Hand over to the application, which prepares its data and serves."""
    parser = argparse.ArgumentParser(
        prog="run.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data-dir", help="where the data lie (default ./data)")
    if not prepare_only:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default="8000", help="port to listen on")
        parser.add_argument("--demo", action="store_true", help="add a small company to look at")
    options = parser.parse_args(arguments)
    if options.data_dir:
        os.environ["AUDITAPP_DATA_DIR"] = os.path.join(started_in, options.data_dir)
    if prepare_only:
        become("-c", FLASK, "--app", "auditapp", "prepare-data")
    os.environ.setdefault("AUDITAPP_BASE_URL", f"http://{own_name(options.host)}:{options.port}")
    if options.demo:
        os.environ.setdefault("AUDITAPP_COMPANY", "Северный дом")
    flags = ["--host", options.host, "--port", options.port] + ["--demo"] * options.demo
    become("-c", FLASK, "--app", "auditapp", "serve", *flags)


def own_name(host: str) -> str:
    """The address that links name: for 'all', the one by which this machine is reached."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 -- what a person asks for, not a default
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        try:
            outward.connect(("192.0.2.1", 9))  # sends nothing: it only chooses the way out
            return outward.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def bench_arguments(arguments: list[str], started_in: str) -> list[str]:
    """The arguments of bench, with its file where the person meant it."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("part", nargs="*", help="what to measure, as phone or intake; else all")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    asked = parser.parse_args(arguments)
    file = ["--json", os.path.join(started_in, asked.json)] if asked.json else []
    return [*asked.part, *file]


def become(*arguments: str) -> None:
    """Go on as the Python of the virtual environment: one process, so signals reach it."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])


def prepare_packages(requirements: str) -> None:
    """Install what a requirements file lists, unless this very list was installed before."""
    stamp = VENV / f".installed-{requirements}"
    wanted = hashlib.sha256((HERE / requirements).read_bytes()).hexdigest()
    usable = PYTHON.exists() and MADE.exists()
    if usable and stamp.exists() and stamp.read_text() == wanted:
        return
    must_be_writable(VENV if usable else HERE)
    if not usable:
        make_environment()
    say(f"Installing the packages of {requirements} …")
    install(requirements)
    stamp.write_text(wanted)


def make_environment() -> None:
    """Make .venv with uv if it is there, else with venv and pip."""
    say("Making the virtual environment in .venv …")
    if shutil.which("uv"):
        quietly(["uv", "venv", "--clear", "--python", sys.executable, str(VENV)])
    else:
        if importlib.util.find_spec("ensurepip") is None:
            needed = [f"{VERSION}-venv", *missing_pango()]
            apt_or_stop(needed, "This Python cannot make a virtual environment.")
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    MADE.touch()


def must_be_writable(folder: Path) -> None:
    """Stop with one sentence where this user cannot bring the project up to date."""
    if not os.access(folder, os.W_OK):
        sys.exit(
            f"{folder} is to be brought up to date and cannot be written by this user: run "
            "'python3 run.py prepare' as one who may, or copy the project to a folder of yours."
        )


def install(requirements: str) -> None:
    """Install into .venv, and tell a missing network from other failures."""
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "--python", str(PYTHON), "-r", requirements]
    else:
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--retries", "2"]
        command = [*pip, "install", "-r", requirements]
    quietly(command, "the package index cannot be reached. Check the network, then start again.")


def quietly(command: list[str], unreachable: str = "") -> None:
    """Run a program whose output matters only when it fails; then stop with one sentence."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return
    output = done.stdout + done.stderr
    if unreachable and any(sign in output for sign in UNREACHABLE):
        sys.exit(f"The packages could not be installed: {unreachable}")
    last = (output.strip() or "it said nothing").splitlines()[-1]
    sys.exit(f"'{' '.join(command)}' failed: {last}")


def check_pango() -> None:
    """PDF needs Pango, which no wheel carries: install it as root, else say how, and go on."""
    missing = missing_pango()
    if missing and not apt_install(missing):
        say(f"There will be no PDF until Pango is installed: {apt_command(missing)}")


def missing_pango() -> list[str]:
    """The packages of Pango that are not there yet."""
    return [package for library, package in PANGO.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_test_programs() -> None:
    """The tests drive a browser, read PDF pages, run modules in Node and watch system calls."""
    missing = [package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]
    if missing:
        apt_or_stop(missing, "The tests need more programs.")


def apt_or_stop(packages: list[str], reason: str) -> None:
    """Install Debian packages, or stop and say which command does."""
    if not apt_install(packages):
        sys.exit(f"{reason} Install what is missing, then start again: {apt_command(packages)}")


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages, which only root can; whether they are there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {', '.join(packages)} with apt-get …")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update"], env=environment, **quiet)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(install, env=environment, **quiet).returncode == 0


def apt_command(packages: list[str]) -> str:
    """What a person types to install Debian packages."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def compile_translations() -> None:
    """Make the catalogues that the application reads from those that people edit."""
    sources = CATALOGUES.glob("*/LC_MESSAGES/*.po")
    if all(is_newer(source.with_suffix(".mo"), source) for source in sources):
        return
    must_be_writable(CATALOGUES)
    quietly([str(PYTHON), "-m", "babel.messages.frontend", "compile", "-d", str(CATALOGUES)])


def is_newer(made: Path, source: Path) -> bool:
    """Whether a made file exists and is no older than its source."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def say(sentence: str) -> None:
    """Tell the person at once what is going on."""
    print(sentence, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except OSError as error:
        sys.exit(f"{error.filename or HERE} cannot be used: {error.strerror}.")
