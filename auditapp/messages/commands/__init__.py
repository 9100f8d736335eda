"""Writing to people: `enqueue` inside another feature's transaction, the rest by itself."""

from auditapp.messages.commands.delivering import deliver, deliver_due, withdraw_ended
from auditapp.messages.commands.handling import hand_on, send_test, try_again, withdraw
from auditapp.messages.commands.mailing import Letter, Undelivered, send_by
from auditapp.messages.commands.purging import purge
from auditapp.messages.commands.writing import enqueue, take_back

__all__ = [
    "Letter",
    "Undelivered",
    "deliver",
    "deliver_due",
    "enqueue",
    "hand_on",
    "purge",
    "send_by",
    "send_test",
    "take_back",
    "try_again",
    "withdraw",
    "withdraw_ended",
]
