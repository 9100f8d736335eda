"""The phone's modules leave joined in few files, and say in them what they say alone."""

import re
import subprocess
from pathlib import Path

import pytest

from auditapp.web.assets import FOLDER, joining
from auditapp.web.joining import ENTRIES, JoinError, Joining
from tests.in_node import NODE

NOT_JOINED = {"phone/office.js"}
MODULES = {
    "a/count.js": "// Of its own.\nconst one = 1;\nexport const next = (n) => n + one;\n",
    "a/names.js": (
        "import * as count from './count.js';\nconst one = 'x';\nconst two = count.next(1);\n"
        "export { one as first, two };\nexport class Name { text = `${one}${two}`; }\n"
    ),
    "main.js": (
        "import { next } from './a/count.js';\n"
        "import { Name, first as letter } from './a/names.js';\n"
        "export const here = () => new URL('.', import.meta.url).href;\n"
        "export const found = import('./b/later.js')\n"
        "  .then(({ said }) => [letter, next(4), new Name().text, said].join());\n"
    ),
    "b/later.js": "import { next } from '../a/count.js';\nexport const said = next(next(6));\n",
}


def written(folder: Path, modules: dict[str, str]) -> Path:
    for name, text in modules.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def said_in_node(folder: Path) -> str:
    script = "const m = await import('./main.js'); console.log(await m.found, m.here());"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().replace(folder.as_uri(), "")


def test_joined_modules_say_what_they_say_alone(tmp_path: Path) -> None:
    alone = written(tmp_path / "alone", MODULES)
    joined = Joining(alone, {"main.js": (), "b/later.js": ()})
    files = {entry: joined.text_of(entry) for entry in ("main.js", "b/later.js")}
    assert said_in_node(alone) == "x,5,x2,8 /"
    assert said_in_node(written(tmp_path / "joined", files)) == "x,5,x2,8 /"
    assert sum("+ one" in text for text in joined.files.values()) == 1
    assert joined.with_imported("b/later.js") == ["b/later.js", "main.js"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("main.js", "export default 5;\n", "main.js: “export default 5;” is a form"),
        ("main.js", "export let one = 1;\n", "is a form that cannot be joined"),
        ("main.js", "export * from './a/count.js';\n", "is a form that cannot be joined"),
        ("main.js", "import './a/count.js';\n", "is a form that cannot be joined"),
        (
            "main.js",
            "const one = 'x';\nimport(`./${one}.js`);\n",
            "is a form that cannot be joined",
        ),
        ("main.js", "import { six } from './a/count.js';\n", "main.js: a/count.js exports no six."),
        ("main.js", "import('./a/names.js');\nimport { two } from './a/names.js';\n", "no entry"),
        ("main.js", "import { said } from './b/later.js';\n", "an entry that comes later"),
        ("main.js", "const one = ;\n", "main.js: This is no script."),
        ("a/count.js", "import { two } from './names.js';\nexport const next = two;\n", "circle"),
    ],
)
def test_form_that_cannot_be_joined_is_named(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    folder = written(tmp_path, MODULES | {name: text})
    with pytest.raises(JoinError, match=re.escape(why)):
        Joining(folder, {"main.js": (), "b/later.js": ()}).text_of("main.js")


def test_every_module_of_the_phone_is_in_one_file_that_is_a_script(tmp_path: Path) -> None:
    modules = {str(one.relative_to(FOLDER)) for one in (FOLDER / "phone").rglob("*.js")}
    assert modules - set(joining().file_of) == NOT_JOINED
    files = {entry: joining().text_of(entry) for entry in ENTRIES}
    written(tmp_path, files)
    for entry in files:
        subprocess.run([NODE, "--check", tmp_path / entry], check=True)


def test_pages_without_a_form_load_none_of_it() -> None:
    for page in ("visits", "visit", "leave"):
        assert "phone/view/form.js" not in joining().with_imported(f"phone/view/{page}.js")


def test_modules_beside_the_joined_ones_import_only_files() -> None:
    """An address of its own has only what is not joined."""
    for path in FOLDER.rglob("*.js"):
        name = str(path.relative_to(FOLDER))
        if name in joining().file_of or name.startswith("vendor/"):
            continue
        for found in re.findall(r"(?:from |import\()'(\.[^']+)'", path.read_text()):
            target = str((path.parent / found).resolve().relative_to(FOLDER))
            assert target in ENTRIES or target not in joining().file_of, (name, target)
