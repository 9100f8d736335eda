"""Cells bear the words of their heads, so that rows can stand as cards on narrow screens."""

from markupsafe import Markup

from auditapp.web.tables import labelled

HEAD = Markup(
    '<thead><tr><th scope="col">Name</th>'
    '<th scope="col" aria-sort="ascending"><a href="?a=1">Score &amp; gap</a></th></tr></thead>'
)


def test_cells_bear_the_words_of_their_heads() -> None:
    told = labelled(HEAD + Markup('<tbody><tr><th scope="row">A</th><td>5</td></tr></tbody>'))
    assert '<td role="cell" data-label="Score &amp; gap">5</td>' in told
    assert '<th role="rowheader" scope="row">A</th>' in told
    assert told.count('role="columnheader"') == 2
    assert told.count('role="rowgroup"') == 2
    assert told.count('<tr role="row">') == 2


def test_cells_that_hold_nothing_are_marked() -> None:
    told = labelled(HEAD + Markup("<tbody><tr><td>–</td><td><input></td></tr></tbody>"))
    assert '<td role="cell" data-label="Name" data-absent>–</td>' in told
    assert told.count("data-absent") == 1


def test_wide_cells_move_the_heads_of_the_next() -> None:
    told = labelled(HEAD + Markup('<tbody><tr><td colspan="2">a</td><td>b</td></tr></tbody>'))
    assert 'data-label="Name" colspan="2"' in told
    assert '<td role="cell">b</td>' in told


def test_written_words_stay_escaped() -> None:
    head = Markup('<thead><tr><th scope="col">{}</th></tr></thead>').format('"<b>')
    told = labelled(head + Markup("<tbody><tr><td>{}</td></tr></tbody>").format("</td><i>"))
    assert 'data-label="&#34;&lt;b&gt;"' in told
    assert "&lt;/td&gt;&lt;i&gt;" in told
