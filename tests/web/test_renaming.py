"""Scripts with short names do what they did."""

import subprocess

import pytest

from auditapp.web.renaming import NotReadable, renamed
from tests.in_node import NODE

TRICKY = """
const outer = 'o', location = 'l';
var old = 5;
let count = 0;
const shown = [];
function add(value, { depth = 1, inner: renamedInner = outer, ...others } = {}, ...rest) {
  if (value === undefined) { const outer = 'block'; shown.push(outer); }
  const sum = (value) => value + depth;
  shown.push([sum(value ?? 0), renamedInner, { outer, others }, rest, `${outer}-${sum(1)}`]);
  for (let index = 0, end = 2; index < end; index++) { const value = index; count += value; }
  for (const [name, item] of Object.entries(others)) shown.push({ [name]: item, name });
  for (count of [7, 8]) shown.push(count);
  for (var late in { one: 1 }) shown.push(late);
  return late;
}
class Base {
  #kept = 1;
  static made = 0;
  get kept() { return this.#kept; }
  take(kept) { this.#kept = kept; }
}
const Named = class Self extends Base { own() { return Self.made + location; } };
const fact = function again(n) { return n ? n * again(n - 1) : 1; };
const thing = new Named();
thing.take(4);
try { throw new Error('e'); } catch ({ message }) { shown.push(message); }
try { null.x; } catch (error) { const message = error.constructor.name; shown.push(message); }
({ outer: shown.outer, count } = { outer, count: 3 });
[shown[0], count = 9] = [shown[0]];
const { kept, ['made' + '']: computed, absent = fact(4) } = thing;
switch (count) { case 9: { const kept = 'switched'; shown.push(kept); } }
label: for (const one of [1, 2]) {
  for (const two of [1]) { shown.push(one * two); continue label; }
}
shown.push(add(2, { depth: 3, e: 'e', t: 't' }, 'r', 's'), add(), typeof undeclared, thing.own());
shown.push(kept, computed, absent, old, globalThis.parseInt('5'));
shown.push((({ e, t: n }) => [e, n])({ e: 1, t: 2 }));
const later = async (task) => { for await (const got of [task]) shown.push(await got); };
function* numbers() { yield* [1, 2]; }
await later(Promise.resolve([...numbers()]));
console.log(JSON.stringify(shown), count, shown.outer);
"""


def said(script: str) -> str:
    run = [NODE, "--input-type=module", "-e", script]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def test_script_with_short_names_does_what_it_did() -> None:
    short = renamed(TRICKY)
    assert said(short) == said(TRICKY)
    assert len(short) < len(TRICKY) * 0.9
    assert "renamedInner" not in short


def test_what_others_know_keeps_its_name() -> None:
    script = "import { given as own } from './a.js';\nconst taken = own;\nexport { taken };\n"
    assert renamed(script) == script


def test_what_is_no_script_is_refused() -> None:
    with pytest.raises(NotReadable):
        renamed("const = 5;")
