"""Columns are guessed by their heads in any language, and the person's choice goes before."""

from auditapp.sheets.mapping import Field, chosen, guessed, missing, said
from auditapp.sheets.reading import read_table

FIELDS = (
    Field("code", "Code", ("код", "id"), required=True),
    Field("name", "Name", ("имя", "фио", "full name"), required=True),
    Field("phone", "Phone", ("телефон",)),
)


def test_columns_are_guessed_by_their_heads() -> None:
    table = read_table("Full_Name;КОД;Телефон;что-то\nAnn;P-1;5;x\n".encode())
    assert guessed(table, FIELDS) == {"name": 0, "code": 1, "phone": 2}


def test_two_columns_of_one_name_are_guessed_once() -> None:
    assert guessed(read_table(b"code,code\n1,2\n"), FIELDS) == {"code": 0}


def test_choice_of_the_person_is_taken_and_nonsense_is_not() -> None:
    table = read_table(b"a,b\n1,2\n")
    form = {"column-code": "1", "column-name": "", "column-phone": "7"}
    mapped = chosen(table, FIELDS, form)
    assert mapped == {"code": 1}
    assert [field.key for field in missing(FIELDS, mapped)] == ["name"]
    assert said(table.lines[0], mapped) == {"code": "2"}
