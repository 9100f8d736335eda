"""Audits of procedures."""

from auditapp.demo.said.book import Book, measured, trouble

BOOK = Book(
    troubles={
        "opened_on_time": (
            trouble(
                "no",
                5,
                "order",
                """
                Двери открыли в 10:07: старший смены ждал ключ.
                По журналу охраны за неделю два открытия позже времени на вывеске.
                """,
                """
                The doors opened seven minutes late: the keyholder was delayed.
                """,
            ),
        ),
        "posts_staffed": (
            trouble(
                "covered",
                20,
                "staff",
                """
                Кассир на больничном, подменяет старший смены.
                В отделе текстиля никого, закреплён продавец из света.
                """,
                """
                A cashier is ill; the shift leader covers.
                """,
            ),
            trouble(
                "uncovered",
                6,
                "staff",
                """
                Третья касса по графику открыта, по факту на ней никого.
                """,
                """
                The rota has three tills; one is unstaffed.
                """,
            ),
        ),
        "opening_records": (
            trouble(
                "gaps",
                24,
                "order",
                """
                Нет листов за два дня: старший смены был в отпуске.
                За воскресенье лист не заполнен.
                Лист за вторник без подписи и времени.
                """,
                """
                Two days are missing: the shift leader was on leave.
                """,
            ),
        ),
        "standard_produced": (
            trouble(
                "no",
                18,
                "order",
                """
                Открыли прошлогоднюю редакцию, действующую нашли через пять минут.
                Продавец не знал, где лежит стандарт.
                """,
                """
                Last year's edition was opened first.
                """,
            ),
        ),
        "cash_difference": (
            trouble(
                40,
                14,
                "till",
                """
                Недостача 40 ₽, кассир нашёл ошибку в размене.
                Излишек 40 ₽, покупатель отказался от сдачи.
                """,
                """
                Forty short: a mistake in the change.
                """,
            ),
            trouble(
                350,
                4,
                "till",
                """
                Недостача 350 ₽, объяснения нет, составлен акт.
                """,
                """
                Short by 350; no explanation, a report was made.
                """,
            ),
        ),
        "till_unattended": (
            trouble(
                "yes",
                5,
                "till",
                """
                Кассир отошёл за пакетами, ящик был закрыт, но не заперт.
                """,
                """
                The cashier went for bags and left the drawer unlocked.
                """,
            ),
        ),
        "handover_records": (
            trouble(
                "gaps",
                16,
                "till",
                """
                За два дня только одна подпись.
                В субботу передача смены не записана.
                """,
                """
                One signature only on two days.
                """,
            ),
        ),
        "safe_access": (
            trouble(
                "no",
                5,
                "safety",
                """
                Код сейфа знает уволенный в прошлом месяце старший смены, код не меняли.
                """,
                """
                The code was not changed after a shift leader left.
                """,
            ),
        ),
        "prices_matched": (
            trouble(
                19,
                24,
                "price",
                """
                Плед 130×170: на ценнике 1 490 ₽, на кассе 1 590 ₽.
                У свечи в стакане на ценнике на 20 ₽ меньше.
                Рамка 21×30: ценник прошлой акции.
                """,
                """
                One throw: the till asked for more than the label.
                """,
                "barcode",
            ),
            trouble(
                18,
                8,
                "price",
                """
                Две корзины из разных партий, цены перепутаны местами.
                """,
                """
                Two baskets had each other's price.
                """,
                "barcode",
            ),
        ),
        "expired_goods": (
            trouble(
                "yes",
                3,
                "safety",
                """
                Две плитки шоколада в прикассовой зоне просрочены на девять дней.
                """,
                """
                Two bars of chocolate at the till were nine days past their date.
                """,
                "shelf",
            ),
        ),
        "date_check_records": (
            trouble(
                "gaps",
                20,
                "order",
                """
                В журнале пропущены выходные.
                Проверка сроков за среду не отмечена.
                """,
                """
                The weekend is missing from the log.
                """,
            ),
        ),
        "returns_documented": (
            trouble(
                4,
                24,
                "till",
                """
                У возврата № 118 нет подписи старшего.
                К одному возврату не приложено заявление.
                """,
                """
                One return has no signature.
                """,
            ),
            trouble(
                3,
                7,
                "till",
                """
                У двух возвратов нет копии чека.
                """,
                """
                Two returns have no copy of the receipt.
                """,
            ),
        ),
        "refund_late": (
            trouble(
                "yes",
                9,
                "till",
                """
                Деньги за светильник вернули на шестнадцатый день.
                """,
                """
                One refund was made on the sixteenth day.
                """,
            ),
        ),
        "book_issued": (
            trouble(
                "no",
                7,
                "staff",
                """
                Книгу искали двенадцать минут: лежала в кабинете директора.
                """,
                """
                The book was found in the manager's office after twelve minutes.
                """,
            ),
        ),
        "channels_registered": (
            trouble(
                ["book", "phone", "email"],
                32,
                "information",
                """
                Отзывы с карт в реестр не попадают.
                Отзывы в интернете читают, но в реестр не вносят.
                """,
                """
                Online reviews do not reach the register.
                """,
            ),
            trouble(
                ["book", "email"],
                10,
                "information",
                """
                Звонки и отзывы в интернете не записывают.
                """,
                """
                Telephone calls and online reviews are not written down.
                """,
            ),
        ),
        "replied_to_point": (
            trouble(
                "no",
                10,
                "staff",
                """
                В ответе общие слова, решения по возврату нет.
                """,
                """
                General phrases and no decision.
                """,
            ),
        ),
        "induction_recorded": (
            trouble(
                4,
                24,
                "staff",
                """
                У стажёра, принятого две недели назад, нет листа.
                Одна карточка обучения без даты проверки.
                """,
                """
                A trainee of two weeks has no record.
                """,
            ),
            trouble(
                3,
                8,
                "staff",
                """
                У двух сотрудников нет записи о повторном инструктаже.
                """,
                """
                Two records lack the refresher.
                """,
            ),
        ),
        "right_answers": (
            trouble(
                9,
                24,
                "advice",
                """
                Не знали срок ответа на обращение.
                Ошиблись в сроке возврата товара без чека.
                """,
                """
                They did not know the time limit for a reply.
                """,
            ),
            trouble(
                8,
                16,
                "advice",
                """
                Не знали порядок списания и кто ведёт реестр обращений.
                Ошиблись в порядке возврата и в сроке гарантии.
                """,
                """
                Two questions on returns were answered wrongly.
                """,
            ),
            trouble(
                6,
                7,
                "advice",
                """
                Путают возврат и обмен, не знают действий при тревоге.
                """,
                """
                Returns and exchanges are mixed up.
                """,
            ),
        ),
        "consents_found": (
            trouble(
                4,
                12,
                "privacy",
                """
                На одной анкете карты нет подписи под согласием.
                """,
                """
                One card form has no signature under the consent.
                """,
            ),
        ),
        "data_in_view": (
            trouble(
                "yes",
                8,
                "privacy",
                """
                Накладные доставки с телефонами лежат на стойке выдачи.
                """,
                """
                Delivery notes with telephone numbers lie on the counter.
                """,
            ),
        ),
        "screens_locked": (
            trouble(
                "no",
                12,
                "privacy",
                """
                Компьютер в отделе заказов открыт, за столом никого.
                """,
                """
                The computer at the order desk was open and unattended.
                """,
            ),
        ),
        "exits_blocked": (
            trouble(
                "yes",
                2.5,
                "safety",
                """
                Выход у склада заставлен возвратной тарой, убрали при мне.
                """,
                """
                Crates stood before the exit by the stockroom.
                """,
                "boxes",
            ),
        ),
        "exits_open": (
            trouble(
                "no",
                1.5,
                "safety",
                """
                Дверь у отдела мебели открывается только ключом администратора.
                """,
                """
                One door opens with the manager's key only.
                """,
                "boxes",
            ),
        ),
        "drill_in_time": (
            trouble(
                "no",
                5,
                "safety",
                """
                Вечерняя смена в тренировке не участвовала.
                """,
                """
                The evening shift took no part in the drill.
                """,
            ),
        ),
        "extinguishers_overdue": (
            trouble(
                "yes",
                10,
                "safety",
                """
                У огнетушителя в подсобке истёк срок проверки.
                У огнетушителя возле лифта бирка прошлого года.
                """,
                """
                The extinguisher in the back room is overdue.
                """,
                "extinguisher",
            ),
        ),
        "actions_completed": (
            trouble(
                "some",
                30,
                "order",
                """
                Три из четырёх; касса самообслуживания не заказана.
                Обучение проведено, указатели не заменены.
                """,
                """
                Three out of four.
                """,
            ),
            trouble(
                "none",
                3,
                "order",
                """
                План действий не открывали с прошлого аудита.
                """,
                """
                Nothing was done since the last audit.
                """,
            ),
        ),
        "effects_checked": (
            trouble(
                "some",
                28,
                "order",
                """
                Результат обучения не измеряли, остальное проверено.
                """,
                """
                The effect of the training was not measured.
                """,
            ),
        ),
    },
    measured={
        "response_days": measured(
            5,
            0.5,
            "staff",
            10,
            """
            Ответ ждал проверки у поставщика.
            Обращение пролежало у сменщика неделю.
            """,
            """
            The reply waited for the supplier.
            """,
            1,
        ),
        "customer_wait": measured(
            150,
            0.4,
            "queue",
            180,
            """
            Покупатель оформлял доставку на кассе.
            Час пик.
            """,
            """
            Rush hour.
            """,
        ),
    },
)
