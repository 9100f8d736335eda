"""Joins the phone's modules into few files: many small ones compress badly and each is a request.

A file is an entry with all it imports that no entry before it has. Each module stays a scope of its
own, `const core_sheet = (() => { …; return { … }; })()`, and is in one file only, which alone has
an address. Only the forms of import and export that our modules use are known.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath, relpath

from auditapp.web.renaming import NotReadable, renamed

# Each file by its entry, and what else lies in it because several of the others need it.
ENTRIES: Mapping[str, tuple[str, ...]] = {
    "phone/main.js": ("phone/shell/device.js", "phone/shell/sending.js"),
    "phone/view/form.js": (),
    "phone/later.js": (),
    "phone/view/where.js": (),
    "phone/view/leave.js": (),
    "phone/view/visits.js": (),
    "phone/view/visit.js": (),
    "phone/core/patterns.js": (),
    "phone/core/scoring.js": (),
    "phone/shell/rescue.js": (),
    "phone/widgets/drawing.js": (),
    "editor/trial.js": (),
}
_IMPORT = re.compile(r"^import (?:\* as (\w+)|\{([^}]*)\}) from '(\.[^']+)';\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*? |class )|const )(\w+)\b", re.MULTILINE)
_LIST = re.compile(r"export ?\{([^}]*)\};")
_LATER = re.compile(r"import\('(\.[^']+)'\)")
_HERE = re.compile(r"import\.meta\.url")
_UNKNOWN = re.compile(r"(?:^|[;}]) *(?:import|export)\b(?!\().*|\bimport[(.].*", re.MULTILINE)


class JoinError(Exception):
    """What keeps modules from being joined, and where."""


@dataclass
class _Module:
    """A module as it is written, and what it imports: {path: what it is called or takes of it}."""

    name: str
    text: str
    imports: dict[str, list[str]] = field(default_factory=dict)
    exports: list[str] = field(default_factory=list)


def scope_of(name: str) -> str:
    """Return what a module is called inside joined files."""
    return re.sub(r"\W", "_", name.removesuffix(".js"))


class Joining:
    """The files that are served in place of modules, {name below the folder: text}."""

    def __init__(self, folder: Path, entries: Mapping[str, Iterable[str]]) -> None:
        self._folder = folder
        self._modules: dict[str, _Module] = {}
        self.file_of: dict[str, str] = {}
        self._order: dict[str, list[_Module]] = {}
        for entry, others in entries.items():
            self._order[entry] = []
            for name in (*others, entry):
                self._place(name, entry, set(entries) - {entry}, ())
        self.files = {entry: self._write(entry) for entry in entries}
        self._renamed: dict[str, str] = {}

    def text_of(self, entry: str) -> str:
        """Return a file as it leaves."""
        if entry not in self._renamed:
            try:
                self._renamed[entry] = renamed(self.files[entry])
            except NotReadable as wrong:
                raise JoinError(f"{entry}: {wrong}") from wrong
        return self._renamed[entry]

    def with_imported(self, entry: str) -> list[str]:
        """Return a file and those that it imports from the start."""
        found = dict.fromkeys([entry])
        for module in self._order[entry]:
            for name in module.imports:
                if self.file_of[name] not in found:
                    found |= dict.fromkeys(self.with_imported(self.file_of[name]))
        return list(found)

    def _place(self, name: str, entry: str, others: set[str], way: tuple[str, ...]) -> None:
        """Put a module behind all that it imports."""
        if name in way:
            raise JoinError(f"{' → '.join((*way[way.index(name) :], name))}: a circle of imports.")
        if name in self.file_of:
            return
        if name in others:
            raise JoinError(f"{way[-1]} imports {name}, an entry that comes later.")
        module = self._modules[name] = self._read(name)
        for path in module.imports:
            self._place(path, entry, others, (*way, name))
        self.file_of[name] = entry
        self._order[entry].append(module)

    def _read(self, name: str) -> _Module:
        module = _Module(name, (self._folder / name).read_text("utf-8"))

        def taken(found: re.Match[str]) -> str:
            whole, names, path = found.groups()
            what = whole or "{" + re.sub(r"(\w+) as ", r"\1: ", names) + "}"
            module.imports.setdefault(_beside(name, path), []).append(what)
            return ""

        def given(found: re.Match[str]) -> str:
            module.exports.append(found[2])
            return found[1] + found[2]

        def listed(found: re.Match[str]) -> str:
            pairs = (one.split(" as ") for one in found[1].split(",") if one.strip())
            module.exports += [": ".join(part.strip() for part in pair[::-1]) for pair in pairs]
            return ""

        for form, change in ((_IMPORT, taken), (_EXPORT, given), (_LIST, listed)):
            module.text = form.sub(change, module.text)
        at_home = _HERE.sub("", _LATER.sub("", module.text))
        if re.search("import|export", at_home) and (unknown := _UNKNOWN.search(at_home)):
            line = unknown[0].strip()[:80]
            raise JoinError(f"{name}: “{line}” is a form that cannot be joined.")
        return module

    def _write(self, entry: str) -> str:
        modules = self._order[entry]
        own = {module.name for module in modules}
        others: dict[str, set[str]] = {}
        for path in (path for module in modules for path in module.imports if path not in own):
            others.setdefault(self.file_of[path], set()).add(scope_of(path))
        lines = [
            f"import {{{', '.join(sorted(scopes))}}} from '{_way(entry, file)}';"
            for file, scopes in others.items()
        ]
        lines += [self._scoped(entry, module) for module in modules]
        scopes = ", ".join(scope_of(module.name) for module in modules)
        lines.append(f"export {{{scopes}}};")
        if names := self._modules[entry].exports:
            given = ", ".join(name.partition(":")[0] for name in names)
            lines.append(f"export const {{{given}}} = {scope_of(entry)};")
        return "\n".join(lines) + "\n"

    def _scoped(self, entry: str, module: _Module) -> str:
        for path, taken in module.imports.items():
            self._check(module, path, taken)

        def later(found: re.Match[str]) -> str:
            path = _beside(module.name, found[1])
            if path not in self._order and path in self.file_of:
                raise JoinError(f"{module.name} imports {path} later, which is no entry.")
            return f"import('{_way(entry, path)}')"

        here = f"new URL('{_way(entry, module.name)}', import.meta.url).href"
        text = _HERE.sub(here, _LATER.sub(later, module.text)).rstrip()
        names = [
            f"{what} = {scope_of(path)}"
            for path, all_taken in module.imports.items()
            for what in all_taken
        ]
        lines = [
            f"const {scope_of(module.name)} = (() => {{",
            *([f"const {', '.join(names)};"] if names else []),
            text,
            f"return {{{', '.join(module.exports)}}};",
            "})();",
        ]
        return "\n".join(lines)

    def _check(self, module: _Module, path: str, taken: Iterable[str]) -> None:
        known = {one.partition(":")[0] for one in self._modules[path].exports}
        for what in taken:
            wanted = re.findall(r"(\w+)(?:: \w+)?", what) if what.startswith("{") else []
            if missing := sorted(set(wanted) - known):
                raise JoinError(f"{module.name}: {path} exports no {missing[0]}.")


def _beside(name: str, path: str) -> str:
    return normpath(join(dirname(name), path))


def _way(entry: str, to: str) -> str:
    way = relpath(to, dirname(entry))
    return way if way.startswith(".") else f"./{way}"
