"""Filling any checklist in a browser: what to answer by type, and how each field takes it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from auditapp.core.document import Checklist, Question
from auditapp.core.numbers import plain

DAY = "2026-11-20"
# What is not asked now stands in the page too, hidden.
ASKED = "main > fieldset.q, section:not([hidden]) fieldset.q:not([hidden])"
SENTENCE = "Видел сам у входа: <b>ящики</b> и тележка, около двух часов дня."


def fill_whole(page: Page, checklist: Checklist, photo: Path, failing: Iterable[str] = ()) -> None:
    """Answer everything that is asked, saving until nothing required is left."""
    failed = set(failing)
    for _round in range(8):
        for box in page.locator(ASKED).all():
            key = (box.get_attribute("id") or "").removeprefix("q-").split(".")[-1]
            if key == "visited_at":
                box.locator("input").fill(f"{DAY}T14:05")
            elif key == "check-in":
                box.locator("input").fill("55.751244, 37.618423")
            else:
                answer(box, checklist.question(key), photo, fails=key in failed)
        page.locator(".foot button").click()
        if not any(character.isdigit() for character in foot(page)):
            return
    raise AssertionError(f"Still open: {foot(page)}")


def foot(page: Page) -> str:
    """What the foot of the form says is left."""
    return page.locator(".foot p").inner_text()


def answer(box: Locator, question: Question, photo: Path, fails: bool = False) -> None:
    """Answer one question, and give the evidence that is asked for at it."""
    WAYS[question.type](box, question, photo, fails)
    due = box.locator(".due")
    if due.count():
        due.locator("textarea").fill(SENTENCE)
        if due.locator("input[type=file]").count() and not due.locator("img").count():
            due.locator("input[type=file]").set_input_files(photo)


def _press(box: Locator, values: Iterable[str]) -> None:
    for value in values:
        field = box.locator(f'.o input[value="{value}"]')
        if not field.is_checked():
            field.check()


def _yes_no(box: Locator, question: Question, _photo: Path, fails: bool) -> None:
    kind: Any = question.kind
    _press(box, [{"yes": "no", "no": "yes"}[kind.expect] if fails else kind.expect])


def _choice(box: Locator, question: Question, _photo: Path, fails: bool) -> None:
    kind: Any = question.kind
    ordered = sorted(kind.options, key=lambda option: option.score or 0, reverse=not fails)
    if box.locator("select").count():
        box.locator("select").select_option(ordered[0].key)
    else:
        _press(box, [ordered[0].key])


def _multi_choice(box: Locator, question: Question, _photo: Path, _fails: bool) -> None:
    kind: Any = question.kind
    good = [option.key for option in kind.options if (option.score or 0) > 0]
    _press(box, (good or [kind.options[0].key])[: kind.at_most])


def _scale(box: Locator, question: Question, _photo: Path, fails: bool) -> None:
    kind: Any = question.kind
    value = plain(kind.min if kind.reverse is not fails else kind.max)
    if box.locator("select").count():
        box.locator("select").select_option(value)
    else:
        _press(box, [value])


def _best(kind: Any) -> Any:
    if kind.bands:
        best = max(kind.bands, key=lambda band: band.score)
        value = best.up_to if best.up_to is not None else (kind.max or 1)
    else:
        value = kind.linear.best if kind.linear else (kind.min or 0) + 1
    low = value if kind.min is None else max(value, kind.min)
    return low if kind.max is None else min(low, kind.max)


def _number(box: Locator, question: Question, _photo: Path, _fails: bool) -> None:
    box.locator(".unit input").fill(plain(_best(question.kind)).replace(".", ","))


def _duration(box: Locator, question: Question, _photo: Path, _fails: bool) -> None:
    whole = int(_best(question.kind))
    box.locator(".clock input").nth(0).fill(str(whole // 60))
    box.locator(".clock input").nth(1).fill(f"{whole % 60:02}")


def _moment(value: str) -> Callable[[Locator, Question, Path, bool], None]:
    def fill(box: Locator, question: Question, _photo: Path, _fails: bool) -> None:
        box.locator(f'[name^="v:"][name$="{question.key}"]').fill(value)

    return fill


def _upload(box: Locator, _question: Question, photo: Path, _fails: bool) -> None:
    if not box.locator(".pics img").count():
        box.locator("input[type=file]").first.set_input_files(photo)


def _nothing(*_given: object) -> None:
    return None


WAYS: dict[str, Callable[[Locator, Question, Path, bool], None]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "multi_choice": _multi_choice,
    "scale": _scale,
    "number": _number,
    "duration": _duration,
    "date": _moment(DAY),
    "time": _moment("14:05"),
    "datetime": _moment(f"{DAY}T14:05"),
    "text": _moment("Чай листовой"),
    "long_text": _moment(SENTENCE),
    "position": _moment("55.7802, 37.5991"),
    "photo": _upload,
    "signature": _upload,
    "file": _nothing,
    "note": _nothing,
}
