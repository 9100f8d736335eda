"""`python -m bench.vendor`: fetch the browser's libraries anew and write static/vendor.

Each comes from npm, is checked against the hash named here, and is made small by a pinned terser
where its package brings no small ES module. Needs npm; the application itself needs none of it.
"""

import base64
import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parents[1] / "static" / "vendor"
TERSER = "terser@5.51.2"
SQUEEZE = ("--module", "--mangle", "--compress", "passes=2,ecma=2020", "--comments", "/^!/")
HEAD = """# Libraries of others in the browser

`python -m bench.vendor` writes this folder; nothing in it is changed by hand. Each lies here with
its licence, as one ES module.

| library | version | licence | from | sha256 of the package | sha256 of the file here | how made |
| --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Library:
    """A package of npm, and the one file of it that pages load."""

    name: str
    version: str
    licence: str
    integrity: str
    module: str
    is_small: bool


LIBRARIES = (
    Library(
        "idb",
        "8.0.4",
        "ISC",
        "sha512-jd0ITCrN+Zah4J7R/Z2jnR3W7A4BXDAjmo62MwWuSjxCiueUAf7X5rbodEdidWzeknwXHmLpdZkoiiCppNi30Q==",
        "build/index.js",
        is_small=False,
    ),
    Library(
        "signature_pad",
        "5.1.4",
        "MIT",
        "sha512-q0wO5a+U+AWPVcVmiNXz7FY4Ad1QiE8wto/3Yn41WVqepoVVYMvkb1CTokaWPUUAHWDLLabH3/acODeWM9jCrg==",
        "dist/signature_pad.min.js",
        is_small=True,
    ),
    Library(
        "sortablejs",
        "1.15.7",
        "MIT",
        "sha512-Kk8wLQPlS+yi1ZEf48a4+fzHa4yxjC30M/Sr2AnQu+f/MPwvvX9XjZ6OWejiz8crBsLwSq8GHqaxaET7u6ux0A==",
        "modular/sortable.esm.js",
        is_small=False,
    ),
)


def main() -> None:
    """Write every library and the list of them."""
    rows = [row_of(library) for library in LIBRARIES]
    (FOLDER / "README.md").write_text(HEAD + "".join(rows), "utf-8")


def row_of(library: Library) -> str:
    """Fetch a library, put its file and its licence in place, and return its line of the list."""
    with TemporaryDirectory() as folder:
        package = fetched(library, Path(folder))
        read = content_of(package, library.module)
        licence = content_of(package, "LICENSE")
        digest = hashlib.sha256(package.read_bytes()).hexdigest()
    made = without_map(read) if library.is_small else squeezed(read)
    target = FOLDER / library.name
    target.mkdir(parents=True, exist_ok=True)
    (target / f"{library.name}.js").write_bytes(made)
    (target / "LICENSE").write_bytes(licence)
    print(f"{library.name} {library.version}: {len(made)} bytes")
    how = f"`{library.module}`, " + ("its line on a map left out" if library.is_small else TERSER)
    ours = hashlib.sha256(made).hexdigest()
    cells = (f"`{library.name}`", library.version, library.licence, "npm", digest, ours, how)
    return f"| {' | '.join(cells)} |\n"


def fetched(library: Library, folder: Path) -> Path:
    """Return the package as npm gives it; stop if it is not the one meant."""
    wanted = f"{library.name}@{library.version}"
    run("npm", "pack", "--silent", "--pack-destination", str(folder), wanted)
    package = folder / f"{library.name}-{library.version}.tgz"
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{found}" != library.integrity:
        raise SystemExit(f"{wanted} is not what it was: nothing of it was taken.")
    return package


def content_of(package: Path, name: str) -> bytes:
    """Return one file of a package."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/{name}")
        assert member is not None  # noqa: S101 - the package is the very one that was looked into
        return member.read()


def without_map(script: bytes) -> bytes:
    """Leave out the line that sends browsers looking for a map that is not here."""
    return script.partition(b"\n//# sourceMappingURL=")[0].rstrip() + b"\n"


def squeezed(script: bytes) -> bytes:
    """Return the same script in fewer bytes."""
    return run("npx", "--yes", TERSER, *SQUEEZE, "--", given=script)


def run(*command: str, given: bytes = b"") -> bytes:
    """Run a program of npm; what it returns is what it printed."""
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


if __name__ == "__main__":
    main()
