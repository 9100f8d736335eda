"""What each key of the format means, with an example: the one table behind schema and reference.

A key is found at the class that has it, or at the nearest of those it descends from.
"""

from dataclasses import dataclass

from pydantic import BaseModel

from auditapp.core.document import (
    Benchmark,
    Checklist,
    Clause,
    Critical,
    Evidence,
    Grade,
    Limit,
    Question,
    Repeat,
    Section,
    Standard,
)
from auditapp.core.kinds.attachment import File, Several
from auditapp.core.kinds.choice import Choice
from auditapp.core.kinds.moment import MomentKind
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.number import Band, Linear, NumberKind
from auditapp.core.kinds.options import Option, WithOptions
from auditapp.core.kinds.position import Position
from auditapp.core.kinds.scale import Scale
from auditapp.core.kinds.words import Words
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.problems import N_


@dataclass(frozen=True)
class Said:
    """A key: what it means, and lines of YAML that show it."""

    words: str
    example: str


@dataclass(frozen=True)
class KindSaid:
    """A question type: what it asks, how it is scored, a question, and an answer as JSON."""

    words: str
    score: str
    example: str
    answer: str


_NOTES = Said(
    N_("Notes for whoever edits the document; nobody else is shown them."),
    'notes: ["Ask the legal department before changing this."]',
)
_FORMAT = Said(N_("The version of this format."), "format: 1")
_CAUSE = Said(
    N_("Where the fault lies as a rule, to sort findings by."),
    "cause: people",
)

PARTS: dict[type[BaseModel], tuple[str, str]] = {
    Checklist: (
        N_("Checklist"),
        N_("What an auditor answers: the head of the document, then its sections."),
    ),
    Section: (N_("Section"), N_("Questions under one heading.")),
    Question: (
        N_("Question"),
        N_("These keys every question has; its type adds settings of its own."),
    ),
    Option: (
        N_("Option"),
        N_("One of the answers of choice and multi_choice, or of an answer set."),
    ),
    Band: (
        N_("Band"),
        N_("The first band that the value does not exceed gives the score; above all it is 0."),
    ),
    Linear: (
        N_("Straight line"),
        N_("The score falls evenly from 100 at the best value to 0 at the worst, either way."),
    ),
    Critical: (
        N_("Critical question"),
        N_("A failed critical question fails the whole visit, whatever the total."),
    ),
    Evidence: (
        N_("Evidence"),
        N_("What is asked for beside the answer. A question that is not scored cannot fail."),
    ),
    Repeat: (
        N_("Repeated section"),
        N_("The section is filled several times, once for each till."),
    ),
    Grade: (
        N_("Grade"),
        N_("A name for a band of the total: it names, the verdict decides."),
    ),
    Standard: (N_("Standard"), N_("What the company promises, in force from a day on.")),
    Clause: (N_("Clause"), N_("One promise, which questions cite by its code.")),
    Limit: (
        N_("Limit"),
        N_("A bound on the measured value itself: at_most or at_least, one of the two."),
    ),
    Benchmark: (
        N_("Outside benchmark"),
        N_("A published figure to show beside the company’s own."),
    ),
}

KEYS: dict[type[BaseModel], dict[str, Said]] = {
    Checklist: {
        "format": _FORMAT,
        "key": Said(N_("The name that stays the same in every version."), "key: store-visit"),
        "title": Said(
            N_("What the checklist is called."),
            "title: {en: Store visit, ru: Визит в магазин}",
        ),
        "method": Said(N_("How the answers are come by."), "method: mystery_shop"),
        "industry": Said(N_("The trade it is made for."), "industry: retail"),
        "languages": Said(
            N_("The languages of its texts. The first stands in where a text lacks a language."),
            "languages: [en, ru]",
        ),
        "standard": Said(
            N_("The key of the standard whose clauses the questions cite."),
            "standard: retail-service",
        ),
        "pass_mark": Said(
            N_("The total that passes, in per cent. Without it the standard’s target counts."),
            "pass_mark: 85",
        ),
        "critical_cap": Said(
            N_("The most that the total can be, in per cent, once a critical question has failed."),
            "critical_cap: 69",
        ),
        "brief": Said(
            N_("The scenario that the shopper reads before the visit, in Markdown."),
            "brief:\n  en: |\n    ## Who you are\n\n    An ordinary buyer.",
        ),
        "live_score": Said(
            N_("Whether the score is shown while the form is filled in."), "live_score: true"
        ),
        "check_in": Said(
            N_("Whether the form asks for the position at the start."), "check_in: ask"
        ),
        "owners": Said(
            N_("Posts that answer for sections; each location says who holds them."),
            "owners: {barman: {en: Barman, ru: Бармен}}",
        ),
        "grades": Said(
            N_("Names for bands of the total, highest first, the last from 0."),
            "grades:\n  - {key: good, from: 85, name: Good}\n  - {key: poor, from: 0, name: Poor}",
        ),
        "answer_sets": Said(
            N_("Options that several questions share; a question names the set in its options."),
            "answer_sets:\n  compliance:\n    - {key: full, text: In full, score: 100}\n"
            "    - {key: none, text: Not at all, score: 0}",
        ),
        "sections": Said(
            N_("The sections, in the order in which they are asked."),
            "sections:\n  - key: welcome\n    title: Welcome\n    questions:\n"
            "      - {key: greeted, type: yes_no, text: Were you greeted?}",
        ),
        "notes": _NOTES,
    },
    Section: {
        "key": Said(N_("Its name in this checklist."), "key: welcome"),
        "title": Said(N_("The heading."), "title: {en: Welcome, ru: Встреча}"),
        "weight": Said(
            N_("How much it counts in the total. Either all sections have a weight or none has."),
            "weight: 2",
        ),
        "pass_mark": Said(
            N_("A mark of its own, in per cent; below it the visit does not pass."),
            "pass_mark: 90",
        ),
        "na": Said(N_("Whether the auditor may set the whole section aside."), "na: true"),
        "owner": Said(
            N_("The post, one of owners, that answers for it; actions go there first."),
            "owner: barman",
        ),
        "show_if": Said(
            N_("Asked only if this condition holds."),
            "show_if: {question: visited_hall, equals: yes}",
        ),
        "repeat": Said(
            N_("The section is filled several times."),
            "repeat: {min: 1, max: 5, title: {en: Till, ru: Касса}}",
        ),
        "questions": Said(
            N_("Its questions, in the order in which they are asked."),
            "questions:\n  - {key: greeted, type: yes_no, text: Were you greeted?}",
        ),
        "notes": _NOTES,
    },
    Question: {
        "key": Said(N_("Its name, used once in the checklist."), "key: greeted"),
        "type": Said(N_("What kind of answer it takes; see the question types."), "type: yes_no"),
        "text": Said(
            N_("The question itself."),
            "text: {en: Were you greeted?, ru: Поприветствовали ли вас?}",
        ),
        "help": Said(
            N_("A line under the question: what exactly to look at."),
            "help: {en: From the moment you entered., ru: С момента входа.}",
        ),
        "image": Said(
            N_("A picture of how it should be; the file lies beside the document."),
            "image: shelf-standard.jpg",
        ),
        "clause": Said(
            N_("The clause of the standard that it tests. The checklist then names a standard."),
            "clause: GRT-1",
        ),
        "weight": Said(
            N_("How much it counts; 0 asks and shows, and does not score."), "weight: 3"
        ),
        "critical": Said(
            N_("Failing it fails the visit: true for anything under 100, or a bound of its own."),
            "critical: {below: 50}",
        ),
        "group": Said(
            N_("A heading for the questions in a row that share it."),
            "group: {en: Uniform, ru: Форма}",
        ),
        "bonus": Said(N_("It adds to the score and never costs."), "bonus: true"),
        "na": Said(N_("Whether “does not apply” is an answer."), "na: true"),
        "required": Said(
            N_("Whether the form needs an answer before it can be sent."), "required: false"
        ),
        "cause": _CAUSE,
        "measure": Said(
            N_("The indicator that the answer feeds, such as wait_time, csat, nps or ces."),
            "measure: wait_time",
        ),
        "dimension": Said(
            N_("Which dimension of service quality it belongs to."), "dimension: responsiveness"
        ),
        "subjective": Said(
            N_("An opinion, not an observed fact; shown apart."), "subjective: true"
        ),
        "evidence": Said(
            N_("A photo or a comment that is asked for beside the answer."),
            "evidence: {when: fail, photo: required, comment: required}",
        ),
        "show_if": Said(
            N_("Asked only if this condition holds."),
            "show_if: {all: [{question: served, equals: yes}, {question: wait, above: 60}]}",
        ),
        "notes": _NOTES,
    },
    Option: {
        "key": Said(N_("What is stored as the answer."), "key: full"),
        "text": Said(N_("What the auditor reads."), "text: {en: In full, ru: Полностью}"),
        "score": Said(
            N_(
                "What it is worth, in per cent: 0 to 100 in choice, from −100 in multi_choice. "
                "Without it the choice is left out of the score."
            ),
            "score: 50",
        ),
    },
    Band: {
        "up_to": Said(
            N_("Values up to and with this one; only the last band may leave it out."),
            "up_to: 180",
        ),
        "score": Said(N_("What they score, in per cent."), "score: 50"),
    },
    Linear: {
        "best": Said(N_("The value that scores 100."), "best: 60"),
        "worst": Said(N_("The value that scores 0."), "worst: 300"),
    },
    Critical: {"below": Said(N_("It fails only under this score, in per cent."), "below: 50")},
    Evidence: {
        "when": Said(
            N_("Always, or only if the question scores under 100 (under its critical bound)."),
            "when: fail",
        ),
        "photo": Said(N_("Whether a photo is asked for or needed."), "photo: required"),
        "comment": Said(N_("Whether a comment is asked for or needed."), "comment: optional"),
    },
    Repeat: {
        "min": Said(N_("How many turns there are at least."), "min: 1"),
        "max": Said(N_("How many turns there may be; without it, any number."), "max: 5"),
        "title": Said(N_("What one turn is called."), "title: {en: Till, ru: Касса}"),
    },
    Grade: {
        "key": Said(N_("Its name in results."), "key: excellent"),
        "from": Said(N_("The lowest total of the band, in per cent."), "from: 90"),
        "name": Said(N_("What people read."), "name: {en: Excellent, ru: Отлично}"),
    },
    YesNo: {"expect": Said(N_("The answer that scores 100; the other scores 0."), "expect: no")},
    Scale: {
        "min": Said(N_("The lowest number."), "min: 1"),
        "max": Said(N_("The highest number."), "max: 5"),
        "step": Said(N_("From one number to the next; above 0."), "step: 0.5"),
        "labels": Said(
            N_("Words for some of the numbers."),
            'labels: {"1": {en: Bad, ru: Плохо}, "5": {en: Good, ru: Хорошо}}',
        ),
        "reverse": Said(N_("The lowest number is the best."), "reverse: true"),
    },
    WithOptions: {
        "options": Said(
            N_("The options written out, or the name of an answer set."), "options: compliance"
        )
    },
    Choice: {"look": Said(N_("How the form draws the options."), "look: menu")},
    MultiChoice: {
        "at_least": Said(N_("How many must be chosen."), "at_least: 1"),
        "at_most": Said(N_("How many may be chosen."), "at_most: 3"),
    },
    NumberKind: {
        "min": Said(N_("The lowest value that can be sent; seconds in duration."), "min: 0"),
        "max": Said(N_("The highest value that can be sent; seconds in duration."), "max: 600"),
        "unit": Said(N_("What stands behind the number."), "unit: {en: °C, ru: °C}"),
        "decimals": Said(N_("How many decimals may be entered."), "decimals: 1"),
        "bands": Said(
            N_("Score by bands of the value; not together with linear."),
            "bands: [{up_to: 60, score: 100}, {up_to: 180, score: 50}, {score: 0}]",
        ),
        "linear": Said(
            N_("Score along a straight line; not together with bands."),
            "linear: {best: 60, worst: 300}",
        ),
    },
    MomentKind: {
        "min": Said(N_("Not before this, in the form of the answer."), 'min: "{moment}"'),
        "max": Said(N_("Not after this, in the form of the answer."), 'max: "{moment}"'),
    },
    Words: {
        "min_length": Said(N_("How many characters are needed."), "min_length: 10"),
        "max_length": Said(N_("How many characters are allowed."), "max_length: 200"),
        "pattern": Said(
            N_(
                "A regular expression that the whole text must match; no look-around, "
                "no back-references."
            ),
            'pattern: "[0-9]{4}"',
        ),
    },
    Several: {
        "min": Said(N_("How many are needed."), "min: 1"),
        "max": Said(N_("How many are allowed."), "max: 3"),
    },
    File: {"accept": Said(N_("Which kinds of files are taken."), "accept: [pdf]")},
    Position: {
        "within": Said(
            N_("How many metres from the location are in order; shown beside the result."),
            "within: 200",
        )
    },
    Standard: {
        "format": _FORMAT,
        "key": Said(N_("The name that stays the same in every version."), "key: retail-service"),
        "title": Said(
            N_("What the standard is called."),
            "title: {en: Retail service standard, ru: Стандарт обслуживания}",
        ),
        "effective_from": Said(
            N_("In force from this day; a visit is compared with the standard of its day."),
            "effective_from: 2026-01-01",
        ),
        "target": Said(N_("What a visit’s total should reach, in per cent."), "target: 85"),
        "tolerance": Said(
            N_("How many points below a target still count as “near”."), "tolerance: 5"
        ),
        "sections": Said(
            N_("Targets for sections of the checklist, by their keys, in per cent."),
            "sections: {welcome: 90}",
        ),
        "clauses": Said(
            N_("The promises."),
            "clauses:\n  - code: GRT-1\n    title: Greeting\n"
            "    requirement: A greeting within 30 seconds of entering.",
        ),
        "notes": _NOTES,
    },
    Clause: {
        "code": Said(
            N_("Its code, which questions cite: capital letters, digits, dots and dashes."),
            "code: GRT-1",
        ),
        "title": Said(
            N_("The promise in a word or two."), "title: {en: Greeting, ru: Приветствие}"
        ),
        "requirement": Said(
            N_("The promise in full, so that it can be tested."),
            "requirement: {en: A greeting within 30 seconds., ru: Приветствие за 30 секунд.}",
        ),
        "target": Said(
            N_("What it should reach, in per cent; without it the standard’s target."), "target: 95"
        ),
        "limit": Said(
            N_("A bound on the measured value; the verdict then comes from it alone."),
            "limit: {measure: wait_time, unit: s, at_most: 180}",
        ),
        "cause": _CAUSE,
        "industry": Said(
            N_("An outside benchmark, shown beside."),
            "industry: {value: 88, source: Trade association, year: 2025}",
        ),
    },
    Limit: {
        "measure": Said(
            N_("Which questions are meant: those that cite the clause with this measure."),
            "measure: wait_time",
        ),
        "unit": Said(N_("The unit of the value."), "unit: s"),
        "at_most": Said(N_("The mean must not be above this."), "at_most: 180"),
        "at_least": Said(N_("The mean must not be below this."), "at_least: 3"),
    },
    Benchmark: {
        "value": Said(N_("The figure."), "value: 88"),
        "source": Said(N_("Where it was published."), "source: Trade association"),
        "year": Said(N_("The year it is of."), "year: 2025"),
    },
}

CONDITION: dict[str, Said] = {
    "question": Said(N_("The key of a question before this one."), "question: greeted"),
    "equals": Said(
        N_("The answer is this: a word, a number, or a list of keys in any order."), "equals: yes"
    ),
    "in": Said(N_("The answer is one of these."), "in: [full, part]"),
    "includes": Said(N_("This option is among those chosen; for multi_choice."), "includes: card"),
    "above": Said(N_("The number, date or time is above this."), "above: 60"),
    "at_least": Said(N_("The number, date or time is this or above."), "at_least: 60"),
    "below": Said(N_("The number, date or time is below this."), "below: 60"),
    "at_most": Said(N_("The number, date or time is this or below."), "at_most: 60"),
    "answered": Said(N_("Whether there is an answer in force."), "answered: true"),
    "na": Said(N_("Whether the answer was “does not apply”."), "na: false"),
    "all": Said(
        N_("All of these conditions hold."),
        "all: [{question: greeted, equals: yes}, {question: wait, above: 60}]",
    ),
    "any": Said(
        N_("At least one of these conditions holds."),
        "any: [{question: greeted, equals: no}, {question: wait, above: 60}]",
    ),
    "not": Said(N_("This condition does not hold."), "not: {question: greeted, equals: yes}"),
}
CONDITION_SAID = (
    N_("Condition"),
    N_(
        "One test of a question before this one, or all, any, not of several. Any test but "
        "answered and na is false of a question that was not asked or not answered."
    ),
)
TEXT_SAID = (
    N_("Text"),
    N_("Words for people: one text for all languages, or one for each language."),
)

_UNSCORED = N_("Not scored.")
_BY_VALUE = N_("By bands or along a line; with neither it is not scored.")
KINDS_SAID: dict[str, KindSaid] = {
    "yes_no": KindSaid(
        N_("Yes or no, as two buttons."),
        N_("100 if the answer is the expected one, else 0."),
        "{key: greeted, type: yes_no, text: Were you greeted?, weight: 3}",
        '"yes"',
    ),
    "scale": KindSaid(
        N_("A row of numbers between two ends."),
        N_("From 0 at the lowest number to 100 at the highest, evenly; reverse turns it round."),
        "{key: mood, type: scale, min: 1, max: 5, text: How friendly was it?}",
        "4",
    ),
    "choice": KindSaid(
        N_("One of several options."),
        N_("The score of the option; one without a score is left out."),
        "key: uniform\ntype: choice\ntext: Was the uniform complete?\noptions:\n"
        "  - {key: full, text: In full, score: 100}\n  - {key: part, text: In part, score: 50}\n"
        "  - {key: none, text: Not at all, score: 0}",
        '"part"',
    ),
    "multi_choice": KindSaid(
        N_("Any number of options; none of them is an answer too."),
        N_("The sum of the scores chosen, from 0 to 100; without any score it is not scored."),
        "key: told\ntype: multi_choice\ntext: What were you told about?\noptions:\n"
        "  - {key: price, text: The price, score: 50}\n"
        "  - {key: card, text: The club card, score: 50}\n"
        "  - {key: lie, text: Something untrue, score: -100}",
        '["price", "card"]',
    ),
    "number": KindSaid(
        N_("A number, with a unit if wanted."),
        _BY_VALUE,
        "{key: fridge, type: number, text: How warm is the fridge?, unit: °C, decimals: 1,\n"
        " bands: [{up_to: 5, score: 100}, {score: 0}]}",
        "4.5",
    ),
    "duration": KindSaid(
        N_("A length of time, with a stopwatch on the phone."),
        _BY_VALUE,
        "{key: wait, type: duration, text: How long did you wait?, measure: wait_time,\n"
        " linear: {best: 60, worst: 300}}",
        "95",
    ),
    "date": KindSaid(
        N_("A day."),
        _UNSCORED,
        "{key: bought_on, type: date, text: Which day was it?}",
        '"2026-11-20"',
    ),
    "time": KindSaid(
        N_("A time of day."),
        _UNSCORED,
        "{key: came_at, type: time, text: When did you come in?}",
        '"14:05"',
    ),
    "datetime": KindSaid(
        N_("A day and a time."),
        _UNSCORED,
        "{key: called_at, type: datetime, text: When did they call back?}",
        '"2026-11-20T14:05"',
    ),
    "text": KindSaid(
        N_("One line of words."),
        _UNSCORED,
        "{key: name, type: text, text: What stood on the badge?, max_length: 60}",
        '"Anna"',
    ),
    "long_text": KindSaid(
        N_("Several lines of words."),
        _UNSCORED,
        "{key: story, type: long_text, text: What happened?, required: false}",
        '"First I waited.\\nThen I left."',
    ),
    "photo": KindSaid(
        N_("Photos, taken or chosen on the phone."),
        N_("Not scored; with min they are needed."),
        "{key: shelf, type: photo, text: The shelf, min: 1, max: 3}",
        '["shelf-1"]',
    ),
    "file": KindSaid(
        N_("Recordings and papers."),
        _UNSCORED,
        "{key: call, type: file, text: The recording of the call, accept: [audio]}",
        '["call-1"]',
    ),
    "signature": KindSaid(
        N_("A signature drawn with the finger."),
        _UNSCORED,
        "{key: signed, type: signature, text: Signature of the shift leader}",
        '"signature-1"',
    ),
    "position": KindSaid(
        N_("Where the phone is."),
        N_("Not scored; the distance to the location is checked and shown."),
        "{key: spot, type: position, text: Where are you?, within: 200}",
        '{"lat": 55.7512, "lon": 37.6184, "accuracy": 12}',
    ),
    "note": KindSaid(
        N_("Words for the auditor; nothing is asked."),
        N_("Takes no answer."),
        "{key: reminder, type: note, text: Keep the receipt.}",
        "",
    ),
}
MOMENTS = {"date": "2026-01-31", "time": "09:00", "datetime": "2026-01-31T09:00"}


def said_of(model: type[BaseModel], key: str) -> Said:
    """Return what is said of a model's key. Raises: KeyError if nothing is."""
    for place in model.__mro__:
        if key in KEYS.get(place, {}):
            return KEYS[place][key]
    raise KeyError(f"{model.__name__}.{key}")
