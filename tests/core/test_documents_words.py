"""How unquoted words are read: yes and no where values are expected, booleans elsewhere."""

from datetime import date
from decimal import Decimal

import pytest

YES = ["yes", "on", "true"]
NO = ["no", "off", "false"]


@pytest.mark.parametrize(("word", "read"), [(w, "yes") for w in YES] + [(w, "no") for w in NO])
def test_word_is_yes_or_no_where_a_value_is_expected(a_checklist, word, read):
    checklist = a_checklist(
        f"""
        p yes_no expect: {word}
        c choice options: [{{key: {word}, text: A}}, {{key: other, text: B}}]
        m multi_choice options: [{{key: {word}, text: A}}]
        q text show_if: {{question: p, equals: {word}}}
        r text show_if: {{question: c, in: [{word}, other]}}
        s text show_if: {{question: m, includes: {word}}}
        """
    )
    assert checklist.question("p").kind.expect == read
    assert checklist.question("c").kind.options[0].key == read
    assert checklist.question("q").show_if.operand == read
    assert checklist.question("r").show_if.operand == (read, "other")
    assert checklist.question("s").show_if.operand == read


@pytest.mark.parametrize(("word", "read"), [(w, True) for w in YES] + [(w, False) for w in NO])
def test_word_is_a_boolean_elsewhere(a_checklist, word, read):
    question = a_checklist(
        f"""
        p yes_no required: {word}, na: {word}
        q text show_if: {{question: p, answered: {word}}}
        """
    )
    assert question.question("p").required is read
    assert question.question("p").na is read
    assert question.question("q").show_if.operand is read


def test_words_with_a_capital_are_text(a_checklist):
    checklist = a_checklist(
        "p choice options: [{key: full, text: {en: Yes, ru: Да}}, {key: none, text: No}]"
    )
    full, none = checklist.question("p").kind.options
    assert (full.text.words, none.text.words) == ({"en": "Yes", "ru": "Да"}, {"": "No"})


@pytest.mark.parametrize(
    ("written", "read"),
    [("010", "10"), ("+5", "5"), (".5", "0.5"), ("5.", "5"), ("1e1", "10"), ("2.50", "2.5")],
)
def test_number_is_read_as_a_decimal(a_checklist, written, read):
    assert a_checklist(f"p yes_no weight: {written}").question("p").weight == Decimal(read)


@pytest.mark.parametrize("written", ["0x10", "1_000", "0o17", "1:30", "'5'"])
def test_number_is_refused_in_another_notation(faults_of, a_checklist, written):
    with pytest.raises(Exception, match="1 faults"):
        a_checklist(f"p yes_no weight: {written}")


def test_dates_and_times_stay_strings(a_checklist, a_standard):
    kind = a_checklist("p date min: 2026-01-31, max: 2026-12-31").question("p").kind
    assert (kind.min, kind.max) == ("2026-01-31", "2026-12-31")
    assert a_checklist("p time min: 09:00").question("p").kind.min == "09:00"
    assert a_standard("A-1").effective_from == date(2026, 1, 1)


def test_answers_are_not_bent(a_checklist, answered):
    from auditapp.core.asking import ask

    asking = ask(a_checklist("p yes_no"), answered(p=True))
    assert asking.by_key["p"].state == "unanswered"
    assert [issue.code for issue in asking.problems] == ["answers.wrong_value"]


def test_text_falls_back_to_the_first_language_of_the_document(a_checklist):
    checklist = a_checklist("p yes_no help: {ru: Да, de: Ja}")
    assert checklist.languages == ("en",)
    assert checklist.say(checklist.question("p").text, "ru") == "About p"
    assert checklist.say(checklist.question("p").help, "de") == "Ja"
    assert checklist.say(checklist.question("p").help, "en") == "Да"


def test_text_in_a_missing_language_is_said_in_the_first_of_the_document(a_checklist):
    checklist = a_checklist("p yes_no help: {de: Ja, en: Yes}")
    assert checklist.say(checklist.question("p").help, "ru") == "Yes"


def test_notes_are_kept_on_the_document_a_section_and_a_question(a_checklist):
    checklist = a_checklist(
        """
        section a notes: [For editors]
        p yes_no notes: [One, Two]
        """,
        head="notes: [Kept]",
    )
    assert checklist.notes == ("Kept",)
    assert checklist.sections[0].notes == ("For editors",)
    assert checklist.question("p").notes == ("One", "Two")
