"""The same answers scored anew: what moves, what is not asked, and which answers stay behind."""

from dataclasses import replace
from decimal import Decimal

from auditapp.core.answers import Answer, Sheet
from auditapp.core.reading import read_checklist
from auditapp.core.rescoring import Moved, Outlook, Past, Worth, rescore, worth_of
from auditapp.core.scoring import score
from auditapp.core.standards import ClauseVerdict

YES, NO = Answer("yes"), Answer("no")


def question(key, **more):
    return {"key": key, "type": "yes_no", "text": key} | more


def section(*questions, key="all", **more):
    return {"key": key, "title": key, "questions": list(questions)} | more


def checklist(*sections, **more):
    head = {"format": 1, "key": "shop", "title": "Shop", "method": "mystery_shop"}
    tree = head | {"industry": "retail", "languages": ["en"], "pass_mark": 80} | more
    return read_checklist(tree | {"sections": list(sections)})


def past(old, name="v", **answers):
    sheet = Sheet(answers)
    return Past(name, sheet, old, worth_of(score(old, sheet)))


def simple(*questions, **more):
    return checklist(section(*questions), **more)


OLD = simple(question("a"), question("b"))


def test_other_weights_move_totals_and_verdicts():
    new = simple(question("a", weight=9), question("b"))
    found = rescore([past(OLD, "up", a=YES, b=NO), past(OLD, "down", a=NO, b=YES)], new)
    assert [one.shift for one in found.visits] == [40, -40]
    assert found.means == (50, 50)
    assert found.turned == {("not passed", "passed"): 1}
    assert [one.rises for one in found.visits] == [1, 0]
    assert [one.name for one in found.farthest(9)] == ["up", "down"]
    assert (found.bands[5], found.bands[1], found.bands[9]) == ((2, 0), (0, 1), (0, 1))


def test_new_question_lowers_coverage_and_no_total():
    found = rescore([past(OLD, a=YES, b=NO)], simple(question("a"), question("b"), question("c")))
    assert found.unasked == {"c": 1}
    assert found.means == (50, 50)
    assert found.coverages == (100, Decimal("66.67"))


def test_removed_question_is_told_with_its_answers():
    found = rescore([past(OLD, a=YES, b=NO), past(OLD, a=YES)], simple(question("a")))
    assert found.dropped == {"b": 1}
    assert found.visits[0].shift == 50


def test_answers_of_another_type_stay_behind():
    found = rescore([past(OLD, a=YES, b=NO)], simple(question("a"), question("b", type="text")))
    assert (found.unfit, found.unasked, found.dropped) == ({"b": 1}, {}, {})


def test_answers_of_another_meaning_stay_behind():
    old = simple(question("a"), question("s", type="scale", min=1, max=5))
    for new in (
        simple(question("a"), question("s")),
        simple(question("a"), question("s", type="scale", min=0, max=10)),
    ):
        found = rescore([past(old, a=YES, s=Answer(4))], new)
        assert (found.unfit, found.unasked) == ({"s": 1}, {})
        assert found.visits[0].after.coverage == 50


def test_option_that_went_leaves_its_answer_unread():
    def of(*keys):
        options = [{"key": key, "text": key, "score": 100} for key in keys]
        return simple(question("a"), question("o", type="choice", options=options))

    found = rescore([past(of("x", "y"), a=YES, o=Answer("y"))], of("x"))
    assert found.unfit == {"o": 1}


def test_answers_follow_into_and_out_of_turns():
    turns = {"key": "till", "repeat": {"title": "Till"}}
    repeated = checklist(section(question("a")), section(question("b"), **turns))
    plain = rescore([past(OLD, a=YES, b=NO)], repeated)
    assert (plain.visits[0].shift, plain.unasked) == (0, {})
    once, twice = {"till[0].b": NO}, {"till[0].b": NO, "till[1].b": YES}
    found = rescore([past(repeated, a=YES, **once), past(repeated, a=YES, **twice)], OLD)
    assert [one.after.coverage for one in found.visits] == [100, 50]
    assert found.unfit == {"b": 1}


def test_without_a_checklist_only_the_standard_moves():
    held = {("clause", "A"): ClauseVerdict.MET.value}
    before = replace(
        past(OLD, a=YES, b=YES), worth=Worth(Decimal(100), Decimal(100), "passed", held)
    )
    found = rescore([before])
    assert found.measured == {("clause", "A"): ({"met": 1}, {})}
    assert (found.unasked, found.turned, found.farthest(5)) == ({}, {}, ())


def test_visits_without_a_total_are_left_out_of_the_mean():
    none = Worth(None, None, "not scored")
    found = Outlook((Moved("v", none, replace(none, total=Decimal(3))),), {}, {}, {})
    assert (found.compared, found.means, found.coverages) == ((), None, None)
