"""`flask checklist …`: check, score, print and export documents without a server or a database.

Only `export` looks into the database, if there is one.
"""

import json
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup
from flask_babel import force_locale, gettext

from auditapp.checklists.source import MOST_BYTES, read_source
from auditapp.checklists.writing import yaml_text
from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.format.schema import json_schema
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.core.scoring import score as score_sheet
from auditapp.core.standards import in_force
from auditapp.storage.db import has_database

SHIPPED = Path(__file__).parents[2] / "checklists"
MOST_ANSWER_BYTES = 5 * 1024 * 1024

checklist = AppGroup("checklist", help="Check, score, print and export checklists and standards.")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@checklist.command()
@click.argument("files", nargs=-1, required=True, type=_file)
def validate(files: tuple[Path, ...]) -> None:
    """Check FILES and name every fault with its line and column."""
    documents = [_document_in(file) for file in files]
    given = {one.key: one for one in documents if isinstance(one, Standard)}
    in_order = [_validated(file, given) for file in files]
    if not all(in_order):
        raise SystemExit(1)


@checklist.command()
@click.argument("checklist_file", metavar="CHECKLIST", type=_file)
@click.argument("answers_file", metavar="ANSWERS.json", type=_file)
@click.option("--standard", "standard_file", type=_file, help="The standard to compare with.")
def score(checklist_file: Path, answers_file: Path, standard_file: Path | None) -> None:
    """Print the score of ANSWERS.json as JSON."""
    found, sheet, standard = _inputs(checklist_file, answers_file, standard_file)
    result = score_sheet(found, sheet, standard)
    _print(json.dumps(result.as_json(), ensure_ascii=False, indent=2))


@checklist.command()
@click.argument("checklist_file", metavar="CHECKLIST", type=_file)
@click.argument("answers_file", metavar="ANSWERS.json", type=_file)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--standard", "standard_file", type=_file, help="The standard to compare with.")
@click.option("--lang", type=click.Choice(["en", "ru"]), help="The report's language.")
def report(
    checklist_file: Path,
    answers_file: Path,
    output: Path,
    standard_file: Path | None,
    lang: str | None,
) -> None:
    """Write the PDF report of ANSWERS.json."""
    # The PDF family is large, and only this command of the group needs it.
    from auditapp.reports.pdf import visit_report_pdf

    found, sheet, standard = _inputs(checklist_file, answers_file, standard_file)
    language = lang or (sheet.language if sheet.language in ("en", "ru") else "en")
    try:
        pdf = visit_report_pdf(found, sheet, standard, language)
        output.write_bytes(pdf)
    except Problem as problem:
        _fail(problem.sentence % problem.details)
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror}.")


@checklist.command()
@click.argument("key")
@click.option("--version", type=int, help="A published version; without it the newest.")
def export(key: str, version: int | None) -> None:
    """Print the checklist or standard KEY as canonical YAML."""
    document = _stored(key, version) if has_database() else None
    if document is None:
        document = _shipped(key) if version is None else None
    if document is None:
        asked = key if version is None else f"{key}, version {version},"
        _fail(f"There is no checklist or standard {asked} here.")
    click.echo(yaml_text(document), nl=False)


@checklist.command()
@click.argument("kind", type=click.Choice(["checklist", "standard"]), default="checklist")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", help="Of its words.")
def schema(kind: str, output: Path | None, lang: str) -> None:
    """Print the JSON Schema of checklists or standards, for editors."""
    with force_locale(lang):
        node = json_schema(Checklist if kind == "checklist" else Standard, gettext)
    text = json.dumps(node, ensure_ascii=False, indent=2)
    if output is None:
        _print(text)
        return
    try:
        output.write_text(text + "\n", "utf-8")
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror}.")


@checklist.command("import-xlsform")
@click.argument("form", metavar="FORM.xlsx", type=_file)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", help="Of its notes.")
def import_xlsform(form: Path, output: Path, lang: str) -> None:
    """Make a checklist of an XLSForm, and list what could not be carried over."""
    from auditapp.checklists.xlsform.guarding import MOST_BYTES as MOST_FORM_BYTES
    from auditapp.checklists.xlsform.importing import import_form

    try:
        with force_locale(lang):
            found = import_form(_bytes(form, MOST_FORM_BYTES), form.name, gettext)
            told = [lost.told(gettext) for lost in found.lost]
    except Problem as problem:
        _fail(f"{form}: {problem.sentence % problem.details}")
    _write(output, yaml_text(found.checklist).encode())
    _print(f"{output}: {_described(found.checklist)}; not carried over: {len(found.lost)}")
    for line in told:
        _print(f"  {line}")


@checklist.command("export-xlsform")
@click.argument("named", metavar="KEY_OR_FILE")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", help="Of the sheet About.")
def export_xlsform(named: str, output: Path, lang: str) -> None:
    """Write a checklist as an XLSForm that comes back as the same checklist."""
    from auditapp.checklists.xlsform.exporting import export_form

    found = _document(Path(named)) if Path(named).is_file() else None
    found = found or (_stored(named, None) if has_database() else None) or _shipped(named)
    if not isinstance(found, Checklist):
        _fail(f"There is no checklist {named} here.")
    try:
        with force_locale(lang):
            _write(output, export_form(found, gettext))
    except Problem as problem:
        _fail(problem.sentence % problem.details)
    _print(f"{output}: {_described(found)}")


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror}.")


def _print(text: str, err: bool = False) -> None:
    # Answers may hold half a character, which no terminal takes.
    click.echo(text.encode("utf-8", "replace").decode(), err=err)


def _fail(sentence: str) -> NoReturn:
    _print(sentence, err=True)
    raise SystemExit(1)


def _validated(file: Path, given: dict[str, Standard]) -> bool:
    try:
        document = _read(file)
        named = document.standard if isinstance(document, Checklist) else None
        standard = given.get(named) or _standard_beside(file, named) if named else None
        document = _read(file, standard)
    except DocumentErrors as found:
        _print_faults(file, found)
        return False
    unseen = (
        f"; {named} is not here, so clauses were not looked up" if named and not standard else ""
    )
    _print(f"{file}: in order: {_described(document)}{unseen}")
    return True


def _described(document: Checklist | Standard) -> str:
    if isinstance(document, Standard):
        return f"standard {document.key}, {len(document.clauses)} clauses"
    return f"checklist {document.key}, {len(document.questions)} questions"


def _print_faults(file: Path, found: DocumentErrors) -> None:
    for fault in found.errors:
        place = "" if fault.line is None else f"{fault.line}:{fault.column}: "
        _print(f"{file}:{place}{fault.where}: {fault.message} [{fault.code}]", err=True)


def _read(file: Path, standard: Standard | None = None) -> Checklist | Standard:
    return read_source(_bytes(file, MOST_BYTES), standard)


def _bytes(file: Path, most: int) -> bytes:
    """Return the file's bytes, one more than `most` if there are more: what asked will refuse."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        _fail(f"{file} cannot be read: {error.strerror}.")


def _standard_beside(file: Path, key: str) -> Standard | None:
    for folder in (file.parent / "standards", file.parent, SHIPPED / "standards"):
        standard = _document_in(folder / f"{key}.yaml")
        if isinstance(standard, Standard) and standard.key == key:
            return standard
    return None


def _document_in(file: Path) -> Checklist | Standard | None:
    if not file.is_file():
        return None
    try:
        return _read(file)
    except DocumentErrors:
        return None  # its own validation names its faults


def _inputs(
    checklist_file: Path, answers_file: Path, standard_file: Path | None
) -> tuple[Checklist, Sheet, Standard | None]:
    found = _checklist(checklist_file)
    sheet = _answers(answers_file)
    if standard_file is None:
        standard = _shipped_standard(found, sheet)
    else:
        standard = _given_standard(standard_file, found)
    # Once more: only now is it known whether the standard has the clauses that questions cite.
    return _checklist(checklist_file, standard), sheet, standard


def _checklist(file: Path, standard: Standard | None = None) -> Checklist:
    found = _document(file, standard)
    if not isinstance(found, Checklist):
        _fail(f"{file} is a standard; a checklist is needed here.")
    return found


def _given_standard(file: Path, found: Checklist) -> Standard:
    standard = _document(file)
    if not isinstance(standard, Standard):
        _fail(f"{file} is a checklist; a standard is needed here.")
    if standard.key != found.standard:
        named = found.standard or "no standard"
        _fail(f"The checklist names {named}, and {file} is {standard.key}.")
    return standard


def _document(file: Path, standard: Standard | None = None) -> Checklist | Standard:
    try:
        return _read(file, standard)
    except DocumentErrors as found:
        _print_faults(file, found)
        raise SystemExit(1) from None


def _answers(file: Path) -> Sheet:
    text = _bytes(file, MOST_ANSWER_BYTES)
    if len(text) > MOST_ANSWER_BYTES:
        _fail(f"{file} is larger than 5 MB; that is no visit.")
    try:
        return read_sheet(json.loads(text, parse_float=_decimal, parse_constant=_no))
    except Problem as problem:
        _fail(f"{file}: {problem.sentence % problem.details}")
    except (ValueError, RecursionError) as error:
        _fail(f"{file} is not JSON: {str(error).splitlines()[0]}.")


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"the number {digits[:40]} is out of bounds") from None


def _no(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def _shipped_standard(found: Checklist, sheet: Sheet) -> Standard | None:
    """Return the standard of the checklist that was in force on the day of the visit."""
    documents = map(_document_in, sorted((SHIPPED / "standards").glob("*.yaml")))
    versions = [d for d in documents if isinstance(d, Standard) and d.key == found.standard]
    return in_force(versions, _visited_on(sheet) or date.max)


def _visited_on(sheet: Sheet) -> date | None:
    try:
        return datetime.fromisoformat(sheet.visited_at or "").date()
    except ValueError:
        return None


def _shipped(key: str) -> Checklist | Standard | None:
    if not key.replace("-", "").isalnum():
        return None
    here = _document_in(SHIPPED / f"{key}.yaml")
    return here or _document_in(SHIPPED / "standards" / f"{key}.yaml")


def _stored(key: str, version: int | None) -> Checklist | Standard | None:
    from auditapp.checklists import queries

    return queries.document(key, version)
