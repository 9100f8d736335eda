"""What questions, conditions and clauses mean, in sentences of the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import format_decimal, gettext, ngettext
from flask_babel import lazy_gettext as _

from auditapp.core.conditions import Condition, Test
from auditapp.core.document import Checklist, Evidence, Limit, Question, Section
from auditapp.core.editing import Named, named
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.number import NumberKind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.reading import DocumentError, DocumentErrors
from auditapp.core.text import Text
from auditapp.web.pages import language

TYPES = {
    "yes_no": _("yes or no"),
    "scale": _("scale"),
    "choice": _("one of several"),
    "multi_choice": _("any of several"),
    "number": _("number"),
    "duration": _("length of time"),
    "date": _("date"),
    "time": _("time of day"),
    "datetime": _("date and time"),
    "text": _("line of text"),
    "long_text": _("text"),
    "photo": _("photo"),
    "file": _("file"),
    "signature": _("signature"),
    "position": _("position on the map"),
    "note": _("note, no answer"),
}
METHODS = {
    "mystery_shop": _("mystery shop"),
    "internal_audit": _("internal audit"),
    "customer_survey": _("customer survey"),
    "complaint": _("complaint"),
    "response_time": _("response time"),
}
CAUSES = {
    "people": _("people"),
    "systems": _("systems"),
    "processes": _("processes"),
    "products": _("products"),
    "customers": _("customers"),
}
# Indicators that are known by name; a company may add its own.
MEASURES = {
    "wait_time": _("waiting time"),
    "csat": _("satisfaction (CSAT)"),
    "nps": _("recommendation (NPS)"),
    "ces": _("ease (CES)"),
}
LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}
_SHORT = 60


@dataclass(frozen=True)
class Saying:
    """Says what a checklist holds: its texts in `spoken`, everything else as the page speaks."""

    checklist: Checklist
    spoken: str

    def text(self, text: Text) -> str:
        """Say a text of the document."""
        return self.checklist.say(text, self.spoken)

    def number(self, number: Decimal) -> str:
        """Write a number as the reader writes numbers."""
        return number_said(number)

    def word(self, sentence: str) -> str:
        """Translate a word of the interface."""
        return str(gettext(sentence))

    def named(self, key: str) -> str:
        """Name a question by its number and its first words."""
        question = self.checklist.question(key)
        words = " ".join(self.text(question.text).split())
        cut = words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"
        number = self.checklist.number_of[key]
        return str(gettext("%(number)s “%(words)s”", number=number, words=cut))

    def condition(self, condition: Condition) -> str:
        """Say when a question is asked, without its beginning."""
        if isinstance(condition, Test):
            return self._test(condition)
        said = [self._branch(one) for one in condition.branches]
        if condition.op == "not":
            return str(gettext("it is not so that %(what)s", what=said[0]))
        between = gettext("%(one)s and %(other)s") if condition.op == "all" else ""
        between = between or gettext("%(one)s or %(other)s")
        joined = said[0]
        for one in said[1:]:
            joined = between % {"one": joined, "other": one}
        return joined

    def _branch(self, condition: Condition) -> str:
        said = self.condition(condition)
        several = not isinstance(condition, Test) and len(condition.branches) > 1
        return f"({said})" if several else said

    def _test(self, test: Test) -> str:
        names = {"question": self.named(test.question)}
        if test.op in ("answered", "na"):
            return str(_state_said(test) % names)
        operand = test.operand
        values = operand if isinstance(operand, tuple) else (operand,)
        kind = self.checklist.question(test.question).kind
        said = [self._value(kind, one) for one in values]
        return str(_TESTS[test.op] % (names | {"value": ", ".join(said)}))

    def _value(self, kind: Kind, value: Any) -> str:
        if isinstance(value, frozenset):
            return " + ".join(self._value(kind, one) for one in sorted(value, key=str))
        if isinstance(kind, WithOptions):
            option = kind.option(value) if isinstance(value, str) else None
            words = self.text(option.text) if option else str(value)
            return str(gettext("“%(words)s”", words=words))
        if isinstance(kind, YesNo) and value in ("yes", "no"):
            return str(gettext("Yes") if value == "yes" else gettext("No"))
        if isinstance(value, Decimal):
            return kind.summary(value, self) if kind.ordered else self.number(value)
        return str(value)

    def options(self, question: Question) -> list[tuple[str, str]]:
        """Return what can be chosen or entered, each with what it scores, if it does."""
        kind = question.kind
        if isinstance(kind, YesNo):
            return [
                (str(gettext("Yes")), score_said(Decimal(100 if kind.expect == "yes" else 0))),
                (str(gettext("No")), score_said(Decimal(100 if kind.expect == "no" else 0))),
            ]
        if isinstance(kind, WithOptions):
            return [(self.text(one.text), score_said(one.score)) for one in kind.options]
        if isinstance(kind, Scale):
            ends = ((kind.min, kind.reverse), (kind.max, not kind.reverse))
            return [
                (kind.summary(end, self), score_said(Decimal(100 * best))) for end, best in ends
            ]
        return list(self._measured(kind)) if isinstance(kind, NumberKind) else []

    def _measured(self, kind: NumberKind) -> Iterator[tuple[str, str]]:
        words = gettext("any value")
        for band in kind.bands or ():
            if band.up_to is None:
                yield words, score_said(band.score)
                continue
            bound = kind.summary(band.up_to, self)
            yield gettext("up to %(value)s", value=bound), score_said(band.score)
            words = gettext("more than %(value)s", value=bound)
        if kind.bands and kind.bands[-1].up_to is not None:
            yield words, score_said(Decimal(0))
        if kind.linear:
            yield kind.summary(kind.linear.best, self), score_said(Decimal(100))
            yield kind.summary(kind.linear.worst, self), score_said(Decimal(0))

    def bounds(self, question: Question) -> str:
        """Say between what an answer must lie; nothing where it may be anything."""
        kind = question.kind
        if isinstance(kind, Scale):
            return str(gettext("in steps of %(step)s", step=self.number(kind.step)))
        low, high = getattr(kind, "min", None), getattr(kind, "max", None)
        said = []
        if low is not None:
            said.append(gettext("at least %(value)s", value=self._bound(kind, low)))
        if high is not None:
            said.append(gettext("at most %(value)s", value=self._bound(kind, high)))
        return ", ".join(map(str, said))

    def _bound(self, kind: Kind, value: Any) -> str:
        if isinstance(value, Decimal):
            return kind.summary(value, self)
        return str(value).replace("T", " ")


def faults_said(found: DocumentErrors) -> list[tuple[DocumentError, str, Named]]:
    """Return each fault of a text with its sentence, and where it stands as people know it."""
    return [
        (
            one,
            str(gettext(one.sentence, **one.details) if one.details else gettext(one.sentence)),
            named(found.tree, one.path, language()),
        )
        for one in found.errors
    ]


def untitled() -> str:
    """Say what a draft without a title is called."""
    return str(gettext("Without a title"))


def type_said(name: str) -> str:
    """Say a question's type in words."""
    return str(TYPES[name])


def number_said(number: Decimal) -> str:
    """Write a number of a document in the reader's way."""
    return str(format_decimal(number, "#,##0.###############"))


def score_said(score: Decimal | None) -> str:
    """Write what an option scores; nothing for one that leaves the question unscored."""
    return "" if score is None else f"{number_said(score)} %"


def critical_said(question: Question) -> str:
    """Say when an answer fails the whole visit."""
    if question.critical is None:
        return ""
    if question.critical.below == 100:
        return str(gettext("critical: anything but the full score fails the visit"))
    bound = number_said(question.critical.below)
    return str(gettext("critical: a score under %(bound)s %% fails the visit", bound=bound))


def evidence_said(evidence: Evidence) -> str:
    """Say what is asked for beside the answer, and when."""
    asked = {
        ("photo", "required"): gettext("a photo"),
        ("photo", "optional"): gettext("a photo if possible"),
        ("comment", "required"): gettext("a comment"),
        ("comment", "optional"): gettext("a comment if possible"),
    }
    wanted = (("photo", evidence.photo), ("comment", evidence.comment))
    named = ", ".join(asked[one] for one in wanted if one[1])
    when = gettext("always") if evidence.when == "always" else gettext("after a poor answer")
    return f"{named} ({when})" if named else str(when)


def repeat_said(section: Section) -> str:
    """Say how often a section is filled."""
    held = section.repeat
    if held is None:
        return ""
    if held.max is None:
        return str(
            ngettext("filled %(num)d time or more", "filled %(num)d times or more", held.min)
        )
    return str(gettext("filled %(min)s to %(max)s times", min=held.min, max=held.max))


def limit_said(limit: Limit) -> str:
    """Say between what a measured value must lie."""
    said = []
    if limit.at_most is not None:
        bound = f"{number_said(limit.at_most)} {limit.unit}"
        said.append(gettext("at most %(value)s", value=bound))
    if limit.at_least is not None:
        bound = f"{number_said(limit.at_least)} {limit.unit}"
        said.append(gettext("at least %(value)s", value=bound))
    return f"{measure_said(limit.measure)}: {', '.join(said)}"


def measure_said(measure: str) -> str:
    """Name an indicator: a known one in words, another as the company calls it."""
    return str(MEASURES.get(measure, measure))


def languages_said(tags: tuple[str, ...]) -> str:
    """Name languages, each in itself."""
    return ", ".join(LANGUAGE_NAMES.get(tag, tag) for tag in tags)


def choose_language(asked: str, offered: tuple[str, ...]) -> str:
    """Return the language asked for if the document has it, else the reader's, else its first."""
    return next(
        (one for one in (asked, language()) if one in offered), offered[0] if offered else ""
    )


def _state_said(test: Test) -> str:
    words = {
        ("answered", True): gettext("%(question)s is answered"),
        ("answered", False): gettext("%(question)s is not answered"),
        ("na", True): gettext("%(question)s does not apply"),
        ("na", False): gettext("%(question)s applies"),
    }
    return str(words[test.op, test.operand])


_TESTS = {
    "equals": _("%(question)s: %(value)s"),
    "in": _("%(question)s is one of: %(value)s"),
    "includes": _("%(question)s includes %(value)s"),
    "above": _("%(question)s is above %(value)s"),
    "at_least": _("%(question)s is at least %(value)s"),
    "below": _("%(question)s is below %(value)s"),
    "at_most": _("%(question)s is at most %(value)s"),
}
