"""What every part of a report says of the visit: where, when, by whom, in which edition."""

from dataclasses import dataclass

from auditapp.core.problems import N_
from auditapp.reports.report import ReportData
from auditapp.reports.sections.words import Words

EDITIONS = {
    "quality": N_("quality department's edition"),
    "place": N_("the location's edition"),
}
METHODS = {
    "mystery_shop": N_("mystery shop"),
    "internal_audit": N_("internal audit"),
    "customer_survey": N_("customer survey"),
    "complaint": N_("complaint"),
    "response_time": N_("response time"),
}


@dataclass(frozen=True)
class Heading:
    """Words for the head and foot of each page, and for the title."""

    company: str
    edition: str
    title: str
    method: str
    location: str
    address: str
    when: str
    received: str
    reviewed: str
    day: str
    auditor: str
    version: int | None
    report_id: str
    record: str


def heading(data: ReportData, words: Words) -> Heading:
    """Say of which visit this is a report."""
    return Heading(
        company=data.company,
        edition=words.word(EDITIONS[data.edition]),
        title=words.text(data.checklist.title),
        method=words.word(METHODS[data.checklist.method]),
        location=data.location.name,
        address=data.location.address,
        when=_when(data, words),
        received=_received(data, words),
        reviewed=words.day(data.reviewed_on) if data.reviewed_on else "",
        day=words.short_day(data.visited_at.date()) if data.visited_at else "",
        auditor=data.auditor,
        version=data.version,
        report_id=data.report_id,
        record=_shortened(data.trail_head),
    )


def _when(data: ReportData, words: Words) -> str:
    if data.visited_at is None:
        return ""
    day = words.day(data.visited_at.date())
    if data.edition == "place":
        return f"{day}, {words.part_of_day(data.visited_at)}"
    return f"{day}, {words.minute(data.visited_at)}"


def _received(data: ReportData, words: Words) -> str:
    """Say when the form arrived, not when the visit was; the location never learns it."""
    at = data.received_at
    if at is None or data.edition == "place":
        return ""
    return f"{words.day(at.date())}, {words.minute(at)}"


def _shortened(head: str) -> str:
    return f"{head[:4]}…{head[-4:]}" if len(head) > 12 else head
