"""What publishing a draft would do to visits that are over: the same answers scored anew."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flask import render_template, request

from auditapp.checklists import queries as library
from auditapp.core.document import Checklist, Standard
from auditapp.core.editing import said
from auditapp.core.permissions import Permission
from auditapp.core.rescoring import BANDS, Measured, Outlook, rescore
from auditapp.results import queries
from auditapp.results.queries import Visits
from auditapp.results.routes.blueprint import blueprint
from auditapp.web.actor import actor
from auditapp.web.pages import language
from auditapp.web.permits import allow

CHOICES = (50, queries.LAST, queries.MOST)
FARTHEST = 10


class Told(NamedTuple):
    """A question as the page names it, and in how many visits something is so."""

    number: str
    words: str
    visits: int
    scores: bool


@blueprint.get("/what-if/<uuid:draft_id>")
@allow(Permission.CHECKLIST_CHANGE, everywhere=True)
def what_if(draft_id: object) -> str:
    """Show how visits would have come out by a draft; nothing is stored."""
    draft = library.draft(actor(), str(draft_id))
    document, faults = library.draft_document(draft)
    last = _last(request.args.get("last", ""))
    origin = library.origin_of(draft)
    shown = _scored(origin.key if origin else document.key, document, last) if document else {}
    return render_template(
        "results/what_if.html",
        draft=draft,
        title=said(draft.title, language(), "") or draft.key,
        faults=len(faults.errors) if faults else 0,
        is_standard=draft.kind == "standard",
        last=last,
        original=origin.key if origin and draft.copied_from else "",
        choices=CHOICES,
        **shown,
    )


def _last(asked: str) -> int:
    return next((one for one in CHOICES if asked == str(one)), queries.LAST)


def _scored(key: str, document: Checklist | Standard, last: int) -> dict[str, object]:
    if isinstance(document, Checklist):
        visits = queries.pasts_by(actor(), key, document, last)
        outlook = rescore(visits.pasts, document)
    else:
        visits = queries.pasts_held_against(actor(), key, document, last)
        outlook = rescore(visits.pasts)
    return {
        "outlook": outlook,
        "visited": visits.visited,
        "tenths": _tenths(outlook),
        "farthest": outlook.farthest(FARTHEST),
        "measured": _measured(outlook, document, visits),
        "sections": _sections(document, visits),
        **(_questions(outlook, document, visits) if isinstance(document, Checklist) else {}),
    }


def _tenths(outlook: Outlook) -> list[tuple[int, int, int]]:
    """Return where each band begins and its counts, the highest first; none below the lowest."""
    bands = [(low * 100 // BANDS, *counts) for low, counts in enumerate(outlook.bands)]
    lowest = next((at for at, (_low, *counts) in enumerate(bands) if any(counts)), 0)
    return bands[lowest:][::-1]


def _questions(outlook: Outlook, new: Checklist, visits: Visits) -> dict[str, list[Told]]:
    before = {id(one.checklist): one.checklist for one in visits.pasts}.values()
    return {
        "unasked": _told(outlook.unasked, [new]),
        "unfit": _told(outlook.unfit, [new]),
        "dropped": _told(outlook.dropped, before),
    }


def _told(counts: Mapping[str, int], known: Iterable[Checklist]) -> list[Told]:
    """Name questions in the order of the first checklist that knows them."""
    found: dict[str, Told] = {}
    for checklist in known:
        for key, one in checklist.by_key.items():
            if key in counts and key not in found:
                words = checklist.say(one.text, language())
                number = checklist.number_of[key]
                found[key] = Told(number, words, counts[key], one.can_score)
    return list(found.values())


def _sections(document: Checklist | Standard, visits: Visits) -> dict[str, str]:
    """Return the titles of sections by their keys, those of the draft before older ones."""
    held = [one.checklist for one in visits.pasts]
    held += [document] if isinstance(document, Checklist) else []
    return {
        section.key: checklist.say(section.title, language())
        for checklist in {id(one): one for one in held}.values()
        for section in checklist.sections
    }


def _measured(
    outlook: Outlook, document: Checklist | Standard, visits: Visits
) -> list[tuple[Measured, str, Mapping[str, int], Mapping[str, int]]]:
    """Name what a standard asks for and is met in other visits than before."""
    names: dict[Measured, str] = {}
    standards = (one.standard for one in visits.pasts if one.standard)
    for standard in {id(one): one for one in standards}.values():
        names |= {("clause", c.code): c.title.say(language()) for c in standard.clauses}
    names |= {("section", key): title for key, title in _sections(document, visits).items()}
    return [
        (what, names.get(what, ""), before, after)
        for what, (before, after) in sorted(outlook.measured.items(), key=_in_order)
    ]


def _in_order(item: tuple[Measured, object]) -> tuple[int, str]:
    (kind, name), _counts = item
    return ("total", "section", "clause").index(kind), name
