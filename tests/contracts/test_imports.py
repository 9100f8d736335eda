"""The directions of the house: import-linter's contracts, and what it cannot say."""

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# Needed beside the application's own imports: each with its reason.
NOT_IMPORTED = {
    "jinja2": "templates are written for this version of it",
    "tzdata": "zoneinfo reads it where the machine has no zones of its own",
}

PARTS_OF = {"pydantic_core"}  # pydantic's own other half, pinned by it


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("auditapp", include_external_packages=True, cache_dir=None)


def outside(graph: grimp.ImportGraph, importer: str) -> set[str]:
    """Top-level names of other people's packages that a module imports."""
    imported = graph.find_modules_directly_imported_by(importer)
    names = {name.split(".")[0] for name in imported}
    return names - {"auditapp"} - set(sys.stdlib_module_names)


def test_import_contracts_hold() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_core_imports_pydantic_and_the_standard_library_alone(graph: grimp.ImportGraph) -> None:
    core = {"auditapp.core"} | graph.find_descendants("auditapp.core")
    strangers = {module: outside(graph, module) - {"pydantic", "pydantic_core"} for module in core}
    assert {module: names for module, names in strangers.items() if names} == {}


def test_requirements_name_exactly_what_the_application_imports(graph: grimp.ImportGraph) -> None:
    modules = graph.find_descendants("auditapp")
    imported = set().union(*(outside(graph, module) for module in modules))
    distributions = packages_distributions()
    used = {distributions[name][0].lower().replace("_", "-") for name in imported - PARTS_OF}
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    wanted = {Requirement(line).name.lower() for line in lines if line and line[0] != "#"}
    assert wanted - NOT_IMPORTED.keys() == used
    assert all("==" in line for line in lines if line and line[0] != "#")
