"""How a visit and its draft are told to a phone: everything that it needs without network."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext

from auditapp.core.workflow import VisitState
from auditapp.phone import queries
from auditapp.phone.routes.shared import (
    ideal_of,
    language,
    shown_files,
    state_of,
    title_of,
    zone_name,
)
from auditapp.visits import queries as visits
from auditapp.visits.models import SHEET_KEY, Submission, Visit

Told = dict[str, Any]


def tell_visits(mine: queries.MyVisits, sent: Mapping[int, Submission]) -> list[Told]:
    """Tell the visits of a person, those to do first."""
    groups = {name: getattr(mine, name) for name in ("today", "coming", "returned")}
    groups["sent"] = (*mine.sent, *mine.older)  # a list that is kept goes by the days by itself
    return [
        tell_visit(one, name, sent.get(one.id)) for name, held in groups.items() for one in held
    ]


def tell_visit(one: Visit, group: str, sent: Submission | None) -> Told:
    """Tell one visit: what, where, when, how far it is, and where its pages are."""
    checklist, place = visits.checklist_of(one), one.location
    return {
        "id": one.public_id,
        "state": one.state,
        "state_words": gettext(state_of(one)),
        "group": group,
        "can_fill": queries.can_fill(one) or one.state == VisitState.ACCEPTED,
        "withdrawn": queries.is_withdrawn(one),
        "title": title_of(one),
        "location": place.name,
        "address": place.address,
        "zone": place.time_zone,
        "zone_name": zone_name(one),
        "position": _position(one),
        "window_from": one.window_from.isoformat(),
        "window_to": one.window_to.isoformat(),
        "version": one.checklist_version.sha256,
        "live_score": checklist.live_score,
        "check_in": checklist.check_in,
        "receipt": _receipt(sent),
        "pages": _pages(one),
    }


def tell_draft(one: Visit) -> Told:
    """Tell what is in the draft, each answer with its revision; one taken back has none."""
    rows = {row.key: row for row in visits.draft_rows(one)}
    told = {key: {"answer": row.answer, "revision": row.revision} for key, row in rows.items()}
    whole = told.pop(SHEET_KEY, {"answer": {}, "revision": 0})
    return {"answers": told, "sheet": whole, "photos": _photos(one, shown_files(one))}


def _photos(one: Visit, shown: Callable[[str], Any]) -> Told:
    return {
        sha256: {
            "key": row.key,
            "name": row.name,
            "media_type": row.photo.media_type,
            "url": shown(sha256).url or None,
        }
        for sha256, row in queries.files_by_id(one).items()
    }


def _position(one: Visit) -> Told | None:
    where = one.location.position
    return {"lat": where.latitude, "lon": where.longitude} if where else None


def _receipt(sent: Submission | None) -> Told | None:
    if sent is None:
        return None
    return {"receipt": sent.receipt, "received_at": sent.received_at.isoformat()}


def _pages(one: Visit) -> Told:
    version = one.checklist_version
    here = {"sha256": version.sha256, "in_language": language()}
    ideal = ideal_of(version)
    pictures = (
        ideal(question.key)
        for question in visits.checklist_of(one).by_key.values()
        if question.image
    )
    return {
        "form": url_for("phone.blank", **here),
        "rules": url_for("phone.rules", **here),
        "brief": f"/phone/briefs/{version.sha256}/{language()}",
        "pictures": [address for address in pictures if address],
    }
