"""The question types. To add one: a file here, its line in `KINDS`, a macro in the phone form.

Kinds may not know a checklist, a visit, a person or another answer.
"""

from auditapp.core.kinds.attachment import File, Photo, Signature
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.choice import Choice
from auditapp.core.kinds.moment import Date, DateTime, Time
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.note import Note
from auditapp.core.kinds.number import Duration, NumberKind
from auditapp.core.kinds.position import Position
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.words import LongWords, Words
from auditapp.core.kinds.yes_no import YesNo

KINDS: dict[str, type[Kind]] = {
    "yes_no": YesNo,
    "scale": Scale,
    "choice": Choice,
    "multi_choice": MultiChoice,
    "number": NumberKind,
    "duration": Duration,
    "date": Date,
    "time": Time,
    "datetime": DateTime,
    "text": Words,
    "long_text": LongWords,
    "photo": Photo,
    "file": File,
    "signature": Signature,
    "position": Position,
    "note": Note,
}
