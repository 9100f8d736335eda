"""Gives the variables of a script the shortest names: a tenth less to send.

A name is taken anew in each scope, unless something that the scope speaks of bears it already.
What other files or the browser know keeps its name, and so does every property.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_FUNCTIONS = {
    "arrow_function",
    "function_declaration",
    "function_expression",
    "generator_function",
    "generator_function_declaration",
    "method_definition",
}
_SCOPES = {"statement_block", "for_statement", "for_in_statement", "switch_body"}
# Their own block is one scope with their parameters: no name may be declared in both.
_WITH_BLOCK = {*_FUNCTIONS, "catch_clause", "class"}
_DECLARATIONS = {"function_declaration", "generator_function_declaration", "class_declaration"}
# Where what is declared belongs to the inside.
_DECLARED_WITHIN = {
    **dict.fromkeys(_FUNCTIONS, ("parameters", "parameter")),
    "catch_clause": ("parameter",),
    "class": ("name",),
    "function_expression": ("name", "parameters"),
}
_SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_NAMES = {"identifier", *_SHORTHAND}
# In the order in which letters are common in scripts anyway.
_LETTERS = "etnrsoiaclduhfpmgvbywkxjqzTSACRDNEIOMPLFHBKWUGVYXJQZ_$"
_WORDS = {b"as", b"do", b"if", b"in", b"is", b"of"}


class NotReadable(Exception):
    """The script is none, or has something that we never write."""


class Scope:
    """Where names are declared, and what is spoken of inside, with its place."""

    def __init__(self, outer: "Scope | None", *, is_function: bool = False) -> None:
        self.outer = outer
        self.function: Scope = self if outer is None or is_function else outer.function
        self.inner: list[Scope] = []
        self.declared: dict[bytes, bytes] = {}
        self.uses: list[Node] = []
        self.spoken: Counter[tuple[Scope | None, bytes]] = Counter()
        if outer:
            outer.inner.append(self)

    def of(self, name: bytes) -> "Scope | None":
        """Return the scope that declares what is meant by a name here."""
        at: Scope | None = self
        while at and name not in at.declared:
            at = at.outer
        return at


def tree_of(script: str) -> Node:
    """Return the tree of a script. Raises: NotReadable."""
    root = Parser(_language()).parse(script.encode()).root_node
    if root.has_error:
        raise NotReadable("This is no script.")
    return root


def renamed(script: str) -> str:
    """Return a script with short names in it. Raises: NotReadable."""
    whole, kept, root = Scope(None), set(_WORDS), tree_of(script)
    _walk(root, whole, kept)
    _speak(whole, kept)
    edits: dict[Node, bytes] = {}
    _name(whole, kept, edits)
    data, at, parts = script.encode(), 0, []
    for node in sorted(edits, key=lambda one: one.start_byte):
        name = _text(node)
        before = name + b":" if node.type in _SHORTHAND else b""
        parts += [data[at : node.start_byte], before, edits[node]]
        at = node.end_byte
    return b"".join([*parts, data[at:]]).decode()


@cache
def _language() -> Language:
    return Language(tree_sitter_javascript.language())


def _text(node: Node) -> bytes:
    return node.text or b""


def _walk(node: Node, scope: Scope, kept: set[bytes]) -> None:
    """Find all that is declared and spoken of; what goes to other files is kept."""
    kind = node.type
    if kind in _NAMES:
        scope.uses.append(node)
    elif kind in ("import_statement", "export_statement"):
        kept.update(_text(one) for one in _found(node))
    elif kind in _DECLARATIONS:
        _declare(node.child_by_field_name("name"), scope)
    elif kind in ("lexical_declaration", "variable_declaration"):
        declaring = scope if kind == "lexical_declaration" else scope.function
        for one in node.named_children:
            _declare(one.child_by_field_name("name"), declaring)
    if _is_scope(node):
        scope = Scope(scope, is_function=kind in _FUNCTIONS)
    if kind == "for_in_statement" and (how := node.child_by_field_name("kind")):
        declaring = scope.function if how.type == "var" else scope
        _declare(node.child_by_field_name("left"), declaring)
    for part in _DECLARED_WITHIN.get(kind, ()):
        _declare(node.child_by_field_name(part), scope)
    for child in node.named_children:
        _walk(child, scope, kept)


def _is_scope(node: Node) -> bool:
    if node.type == "statement_block" and node.parent and node.parent.type in _WITH_BLOCK:
        return False
    return node.type in _SCOPES or node.type in _WITH_BLOCK


def _found(node: Node) -> Iterator[Node]:
    if node.type in _NAMES:
        yield node
    for child in node.named_children:
        yield from _found(child)


def _declare(node: Node | None, scope: Scope) -> None:
    """Declare each name of a pattern; what stands in it for nothing given is none."""
    if node is None:
        return
    if node.type in _NAMES:
        scope.declared[_text(node)] = b""
    elif node.type == "pair_pattern":
        _declare(node.child_by_field_name("value"), scope)
    elif node.type in ("assignment_pattern", "object_assignment_pattern"):
        _declare(node.child_by_field_name("left"), scope)
    else:
        for child in node.named_children:
            _declare(child, scope)


def _speak(scope: Scope, kept: set[bytes]) -> None:
    """Count for each scope what is spoken of in it and in those inside."""
    for node in scope.uses:
        name = _text(node)
        where = scope.of(name)
        scope.spoken[where, name] += 1
        if where is None:
            kept.add(name)
    for inner in scope.inner:
        _speak(inner, kept)
        scope.spoken += inner.spoken


def _name(scope: Scope, kept: set[bytes], edits: dict[Node, bytes]) -> None:
    """Give names from the outermost scope inwards, the shortest to what is said most."""
    taken = kept | {
        where.declared[name] for (where, name) in scope.spoken if where and where is not scope
    }
    names = (name for name in _short_names() if name not in taken)
    for name in sorted(scope.declared, key=lambda one: -scope.spoken[scope, one]):
        scope.declared[name] = name if name in kept and scope.outer is None else next(names)
    for node in scope.uses:
        where = scope.of(_text(node))
        if where and where.declared[_text(node)] != _text(node):
            edits[node] = where.declared[_text(node)]
    for inner in scope.inner:
        _name(inner, kept, edits)


def _short_names() -> Iterator[bytes]:
    for length in (1, 2, 3):
        yield from ("".join(letters).encode() for letters in product(_LETTERS, repeat=length))
