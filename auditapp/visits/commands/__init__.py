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
from auditapp.visits.commands.photos import attach, detach
from auditapp.visits.commands.replying import abort, accept, decline, give_back
from auditapp.visits.commands.saving import save_answers
from auditapp.visits.commands.submitting import submit
from auditapp.visits.commands.timing import run_timers

__all__ = [
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
    "move_window",
    "reassign",
    "receive_arrival",
    "receive_arrived_photo",
    "run_timers",
    "save_answers",
    "save_draft",
    "start",
    "submit",
    "visit_link",
]
