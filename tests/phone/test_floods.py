"""More than any person sends: fields without number, turns without end, text without end."""

from collections.abc import Callable

from flask.testing import FlaskClient

from auditapp.core.answers import Answer, Sheet
from auditapp.core.states import MOST_TURNS
from auditapp.phone.forms import add_turn
from auditapp.visits import queries
from auditapp.visits.models import Visit
from tests.phone.conftest import EVERY_TYPE
from tests.phone.given import form_of

Begun = Callable[..., Visit]
Drafted = Callable[[Visit], Sheet]
ENDLESS = EVERY_TYPE.replace("repeat: {min: 1, max: 3,", "repeat: {min: 1,")


def test_fields_that_belong_to_no_question_reach_no_draft(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun(ENDLESS)
    flood = {f"{kind}:till[{turn}].open": "yes" for turn in range(1, 9_000) for kind in "cv"}
    said = shopper.post(form_of(visit), data={"v:price": "7", "c:price": "", **flood})
    assert said.status_code == 422
    assert len(said.data) < 200_000
    assert set(drafted(visit).answers) == {"price"}


def test_turns_end_where_no_more_are_read(begun: Begun) -> None:
    section = next(one for one in queries.checklist_of(begun(ENDLESS)).sections if one.repeat)
    first = section.questions[0].key
    added = add_turn(Sheet(), section, MOST_TURNS - 1)
    assert added.answers == {f"till[{MOST_TURNS - 1}].{first}": Answer()}
    assert add_turn(Sheet(), section, MOST_TURNS) == Sheet()


def test_text_without_end_is_refused_and_what_was_saved_stays(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    shopper.post(form_of(visit), data={"v:price": "7", "c:price": ""})
    for size in (10_000_000, 1_000_000):  # over the bound of a post; in Cyrillic, of what is sent
        said = shopper.post(form_of(visit), data={"v:story": "ж" * size, "c:story": ""})
        assert said.status_code == 413
    assert set(drafted(visit).answers) == {"price"}


def test_comment_without_end_is_told_at_its_question(shopper: FlaskClient, begun: Begun) -> None:
    said = shopper.post(
        form_of(begun()), data={"do": "submit", "v:mood": "3", "c:mood": "x" * 20_001}
    )
    assert said.status_code == 422
    assert "Write at most 20000 characters." in said.text
