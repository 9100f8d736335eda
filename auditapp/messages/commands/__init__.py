"""Writing to people: `enqueue` inside another feature's transaction."""

from auditapp.messages.commands.writing import enqueue, take_back

__all__ = ["enqueue", "take_back"]
