"""The settings of one part of a draft: which template shows them, and what it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from auditapp.checklists.queries import Citing
from auditapp.checklists.routes import panel_words, saying
from auditapp.checklists.routes.asked_when import Condition, earlier, name_of, numbered
from auditapp.checklists.routes.parts import (
    Part,
    Tree,
    as_json,
    as_map,
    language_name,
    maps,
    options_of,
    say,
    shown,
)
from auditapp.core.document import Checklist, Clause, Question, Section, Standard
from auditapp.core.editing.trees import is_checklist, languages_of, part_of, parts_of, place_of
from auditapp.core.format.words import KINDS_SAID
from auditapp.core.kinds import KINDS
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.moment import MomentKind
from auditapp.core.problems import Problem

# Types by what they are for, in the order in which people want them.
SCORED = ("yes_no", "choice", "multi_choice", "scale", "number", "duration")
UNSCORED = ("text", "long_text", "date", "time", "datetime", "photo", "file", "signature")
UNSCORED += ("position", "note")
_FOLDER = "checklists/editor"
_INPUTS = {"date": "date", "time": "time", "datetime": "datetime-local"}
# What a browser's own field for a moment can show; it would seem empty otherwise.
_SHORT = {"date": 10, "time": 5, "datetime": 16}


@dataclass(frozen=True)
class Asked:
    """A clause with the questions that ask about it: pairs of the part to go to and its name."""

    code: str
    title: str
    requirement: str
    questions: tuple[tuple[str, str], ...]

    def numbers_without(self, at: str) -> str:
        """Return the numbers of the questions that ask about it, one of them left out."""
        return ", ".join(name.partition(" ")[0] for part, name in self.questions if part != at)


@dataclass(frozen=True)
class Coverage:
    """How a checklist's draft and its standard hang together, in both directions."""

    clauses: tuple[Asked, ...]
    without: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]

    @property
    def unasked(self) -> tuple[Asked, ...]:
        """Clauses that no question asks about."""
        return tuple(one for one in self.clauses if not one.questions)


def panel(
    tree: Tree,
    at: str,
    *,
    spoken: str = "",
    standard: Standard | None = None,
    standards: Sequence[tuple[str, str]] = (),
    citing: Sequence[Citing] = (),
    published: bool = False,
) -> tuple[str, dict[str, Any]]:
    """Return the template of a part's settings and what it is given.

    Raises: Problem `drafts.gone` if there is no such part.
    """
    at = "" if at == "document" else at
    raw = part_of(tree, at)
    if raw is None:
        raise Problem("drafts.gone", at=at)
    languages = tuple(languages_of(tree))
    spoken = spoken if spoken in languages else languages[0]
    name, model, build = _kind_of(tree, at)
    p = Part(at, raw, (model, *_kind_models(raw)), languages, spoken)
    given = {
        "p": p,
        "tree": tree,
        "languages": languages,
        "spoken": spoken,
        "published": published,
        "words": saying,
        "terms": panel_words,
        "standard": standard,
        "standards": tuple(standards),
        "citing": tuple(citing),
    }
    return f"{_FOLDER}/{name}.html", given | build(p, tree, given)


def _kind_of(tree: Tree, at: str) -> tuple[str, Any, Any]:
    kinds = {"s": ("section", Section, _section), "q": ("question", Question, _question)}
    if at:
        return kinds.get(at[0], ("clause", Clause, _clause))
    if is_checklist(tree):
        return "document", Checklist, _document
    return "standard", Standard, _standard


def _kind_models(raw: Tree) -> list[type[Kind]]:
    named = raw.get("type")
    return [KINDS[named]] if isinstance(named, str) and named in KINDS else []


def _document(p: Part, tree: Tree, given: Tree) -> Tree:
    standard = given["standard"]
    return {
        "tags": [(tag, language_name(tag)) for tag in (*panel_words.TAGS, *p.languages)],
        "sets": _sets(p, tree),
        "fresh": panel_words.first_options(p.languages),
        "coverage": coverage(tree, standard, p) if standard else None,
        "dangling": _dangling(p, tree, given) if standard is None else (),
    }


def _sets(p: Part, tree: Tree) -> list[Tree]:
    """Return the answer sets with who uses each."""
    found = []
    for name, options in as_map(tree.get("answer_sets")).items():
        using = [one for one in _questions(tree) if one.get("options") == name]
        listed = [(p.say(text), shown(score)) for _key, text, score in _options_in(options)]
        found.append({"name": name, "options": options, "said": listed, "using": len(using)})
    return found


def _options_in(options: Any) -> list[tuple[str, Any, Any]]:
    return options_of({"options": options}, {}) if isinstance(options, list) else []


def _questions(tree: Tree) -> list[Tree]:
    sections = maps(tree.get("sections"))
    return [one for _number, section in sections for _at, one in maps(section.get("questions"))]


def _dangling(p: Part, tree: Tree, given: Tree) -> tuple[tuple[str, str], ...]:
    """Return the questions that cite a clause although there is no standard."""
    return _named(p, tree, [one for one in _questions(tree) if one.get("clause") is not None])


def _named(p: Part, tree: Tree, questions: list[Tree]) -> tuple[tuple[str, str], ...]:
    numbers = numbered(tree)
    return tuple(
        (one["id"], name_of(one, numbers[id(one)], p.spoken, p.languages)) for one in questions
    )


def coverage(tree: Tree, standard: Standard, p: Part) -> Coverage:
    """Return which questions of a draft ask about which clauses."""
    questions = _questions(tree)
    clauses = tuple(
        Asked(
            clause.code,
            clause.title.say(p.spoken),
            clause.requirement.say(p.spoken),
            _named(p, tree, [one for one in questions if one.get("clause") == clause.code]),
        )
        for clause in standard.clauses
    )
    without = [one for one in questions if one.get("clause") is None and can_score(one, tree)]
    unknown = [
        one
        for one in questions
        if one.get("clause") is not None and one["clause"] not in [held.code for held in clauses]
    ]
    return Coverage(clauses, _named(p, tree, without), _named(p, tree, unknown))


def can_score(question: Tree, tree: Tree) -> bool:
    """Tell whether an answer to a question of a tree could count, as far as it can be read."""
    kind = question.get("type")
    if question.get("weight") == 0 or kind not in SCORED:
        return False
    if kind in ("number", "duration"):
        return question.get("bands") is not None or question.get("linear") is not None
    if kind in ("choice", "multi_choice"):
        return any(score is not None for _key, _text, score in options_of(question, tree))
    return True


def _section(p: Part, tree: Tree, given: Tree) -> Tree:
    owners = as_map(tree.get("owners"))
    weights = [one.get("weight") for _number, one in maps(tree.get("sections"))]
    return {
        "owners": [(key, p.say(name) or key) for key, name in owners.items()],
        "has_weights": any(weight is not None for weight in weights),
        **_asked_when(p, tree, p.raw),
    }


def _asked_when(p: Part, tree: Tree, section: Tree) -> Tree:
    said = Condition(tree, p.spoken, p.languages).kept(p.value("show_if"))
    return {
        "earlier": earlier(tree, section, p.raw, p.spoken, p.languages),
        "said": said,
    }


def _question(p: Part, tree: Tree, given: Tree) -> Tree:
    place = place_of(tree, p.at)
    standard = given["standard"]
    named = p.value("type")
    kind = KINDS.get(named) if isinstance(named, str) else None
    return {
        "kind": named if kind else "",
        "meaning": _meaning(named) if kind else "",
        "scorable": named in SCORED,
        "number": numbered(tree).get(id(p.raw), ""),
        "types": {"scored": SCORED, "unscored": UNSCORED},
        "about": {
            "defaults": _beginnings(p.languages),
            "scored": SCORED,
        },
        "sets": _sets(p, tree),
        "share": _free_name(as_map(tree.get("answer_sets")), p.raw.get("key")),
        "fresh": panel_words.first_options(p.languages),
        "coverage": coverage(tree, standard, p) if standard else None,
        "groups": _groups(p, place.parent if place else {}),
        "moment": moment(named, p) if kind and issubclass(kind, MomentKind) else None,
        **_asked_when(p, tree, place.parent if place else {}),
    }


def _meaning(named: str) -> str:
    said = KINDS_SAID[named]
    if named in panel_words.MEANINGS:
        return str(panel_words.MEANINGS[named])
    return f"{gettext(said.words)} {gettext(said.score)}"


def _beginnings(languages: tuple[str, ...]) -> Tree:
    options = panel_words.first_options(languages)
    unscored = [{key: value for key, value in one.items() if key != "score"} for one in options]
    return {"choice": {"options": options}, "multi_choice": {"options": unscored}}


def _free_name(sets: Tree, key: Any) -> str:
    wanted = f"{key}_answers" if isinstance(key, str) else "answers"
    names = (wanted, *(f"{wanted}_{number}" for number in range(2, len(sets) + 3)))
    return next(one for one in names if one not in sets)


def _groups(p: Part, section: Tree) -> list[str]:
    """Return the headings of groups in the section, to write them alike."""
    held = (one.get("group") for _number, one in maps(section.get("questions")))
    return sorted({say(one, p.languages[0], p.languages) for one in held if one is not None} - {""})


def moment(named: str, p: Part) -> dict[str, str]:
    """Return which field of the browser can show each bound of a moment, else plain words."""
    return {name: _moment_field(named, p.value(name)) for name in ("min", "max")}


def _moment_field(named: str, value: Any) -> str:
    usual = _INPUTS[named]
    if value is None:
        return usual
    return usual if isinstance(value, str) and len(value) == _SHORT[named] else "text"


def _standard(p: Part, tree: Tree, given: Tree) -> Tree:
    codes = [one.get("code") for one in parts_of(tree)]
    clauses = [
        (one["id"], one.get("code") or "", p.say(one.get("title")))
        for one in parts_of(tree)
        if not any(_asking(citing, one.get("code")) for citing in given["citing"])
    ]
    return {
        "unasked": clauses,
        "asking": [_held_against(citing, codes, p) for citing in given["citing"]],
        "section_keys": sorted(
            {key for citing in given["citing"] for key in _section_keys(citing.checklist)}
        ),
    }


def _section_keys(checklist: Checklist) -> list[str]:
    return [section.key for section in checklist.sections]


def _asking(citing: Citing, code: Any) -> list[str]:
    checklist = citing.checklist
    return [
        checklist.number_of[one.key]
        for one in checklist.questions
        if one.clause is not None and one.clause == code
    ]


def _held_against(citing: Citing, codes: list[Any], p: Part) -> Tree:
    """Return what a checklist asks about a standard's draft, and what it does not."""
    checklist, number_of = citing.checklist, citing.checklist.number_of
    questions = checklist.questions
    return {
        "title": checklist.say(checklist.title, p.spoken),
        "key": citing.version.key,
        "version": citing.version.version,
        "asked": len({one.clause for one in questions if one.clause in codes}),
        "without": [
            number_of[one.key] for one in questions if one.can_score and one.clause is None
        ],
        "gone": [
            f"{number_of[one.key]} ({one.clause})"
            for one in questions
            if one.clause and one.clause not in codes
        ],
    }


def _clause(p: Part, tree: Tree, given: Tree) -> Tree:
    code = p.value("code")
    asking = [
        {
            "title": one.checklist.say(one.checklist.title, p.spoken),
            "key": one.version.key,
            "version": one.version.version,
            "questions": _asking(one, code),
        }
        for one in given["citing"]
    ]
    return {
        "asking": [one for one in asking if one["questions"]],
        "target": shown(tree.get("target")),
        "limit_json": as_json(p.value("limit")),
    }
