"""Why visits were not made, or by someone else."""

from auditapp.demo.said.asides import Pool
from auditapp.demo.said.book import said

CANCELLED: Pool = (
    said(
        """
        Локация закрыта на учёт в эти дни.
        Бюджет волны исчерпан, визит переносится на следующий месяц.
        В магазине плановое отключение электричества.
        """
    ),
    said(
        """
        The location is being refitted that week.
        Moved to next month: the wave is complete without it.
        """
    ),
)
REASSIGNED: Pool = (
    said(
        """
        Аудитор заболел.
        Аудитор попросил замену: семейные обстоятельства.
        Аудитор уехал в командировку.
        """
    ),
    said(
        """
        The shopper is ill.
        The shopper is away on business.
        """
    ),
)
DECLINED: Pool = (
    said("В эти дни меня нет в городе."),
    said("I am out of town that week."),
)
GIVEN_BACK: Pool = (
    said("Сломалась машина, не успею до закрытия окна."),
    said("My car has broken down and I cannot get there in time."),
)
ABORTED: dict[str, Pool] = {
    "closed": (
        said(
            """
            Дверь закрыта, на стекле листок: «Технический перерыв до 18:00».
            Не работает: объявление об учёте, свет в зале выключен.
            Закрыто из-за прорыва трубы, внутрь не пускают.
            """
        ),
        said(
            """
            Closed: a note on the door says they are back tomorrow.
            Shut because of a burst pipe; nobody was let in.
            """
        ),
    ),
    "unsafe": (
        said(
            """
            Сработала пожарная сигнализация, всех вывели на улицу.
            У входа драка, вызвали полицию; ушёл, не заходя.
            """
        ),
        said(
            """
            The fire alarm went off and everybody was led outside.
            Glass from a broken window all over the entrance; I left.
            """
        ),
    ),
    "recognised": (
        said(
            """
            За стойкой моя бывшая коллега, поздоровалась по имени.
            Администратор спросил, не с проверкой ли я снова.
            """
        ),
        said(
            """
            A neighbour of mine works here and greeted me by name.
            The manager remembered me from my last visit.
            """
        ),
    ),
}
