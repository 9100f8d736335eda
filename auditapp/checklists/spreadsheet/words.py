"""What the words in cells mean, in Russian and English."""

import re
from decimal import Decimal, InvalidOperation

from auditapp.core.text import folded


def _words(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


_TYPES = {
    "yes_no": "да нет|да или нет|yes no|yes or no|y n|yn|boolean|логический|логическое|галочка|"
    "чекбокс|checkbox|tick|отметка",
    "scale": "шкала|балльная шкала|оценка|баллы|рейтинг|scale|rating|rating scale|likert|stars|"
    "звезды",
    "choice": "выбор|выбор одного|один из|один из вариантов|один из списка|один вариант|один ответ|"
    "список|варианты|выпадающий список|один выбор|одиночный выбор|choice|single choice|"
    "select one|single select|one of several|dropdown|radio|radio button|multiple choice",
    "multi_choice": "несколько|выбор нескольких|несколько вариантов|несколько из вариантов|"
    "несколько ответов|множественный выбор|несколько из списка|multi choice|multiple answers|"
    "select multiple|select all|multi select|multiselect|checkboxes|any of several",
    "number": "число|числовой|числовое|количество|целое число|number|numeric|integer|decimal|"
    "count|amount",
    "duration": "время ожидания|длительность|продолжительность|секундомер|duration|stopwatch|"
    "length of time|timer",
    "date": "дата|date|day",
    "time": "время|время суток|time|time of day",
    "datetime": "дата и время|date and time|datetime",
    "text": "текст|строка|короткий текст|text|short text|line of text|short answer",
    "long_text": "комментарий|длинный текст|свободный ответ|открытый|открытый вопрос|отзыв|"
    "развернутый ответ|long text|comment|open|open question|open ended|free text|paragraph|essay",
    "photo": "фото|фотография|снимок|photo|picture|image",
    "file": "файл|аудио|запись|file|audio|recording",
    "signature": "подпись|signature",
    "position": "координаты|геопозиция|геометка|место на карте|точка на карте|"
    "position on the map|position|location|gps",
    "note": "текст без ответа|пояснение без ответа|note no answer|инструкция|информация|"
    "заметка|note|info|instruction|statement",
}
_TYPE_OF = {word: kind for kind, words in _TYPES.items() for word in words.split("|")}
_YES = _words("да|yes|y|true|есть|нужно|обязательно|required|+|✓|✔|☑|v|х|x|1|истина|верно")
_NO = _words("нет|no|n|false|не нужно|необязательно|optional|-|–|—|0|ложь|☐")
_NA = _words(
    "н п|нп|н о|н а|н д|неприменимо|не применимо|не применяется|не оценивается|не относится|n a|na|"
    "not applicable|does not apply|not assessed"
)
# What answers of two or three are worth where nobody wrote it.
_WORTH = {
    100: "да|yes|соответствует|выполнено|выполняется|есть|в норме|норма|ок|ok|pass|passed|"
    "compliant|met|полностью|в полном объеме|соблюдается|соблюдено",
    50: "частично|частично соответствует|частично выполнено|частично выполняется|не полностью|"
    "не в полном объеме|partly|partial|partially|partially met|partially compliant",
    0: "нет|no|не соответствует|не выполнено|не выполняется|отсутствует|fail|failed|not met|"
    "non compliant|нарушение|не соблюдается|не соблюдено",
}
_WORTH_OF = {word: score for score, words in _WORTH.items() for word in words.split("|")}
_OTHER_ANSWERS = _words(
    "отлично|хорошо|удовлетворительно|неудовлетворительно|плохо|excellent|good|fair|poor|bad|"
    "satisfactory|unsatisfactory"
)
_FAIL = _words(
    "при нарушении|при нарушениях|если нет|при ответе нет|при несоответствии|on fail|if no|"
    "on failure|if failed|when failed"
)
_WISH = _words("по желанию|желательно|по возможности|if possible|optional|необязательно")
_TOTAL = re.compile(
    r"(итого\w*|подытог\w*|всего баллов|общ\w+ (балл\w*|оценк\w*|сумм\w*|результат\w*|итог\w*)|"
    r"макс\w+ (возможн\w+ )?(балл\w*|сумм\w*)|набран\w+ балл\w*|процент выполнения|"
    r"средн\w+ (балл|оценка)|(sub ?|grand )?total\w*|overall (score|result)|"
    r"max\w* (possible )?(score|points))( |$)|"
    r"(итог\w*|всего|сумма( баллов)?|результат|sum|score|overall|percent(age)?|процент|баллы)$"
)
_HEADING = re.compile(r"(раздел|блок|часть|категория|этап|section|part|block|chapter)( |$)")
_RANGE = re.compile(
    r"(?:от |from )?(-?\d{1,3}) ?(?:-|–|—|до|to|\.\.\.?|…) ?(\d{1,3})(?: балл\w*| points?)?"
)
_NUMBER = re.compile(r"([-+−]?\d{1,9}(?:[.,]\d{1,6})?) ?(?:%|балл\w*|б\.?|points?|pts?\.?)?")
_DEPTHS = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?")
_LETTER = re.compile(r"(?:[IVXLC]{1,6}|[A-ZА-Я])[.)]?")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s*(?=\S)")


def plain(words: str) -> str:
    """Return words as they are compared: folded, without signs between them."""
    return " ".join(re.sub(r"[^\w№#%+✓✔☑☐]", " ", folded(words)).replace("_", " ").split())


def is_cyrillic(words: str) -> bool:
    """Tell whether there are Cyrillic letters in words."""
    return re.search("[\u0400-\u04ff]", words) is not None


def said_type(words: str) -> tuple[str, dict[str, int]] | None:
    """Return the type of question that a cell names, with its settings; None if it names none."""
    whole = plain(words)
    bounds = scale(words) or scale(re.sub(r"^\D*", "", words)) if "шкал" in whole else scale(words)
    if bounds:
        return "scale", bounds
    kind = _TYPE_OF.get(whole)
    return (kind, {}) if kind else None


def scale(words: str) -> dict[str, int] | None:
    """Return the bounds of a scale that is written like 1-5, or from 1 to 5."""
    found = _RANGE.fullmatch(folded(words).strip())
    if not found:
        return None
    low, high = int(found[1]), int(found[2])
    return {"min": low, "max": high} if low < high <= 100 else None


def truth(words: str) -> bool | None:
    """Tell whether a cell says yes or no; None if neither."""
    whole = folded(words).strip()
    known = {whole, plain(words)}
    if known & _NO:
        return False
    return True if known & _YES else None


def is_na(words: str) -> bool:
    """Tell whether an answer says that the question does not apply."""
    return plain(words) in _NA


def yes_or_no(words: str) -> str | None:
    """Return which of the two an answer is, written as a word."""
    return {"да": "yes", "yes": "yes", "нет": "no", "no": "no"}.get(plain(words))


def worth(words: str) -> int | None:
    """Return what an answer is usually worth, if it is one of the usual ones."""
    return _WORTH_OF.get(plain(words))


def is_answer(words: str) -> bool:
    """Tell whether a heading is an answer to tick."""
    whole = plain(words)
    return whole in _WORTH_OF or whole in _OTHER_ANSWERS or is_na(words)


def when_asked(words: str) -> tuple[str, str] | None:
    """Return when evidence is asked for, and whether it must be there; None for never."""
    whole = plain(words)
    if whole in _FAIL:
        return "fail", "required"
    if whole in _WISH:
        return "always", "optional"
    return ("always", "required") if truth(words) else None


def number(words: str) -> Decimal | None:
    """Return the number that a cell writes, with or without its unit."""
    found = _NUMBER.fullmatch(folded(words).strip())
    if not found:
        return None
    try:
        return Decimal(found[1].replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None


def is_total(words: str) -> bool:
    """Tell whether a row sums up others, by its first words."""
    return not words.rstrip().endswith("?") and _TOTAL.match(plain(words)) is not None


def is_heading(words: str) -> bool:
    """Tell whether words can only be those of a heading."""
    letters = [one for one in words if one.isalpha()]
    is_loud = len(letters) > 3 and all(one.isupper() for one in letters)
    return is_loud or words.rstrip().endswith(":") or _HEADING.match(plain(words)) is not None


def depth(cell: str) -> int | None:
    """Return how deep a number like 2.1 stands; letters and Roman numbers stand above all."""
    found = _DEPTHS.fullmatch(cell.strip())
    if found:
        return found[1].count(".") + 1
    return 0 if _LETTER.fullmatch(cell.strip()) else None


def numbered(words: str) -> tuple[str, str]:
    """Return the number that a text begins with, or none, and the rest."""
    found = _NUMBERED.match(words)
    return (found[1], words[found.end() :]) if found else ("", words)


def title(words: str) -> str:
    """Return a heading without what only says that it is one."""
    bare = re.sub(
        r"(?i)^(?:раздел|блок|часть|этап|section|part|block)\s*(?:№\s*)?(?:[\dIVXLC]{1,4})\s*[.:)–—-]*\s*",
        "",
        words.strip(),
    )
    bare = numbered(bare)[1] if bare else words
    return bare.strip().rstrip(":").strip() or words.strip()
