"""Forms of others come in: types, conditions, bounds, languages, scores; what is lost is told."""

import pytest

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.checklists.xlsform.importing import import_form
from auditapp.core.canonical import canonical
from auditapp.core.problems import Problem

CHOICES = """
    list_name | name | label::English (en) | label::Русский | score
    quality | good | Good | Хорошо | 100
    quality | Bad-1 | Bad | Плохо | 0
    yn | yes | Yes | Да | 100
    yn | no | No | Нет | 0
"""
SURVEY = """
    type | name | label::English (en) | label::Русский | hint::English (en) | required | relevant | constraint | appearance | weight | critical | parameters
    begin group | hall | Hall | Зал | | | | | | | |
    select_one quality | floor | “Floor” | Пол | Look down | yes | | | minimal | 3 | 50 |
    select_multiple quality | seen | Seen | Видели | | | | count-selected(.) >= 1 | | | |
    integer | people | People | Люди | | | selected(${seen}, 'Bad-1') or ${floor} = 'good' | . > 0 and . <= 99 | | | |
    begin group | inner | Uniform | Форма | | | ${people} >= 5 | | field-list | | |
    select_one yn | badge | Badge | Бейдж | | | ${floor} != '' | | | | yes |
    range | mood | Mood | Настроение | | | | | | 2 | | start=1 end=5 step=2
    end group | | | | | | | | | | |
    end group | | | | | | | | | | |
    begin repeat | till | Till | Касса | | | | | | | |
    text | said | Said | Сказано | | | | regex(., '[a-z]+') and string-length(.) < 10 | multiline | | |
    date | day | Day | День | | | ${said} = '' | . >= date('2026-01-31') | | | |
    image | sign | Sign | Подпись | | | | | signature | | |
    end repeat | | | | | | | | | | |
    audio | voice | Voice | Голос | | | | | | | |
    geopoint | here | Here | Здесь | | | | | | | |
    note | bye | Bye | Пока | | | | | | | |
    today | now | | | | | | | | | |
"""  # noqa: E501 - a table


def of_key(tree, key):
    found = [q for section in tree["sections"] for q in section["questions"] if q["key"] == key]
    return {name: value for name, value in found[0].items() if name not in ("key", "text")}


def test_form_becomes_a_checklist(form):
    settings = "form_title | form_id | default_language\n Visit | my_Form 1 | Русский"
    found = import_form(form(survey=SURVEY, choices=CHOICES, settings=settings), "f.xlsx")
    assert read_source(yaml_text(found.checklist)) == found.checklist
    tree = canonical(found.checklist)
    assert (tree["key"], tree["languages"]) == ("my-form-1", ["ru", "en"])
    assert [section["key"] for section in tree["sections"]] == ["hall", "till", "form"]
    assert tree["sections"][0]["questions"][0]["text"] == {"ru": "Пол", "en": "“Floor”"}
    assert tree["sections"][1]["repeat"]["title"] == {"ru": "Касса", "en": "Till"}
    assert tree["answer_sets"]["quality"] == [
        {"key": "good", "text": {"ru": "Хорошо", "en": "Good"}, "score": 100},
        {"key": "bad_1", "text": {"ru": "Плохо", "en": "Bad"}, "score": 0},
    ]
    shared = {"options": "quality"}
    assert of_key(tree, "floor") == shared | {
        "type": "choice", "help": {"en": "Look down"}, "weight": 3, "critical": {"below": 50},
        "look": "menu",
    }  # fmt: skip
    assert of_key(tree, "seen") == shared | {
        "type": "multi_choice", "required": False, "at_least": 1,
    }  # fmt: skip
    assert of_key(tree, "people") == {
        "type": "number", "required": False, "min": 1, "max": 99, "decimals": 0,
        "show_if": {"any": [
            {"question": "seen", "includes": "bad_1"}, {"question": "floor", "equals": "good"},
        ]},
    }  # fmt: skip
    grouped = {"question": "people", "at_least": 5}
    assert of_key(tree, "badge") == {
        "type": "yes_no", "critical": True, "required": False,
        "group": {"ru": "Форма", "en": "Uniform"},
        "show_if": {"all": [grouped, {"question": "floor", "answered": True}]},
    }  # fmt: skip
    assert of_key(tree, "mood")["show_if"] == grouped
    assert {**of_key(tree, "mood"), "show_if": 0, "group": 0} == {
        "type": "scale", "weight": 2, "group": 0, "required": False, "show_if": 0,
        "min": 1, "max": 5, "step": 2,
    }  # fmt: skip
    assert of_key(tree, "said") == {
        "type": "long_text", "required": False, "max_length": 9, "pattern": "[a-z]+",
    }  # fmt: skip
    assert of_key(tree, "day")["min"] == "2026-01-31"
    assert of_key(tree, "day")["show_if"] == {"question": "said", "answered": False}
    types = {key: of_key(tree, key)["type"] for key in ("sign", "voice", "here", "bye")}
    assert types == {"sign": "signature", "voice": "file", "here": "position", "bye": "note"}
    assert of_key(tree, "voice")["accept"] == ["audio"]


def test_what_has_no_counterpart_is_told_and_noted(form):
    survey = """
        type | name | label | relevant | constraint | calculation | default | choice_filter
        start | began | | | | | |
        text | name | Name | | not(. = 'x') | | Ann |

        calculate | twice | | | | 1 + 1 | |
        integer | age | Age | ${twice} > 1 | . > ${twice} | | |
        select_one towns | town | Town | | | | | starts-with(name, 'a')
    """
    choices = "list_name | name | label | image\n towns | a | A | a.png\n towns | b | B |"
    found = import_form(form(survey=survey, choices=choices), "f.xlsx")
    told = {(lost.sheet, lost.row, str(lost.what).partition(" ")[0]) for lost in found.lost}
    assert told >= {
        ("survey", 2, "start"), ("survey", 3, "constraint"), ("survey", 3, "default"),
        ("survey", 5, "calculate"), ("survey", 6, "relevant"), ("survey", 6, "constraint"),
        ("survey", 7, "choice_filter"), ("choices", 2, "column"), ("settings", None, "method"),
    }  # fmt: skip
    document = found.checklist
    noted = [*document.notes, *(note for one in document.questions for note in one.notes)]
    assert sorted(noted) == sorted(map(str, found.lost))
    assert any("1 + 1" in note for note in document.notes)


def test_cascade_becomes_questions_that_follow_from_answers(form):
    survey = """
        type | name | label | choice_filter
        select_one towns | town | Town |
        select_one streets | street | Street | town = ${town}
    """
    choices = """
        list_name | name | label | town
        towns | ufa | Ufa |
        towns | perm | Perm |
        streets | main | Main | ufa
        streets | high | High | perm
        streets | low | Low | perm
        streets | lost | Lost | omsk
    """
    found = import_form(form(survey=survey, choices=choices), "f.xlsx")
    asked = [(one.key, one.show_if and one.show_if.operand) for one in found.checklist.questions]
    assert asked == [("town", None), ("street_ufa", "ufa"), ("street_perm", "perm")]
    assert [option.key for option in found.checklist.questions[2].kind.options] == ["high", "low"]
    assert any("lost" in str(lost.what) for lost in found.lost)


def test_setting_that_our_reader_refuses_is_taken_out(form):
    survey = """
        type | name | label | constraint | clause
        text | code | Code | regex(., '(?=a)b') | GRT-1
    """
    found = import_form(form(survey=survey), "f.xlsx")
    rows = {str(lost.what).split()[0]: lost.row for lost in found.lost}
    assert (rows["pattern"], rows["clause"]) == (2, 2)
    assert found.checklist.questions[0].kind.pattern is None


@pytest.mark.parametrize(
    ("survey", "reason"),
    [
        (
            "type | name | label\n text | a b | A",
            "Row 2 of the sheet survey: names have letters, digits and _ only",
        ),
        ("type | name | label\n text | a | ${nobody}", "nobody"),
        ("type | name | label\n begin group | g | G", "g"),
        ("what | else\n a | b", "lacks columns that a form needs: 'type'"),
        (
            "type | name | label\n text | a | A\n smell | b | B",
            "Row 3: There is no type of question",
        ),
        (
            "type | name | label\n text | a | A\n select_one yn | b | B",
            "Row 3: A question has a list of choices, but there is no sheet choices.",
        ),
        ("type | name | label | label\n text | a | A | B", "Two columns are called “label”"),
    ],
)
def test_refused_form_is_refused_with_its_reason(form, survey, reason):
    with pytest.raises(Problem, match=r"xlsform\.refused") as refused:
        import_form(form(survey=survey), "f.xlsx")
    assert reason in refused.value.details["reason"]


def test_form_without_questions_is_refused(form):
    with pytest.raises(Problem, match=r"xlsform\.no_questions"):
        import_form(form(survey="type | name | label\n start | s |\n deviceid | d |"), "f.xlsx")
