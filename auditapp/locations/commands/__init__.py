"""What changes locations, brands and regions; each command is one transaction."""

from auditapp.locations.commands.adding import add_location

__all__ = ["add_location"]
