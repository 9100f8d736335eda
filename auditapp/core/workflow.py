"""A visit's life: every state, every event, who may cause it and where it leads, in one table.

Says nothing of rights in places or of what an event writes; commands ask `next_state` and obey.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from auditapp.core.problems import N_, Problem


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISPUTED = "disputed"
    FINAL = "final"
    ARCHIVED = "archived"
    ABORTED = "aborted"
    MISSED = "missed"
    CANCELLED = "cancelled"
    REASSIGNED = "reassigned"
    REJECTED = "rejected"
    EXCLUDED = "excluded"


class Event(StrEnum):
    """What can happen to a visit."""

    ASSIGN = "assign"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    REASSIGN = "reassign"
    MOVE_WINDOW = "move window"
    HAND_OVER = "hand over"
    GIVE_BACK = "give back"
    START = "start"
    MISS = "miss"
    ABORT = "abort"
    CANCEL = "cancel"
    SUBMIT = "submit"
    CHECK = "check"
    ASK = "ask"
    ANSWER = "answer"
    ANSWER_LAPSES = "answer lapses"
    REJECT = "reject"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    TURN_DOWN = "turn down"
    EXCLUDE = "exclude"
    CLOSE_WINDOW = "close window"
    ARCHIVE = "archive"


class By(StrEnum):
    """Who causes an event; `system` is the application by a deadline or a check."""

    MANAGER = "manager"
    SHOPPER = "shopper"
    REVIEWER = "reviewer"
    LOCATION_MANAGER = "location_manager"
    SYSTEM = "system"


@dataclass(frozen=True)
class Move:
    """One row of the table: an event, who may cause it, from where, to where, by which rule."""

    event: Event
    by: frozenset[By]
    before: frozenset[VisitState]
    after: VisitState
    rule: str


# Intervals of the rules below: what holds until a company sets its own.
ANSWER_WITHIN = timedelta(hours=24)
GIVE_BACK_BEFORE = timedelta(hours=24)
REPLY_WITHIN = timedelta(hours=24)
DISPUTE_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Limits:
    """The intervals of the rules below, as a company set them."""

    answer_within: timedelta = ANSWER_WITHIN
    give_back_before: timedelta = GIVE_BACK_BEFORE
    reply_within: timedelta = REPLY_WITHIN
    dispute_within: timedelta = DISPUTE_WITHIN

    @classmethod
    def of(cls, *, answer_h: int, give_back_h: int, reply_h: int, dispute_days: int) -> "Limits":
        """Return limits from whole hours and days."""
        return cls(
            timedelta(hours=answer_h),
            timedelta(hours=give_back_h),
            timedelta(hours=reply_h),
            timedelta(days=dispute_days),
        )


S = VisitState
BEFORE_SUBMITTED = frozenset({S.PLANNED, S.ASSIGNED, S.ACCEPTED, S.IN_PROGRESS})
HELD = frozenset({S.ASSIGNED, S.ACCEPTED, S.IN_PROGRESS})
LATE_ARRIVALS = frozenset({S.PLANNED, S.ASSIGNED, S.ACCEPTED, S.MISSED, S.CANCELLED, S.REASSIGNED})
SCORED = frozenset(
    {
        S.SUBMITTED,
        S.IN_REVIEW,
        S.RETURNED,
        S.APPROVED,
        S.PUBLISHED,
        S.DISPUTED,
        S.FINAL,
        S.ARCHIVED,
        S.REJECTED,
        S.EXCLUDED,
    }
)
SEEN_BY_PLACE = frozenset({S.PUBLISHED, S.DISPUTED, S.FINAL, S.ARCHIVED, S.EXCLUDED})
REVIEWED = SEEN_BY_PLACE | {S.APPROVED}


def _move(
    event: Event, by: By | set[By], before: Iterable[VisitState], after: VisitState, rule: str
) -> Move:
    who = frozenset({by}) if isinstance(by, By) else frozenset(by)
    return Move(event, who, frozenset(before), after, rule)


TABLE: tuple[Move, ...] = (
    _move(
        Event.ASSIGN,
        By.MANAGER,
        {S.PLANNED},
        S.ASSIGNED,
        N_("One shopper, one location, one window."),
    ),
    _move(
        Event.ACCEPT,
        By.SHOPPER,
        {S.ASSIGNED},
        S.ACCEPTED,
        N_("The shopper declares no conflict of interest and agrees to confidentiality."),
    ),
    _move(
        Event.DECLINE,
        By.SHOPPER,
        {S.ASSIGNED},
        S.PLANNED,
        N_("The reason is kept."),
    ),
    _move(
        Event.LAPSE,
        By.SYSTEM,
        {S.ASSIGNED},
        S.PLANNED,
        N_("No answer within 24 hours."),
    ),
    _move(
        Event.REASSIGN,
        By.MANAGER,
        {S.ASSIGNED, S.ACCEPTED},
        S.ASSIGNED,
        N_("The one before is told."),
    ),
    _move(
        Event.MOVE_WINDOW,
        By.MANAGER,
        {S.ASSIGNED, S.ACCEPTED},
        S.ASSIGNED,
        N_("The one before is told."),
    ),
    _move(
        Event.HAND_OVER,
        {By.MANAGER, By.SHOPPER, By.SYSTEM},
        {S.ASSIGNED, S.ACCEPTED},
        S.REASSIGNED,
        N_("Whoever had accepted keeps the draft and may still send what was done."),
    ),
    _move(
        Event.GIVE_BACK,
        By.SHOPPER,
        {S.ACCEPTED},
        S.PLANNED,
        N_("At the latest 24 hours before the window, else marked as late."),
    ),
    _move(
        Event.START,
        By.SHOPPER,
        {S.ACCEPTED},
        S.IN_PROGRESS,
        N_("The first answer saved starts the visit."),
    ),
    _move(
        Event.MISS,
        By.SYSTEM,
        {S.ACCEPTED},
        S.MISSED,
        N_("The window ended and nothing was started; a replacement may be planned."),
    ),
    _move(
        Event.ABORT,
        By.SHOPPER,
        {S.IN_PROGRESS},
        S.ABORTED,
        N_("Closed, unsafe or recognised: with a reason; the place gets no score."),
    ),
    _move(
        Event.CANCEL,
        By.MANAGER,
        BEFORE_SUBMITTED,
        S.CANCELLED,
        N_("The reason is kept."),
    ),
    _move(
        Event.SUBMIT,
        By.SHOPPER,
        {S.IN_PROGRESS},
        S.SUBMITTED,
        N_("What was answered is kept as it came."),
    ),
    _move(
        Event.SUBMIT,
        By.SHOPPER,
        LATE_ARRIVALS,
        S.SUBMITTED,
        N_("From anyone who once accepted: flagged, never refused."),
    ),
    _move(
        Event.CHECK,
        By.SYSTEM,
        {S.SUBMITTED},
        S.IN_REVIEW,
        N_("Flags never reject."),
    ),
    _move(
        Event.ASK,
        By.REVIEWER,
        {S.IN_REVIEW},
        S.RETURNED,
        N_("A comment on each question asked about; 24 hours to answer."),
    ),
    _move(
        Event.ANSWER,
        By.SHOPPER,
        {S.RETURNED},
        S.IN_REVIEW,
        N_("A new revision."),
    ),
    _move(
        Event.ANSWER_LAPSES,
        By.SYSTEM,
        {S.RETURNED},
        S.IN_REVIEW,
        N_("Flagged; the reviewer decides with what there is."),
    ),
    _move(
        Event.REJECT,
        By.REVIEWER,
        {S.IN_REVIEW},
        S.REJECTED,
        N_("A reason from the list; a replacement may be planned."),
    ),
    _move(
        Event.APPROVE,
        By.REVIEWER,
        {S.IN_REVIEW},
        S.APPROVED,
        N_("The reviewer is never the visit's own shopper."),
    ),
    _move(
        Event.PUBLISH,
        By.MANAGER,
        {S.APPROVED},
        S.PUBLISHED,
        N_("A snapshot is frozen; the place's manager is told; 7 days to dispute."),
    ),
    _move(
        Event.WITHDRAW,
        By.MANAGER,
        {S.PUBLISHED},
        S.APPROVED,
        N_("With a reason; the place no longer sees it."),
    ),
    _move(
        Event.DISPUTE,
        By.LOCATION_MANAGER,
        {S.PUBLISHED},
        S.DISPUTED,
        N_("One question at a time: reason and evidence."),
    ),
    _move(
        Event.UPHOLD,
        {By.REVIEWER, By.MANAGER},
        {S.DISPUTED},
        S.PUBLISHED,
        N_("A new revision; both are kept and the report is marked as amended."),
    ),
    _move(
        Event.TURN_DOWN,
        {By.REVIEWER, By.MANAGER},
        {S.DISPUTED},
        S.PUBLISHED,
        N_("The decision and its reason are visible to both."),
    ),
    _move(
        Event.EXCLUDE,
        {By.REVIEWER, By.MANAGER},
        {S.DISPUTED},
        S.EXCLUDED,
        N_("It cannot be decided: out of every average, still readable."),
    ),
    _move(
        Event.CLOSE_WINDOW,
        By.SYSTEM,
        {S.PUBLISHED},
        S.FINAL,
        N_("The dispute window ended and nothing is open."),
    ),
    _move(
        Event.ARCHIVE,
        By.SYSTEM,
        {S.FINAL},
        S.ARCHIVED,
        N_("Its time of keeping began."),
    ),
)


def moves_from(state: VisitState) -> tuple[Move, ...]:
    """Return every row that leads away from a state, in the order of the table."""
    return tuple(move for move in TABLE if state in move.before)


def may_happen(state: VisitState, event: Event, by: By) -> bool:
    """Tell whether the table lets this happen."""
    return _find(state, event, by) is not None


def next_state(state: VisitState, event: Event, by: By) -> VisitState:
    """Return the state after an event.

    Raises: Problem `visits.wrong_state` if the table has no such row.
    """
    move = _find(state, event, by)
    if move is None:
        raise Problem("visits.wrong_state", state=str(state), event=str(event))
    return move.after


def _find(state: VisitState, event: Event, by: By) -> Move | None:
    for move in TABLE:
        if move.event is event and by in move.by and state in move.before:
            return move
    return None
