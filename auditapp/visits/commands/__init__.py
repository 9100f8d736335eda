"""Changing visits: each command is one transaction and one line in the record."""

from auditapp.visits.commands.arriving import complete, receive_arrival, receive_arrived_photo
from auditapp.visits.commands.assigning import (
    assign,
    cancel,
    move_window,
    reassign,
    visit_link,
)
from auditapp.visits.commands.doubting import drawn_photos
from auditapp.visits.commands.filling import save_draft, start
from auditapp.visits.commands.intake import is_open
from auditapp.visits.commands.photos import attach, detach
from auditapp.visits.commands.replying import abort, accept, decline, give_back
from auditapp.visits.commands.rescuing import RESCUE_FAULTS, rescue
from auditapp.visits.commands.saving import save_answers
from auditapp.visits.commands.submitting import submit
from auditapp.visits.commands.timing import run_timers

__all__ = [
    "RESCUE_FAULTS",
    "abort",
    "accept",
    "assign",
    "attach",
    "cancel",
    "complete",
    "decline",
    "detach",
    "drawn_photos",
    "give_back",
    "is_open",
    "move_window",
    "reassign",
    "receive_arrival",
    "receive_arrived_photo",
    "rescue",
    "run_timers",
    "save_answers",
    "save_draft",
    "start",
    "submit",
    "visit_link",
]
