"""Visits to bank branches."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble, unseen

BOOK = Book(
    troubles={
        "step_free": (
            trouble(
                "call",
                9,
                "access",
                """
                Пандуса нет, у ступеней кнопка вызова; на звонок вышли.
                Вход с коляской через соседнюю дверь, её открывают по звонку.
                """,
                """
                No ramp, but there is a bell by the steps and somebody came.
                """,
            ),
            trouble(
                "steps",
                5,
                "access",
                """
                Четыре ступени, ни пандуса, ни кнопки.
                Пандус есть, но закрыт цепью на замке.
                """,
                """
                Four steps, neither a ramp nor a bell.
                """,
            ),
        ),
        "hall_clean": (
            trouble(
                "minor",
                10,
                "wet",
                """
                У входа мокрый пол без таблички.
                На столе для заполнения бланков крошки и исписанные листы.
                Пыль на стенде с буклетами.
                """,
                """
                A wet floor at the door without a sign.
                Crumbs and used forms on the writing desk.
                """,
            ),
        ),
        "information_found": (
            trouble(
                ["hours", "licence", "tariffs"],
                38,
                "information",
                """
                Куда жаловаться, нигде не написано; о страховании вкладов тоже.
                Про страхование вкладов и жалобы ничего не нашёл.
                Информация о страховании вкладов висит за спиной у операциониста.
                """,
                """
                Nothing about complaints or deposit insurance.
                """,
            ),
            trouble(
                ["hours", "licence"],
                24,
                "information",
                """
                Тарифов в зале нет, предложили смотреть в приложении.
                Папка с тарифами пустая.
                """,
                """
                No tariffs in the hall; I was told to use the app.
                """,
            ),
            trouble(
                ["hours", "licence", "tariffs", "insurance"],
                14,
                "information",
                """
                Не нашёл, куда обратиться с жалобой.
                """,
                """
                I could not find where to complain.
                """,
            ),
        ),
        "atm_working": (
            trouble(
                "some",
                12,
                "tech",
                """
                Один из двух банкоматов не выдавал наличные.
                На правом банкомате табличка «Не работает».
                """,
                """
                One of the two machines gave no cash.
                """,
            ),
            not_here(6),
        ),
        "greeted": (
            trouble(
                "no",
                13,
                "staff",
                """
                Администратор зала разбирала бумаги и не подняла головы.
                Прошёл к терминалу, никто не подошёл.
                Сотрудник у входа говорил по телефону.
                """,
                """
                The host was sorting papers and did not look up.
                Nobody came over while I stood at the ticket machine.
                """,
            ),
        ),
        "topic_in_machine": (
            trouble(
                "no",
                10,
                "tech",
                """
                В меню терминала только «платежи» и «прочее».
                Нужной темы в списке нет, взял талон «консультация».
                """,
                """
                The machine offered "payments" and "other".
                """,
            ),
        ),
        "delay_explained": (
            trouble(
                "no",
                62,
                "queue",
                """
                О том, сколько ещё ждать, никто не сказал.
                На табло номер не менялся, и никто к ожидающим не вышел.
                На вопрос ответили: «Как освободятся».
                """,
                """
                Nobody said how long it would take.
                """,
            ),
        ),
        "seat_free": (trouble("no", 12, "queue"), not_here(8)),
        "others_heard": (
            trouble(
                "yes",
                1.6,
                "privacy",
                """
                Слышал фамилию и остаток по счёту клиента у соседнего окна.
                У окна рядом громко продиктовали номер телефона и паспорт.
                """,
                """
                I heard the name and the balance of the customer next to me.
                """,
            ),
            unseen(
                4,
                """
                В зале громко играло видео с экрана, разговоров не разобрать.
                Соседние столы были далеко, слов не разобрать.
                """,
                """
                The other desks were too far away to hear anything.
                """,
            ),
        ),
        "contact_greeted": (trouble("no", 8, "staff"),),
        "contact_badge": (trouble("no", 10, "looks"),),
        "contact_distracted": (
            trouble(
                "yes",
                8,
                "staff",
                """
                Дважды отвечал коллеге в мессенджере.
                Отвлекался на звонок по другому клиенту.
                Прервал разговор, чтобы подписать чужие документы.
                """,
                """
                He answered a colleague's messages while I waited.
                """,
            ),
        ),
        "contact_handover": (
            trouble(
                "shown",
                22,
                "staff",
                """
                Показали на окно, вопрос рассказывал заново.
                """,
                """
                I was pointed to a desk and explained everything again.
                """,
            ),
            trouble(
                "left",
                7,
                "staff",
                """
                «Вас вызовут», к кому — не сказали.
                """,
                """
                "You will be called" – nobody said by whom.
                """,
            ),
        ),
        "questions_asked": (
            trouble(
                2,
                16,
                "advice",
                """
                Спросил о сумме и сроке, больше ни о чём.
                """,
                """
                He asked about the sum and the term, nothing else.
                """,
            ),
            trouble(
                1,
                13,
                "advice",
                """
                Уточнил только сумму.
                """,
                """
                He only asked how much.
                """,
            ),
            trouble(
                0,
                5,
                "advice",
                """
                Начал сразу с буклета.
                """,
                """
                He began with the leaflet.
                """,
            ),
        ),
        "needs_covered": (
            trouble(["amount", "term"], 22, "advice"),
            trouble(["purpose", "amount", "term"], 16, "advice"),
            trouble(["amount"], 9, "advice"),
        ),
        "offers_made": (
            trouble("reasoned", 28, "advice"),
            trouble(
                "plain",
                13,
                "advice",
                """
                Предложил один вариант, чем он лучше других, не объяснил.
                """,
                """
                One offer, and no reason why that one.
                """,
            ),
        ),
        "sure_rate": (
            trouble(
                "asked",
                22,
                "advice",
                """
                Начал с «до восемнадцати процентов», гарантированную ставку назвал после вопроса.
                Про надбавки рассказал сам, а базовую ставку пришлось спросить.
                """,
                """
                He began with "up to"; the certain rate came only when I asked.
                """,
            ),
            trouble(
                "not_told",
                3,
                "advice",
                """
                Так и не сказал, какую ставку получу наверняка: «зависит от остатка».
                """,
                """
                He never said which rate I would be certain to get.
                """,
            ),
        ),
        "full_cost": (
            trouble(
                "asked",
                22,
                "advice",
                """
                Полную стоимость кредита назвал, только когда спросил.
                """,
                """
                The full cost came only when I asked.
                """,
            ),
            trouble(
                "not_told",
                3,
                "advice",
                """
                Говорил только о ежемесячном платеже, полной стоимости не назвал.
                """,
                """
                Only the monthly payment was mentioned.
                """,
            ),
        ),
        "card_fee": (
            trouble(
                "asked",
                20,
                "advice",
                """
                «Бесплатная», а что при покупках от десяти тысяч в месяц — после вопроса.
                """,
                """
                "Free" – the condition came when I asked.
                """,
            ),
            trouble(
                "not_told",
                2,
                "advice",
                """
                О плате за обслуживание не сказал ни слова, нашёл её в тарифах сам.
                """,
                """
                Not a word about the fee; I found it in the tariffs.
                """,
            ),
        ),
        "early_exit": (
            trouble(
                "asked",
                28,
                "advice",
                """
                О потере процентов при досрочном снятии ответила на вопрос.
                """,
                """
                The loss of interest was explained when I asked.
                """,
            ),
            trouble(
                "not_told",
                6,
                "advice",
                """
                На вопрос о досрочном снятии: «Лучше не снимать».
                """,
                """
                "Better not to withdraw early", was all.
                """,
            ),
        ),
        "late_payment": (
            trouble(
                "asked",
                28,
                "advice",
                """
                Про неустойку рассказал после вопроса.
                """,
                """
                The penalty came up when I asked.
                """,
            ),
            trouble(
                "not_told",
                6,
                "advice",
                """
                О просрочке: «У нас все платят вовремя».
                """,
                """
                "Our customers pay on time."
                """,
            ),
        ),
        "insured_sum": (
            trouble(
                "asked",
                30,
                "advice",
                """
                Страховую сумму назвал, когда спросил.
                """,
                """
                The insured sum was named when I asked.
                """,
            ),
            trouble(
                "not_told",
                10,
                "advice",
                """
                Про страхование вклада: «всё застраховано», суммы не назвал.
                """,
                """
                "Everything is insured" – no sum.
                """,
            ),
            not_here(5),
        ),
        "not_deposit_told": (
            trouble(
                "no",
                9,
                "advice",
                """
                Предложил страхование жизни как «тот же вклад, только доходнее».
                """,
                """
                Life insurance was offered as "a deposit with a better rate".
                """,
            ),
        ),
        "loss_told": (
            trouble(
                "no",
                8,
                "advice",
                """
                О том, что доход не гарантирован, не сказал.
                На вопрос о риске ответил: «В минус ещё никто не уходил».
                """,
                """
                Not a word that the return is not guaranteed.
                """,
            ),
        ),
        "tied_sale": (
            trouble(
                "yes",
                1.2,
                "advice",
                """
                Сказал, что без страховки заявку не одобрят.
                """,
                """
                I was told that without insurance the loan would be refused.
                """,
            ),
        ),
        "insisted": (
            trouble(
                "yes",
                5,
                "advice",
                """
                К кредитной карте возвращался трижды.
                После отказа от подписки спросил, почему, и предложил снова.
                """,
                """
                He came back to the credit card three times.
                """,
            ),
            not_here(12),
        ),
        "answer_right": (
            trouble(
                "no",
                9,
                "advice",
                """
                На контрольный вопрос о пополнении ответил неверно: по тарифам нельзя.
                Назвал комиссию за перевод вдвое меньше, чем в тарифах.
                """,
                """
                The answer about topping up does not agree with the tariffs.
                """,
            ),
        ),
        "calculation": (
            trouble("spoken", 22, "advice"),
            trouble("none", 6, "advice"),
        ),
        "calculation_right": (
            trouble(
                "no",
                4,
                "advice",
                """
                Расчёт на сайте дал на 1 340 ₽ меньше.
                """,
                """
                The website came out lower.
                """,
            ),
        ),
        "papers": (
            trouble("leaflet", 28, "advice"),
            trouble("link", 12, "advice"),
            trouble(
                "nothing",
                5,
                "advice",
                """
                Распечатать не предложили.
                """,
                """
                Nothing was printed for me.
                """,
            ),
        ),
        "purpose_told": (
            trouble(
                "no",
                18,
                "privacy",
                """
                Попросили телефон и дату рождения, зачем — не объяснили.
                Паспорт отсканировали молча.
                """,
                """
                My passport was scanned without a word.
                """,
            ),
        ),
        "data_aloud": (
            trouble(
                "yes",
                1,
                "privacy",
                """
                Повторила мой номер телефона вслух, рядом сидели двое.
                """,
                """
                My telephone number was read out with two people sitting by.
                """,
            ),
        ),
        "others_seen": (
            trouble(
                "yes",
                1.2,
                "privacy",
                """
                На столе лежала анкета предыдущего клиента, фамилию было видно.
                """,
                """
                The last customer's form lay on the desk, name and all.
                """,
            ),
            unseen(
                2,
                """
                Экран повёрнут ко мне не был, а стол закрывала стойка.
                """,
                """
                The desk was behind a screen and I could not see it.
                """,
            ),
        ),
        "secret_asked": (
            trouble(
                "yes",
                0.4,
                "privacy",
                """
                Попросил продиктовать код из СМС, чтобы «быстрее оформить».
                """,
                """
                I was asked to read out the code from a text message.
                """,
            ),
        ),
        "screen_left": (
            trouble(
                "yes",
                7,
                "privacy",
                """
                Консультант ушёл к принтеру, экран остался открытым.
                За соседним столом никого, на экране чья-то анкета.
                """,
                """
                He went to the printer and left his screen open.
                """,
            ),
            not_here(10),
        ),
        "next_step": (trouble("no", 15, "advice"),),
        "follow_up_kept": (
            trouble(
                "late",
                20,
                "staff",
                """
                Позвонили на день позже.
                """,
                """
                They rang a day late.
                """,
            ),
            trouble(
                "not_kept",
                14,
                "staff",
                """
                Обещали перезвонить до пятницы, не позвонили.
                Сообщение с расчётом так и не пришло.
                """,
                """
                The promised call never came.
                """,
            ),
        ),
        "said_goodbye": (trouble("no", 9, "staff"), not_here(4)),
        "rudeness": (
            trouble(
                "yes",
                1.2,
                "staff",
                """
                «Вы вообще читали, что подписываете?» — клиенту рядом, при всех.
                """,
                """
                "Did you read what you signed?" – in front of everybody.
                """,
            ),
        ),
    },
    measured={
        "queue_wait": measured(
            330,
            0.45,
            "queue",
            600,
            """
            Из четырёх окон работало два.
            Очередь двигалась, но тех, кто по записи, звали раньше.
            Система подвисла, приём остановили минут на пять.
            """,
            """
            Two desks out of four were staffed.
            The system froze for a while.
            """,
            30,
        ),
        "service_time": measured(
            1320,
            0.35,
            "advice",
            1800,
            """
            Долго искал анкету в системе.
            Дважды ходил советоваться с коллегой.
            """,
            """
            He left twice to ask a colleague.
            """,
            60,
        ),
    },
    good_ru=said(
        """
        Объяснила на листке, сколько получу и чего лишусь; вопросов не осталось.
        Консультант честно сказал, что вклад в моём случае невыгоден.
        В отделении спокойно, слышно только кондиционер.
        """
    ),
    good_en=said(
        """
        Everything was written down for me; I left without questions.
        """
    ),
    poor_ru=said(
        """
        Пришёл за вкладом, полчаса слушал про карту.
        Условия понял только дома, из тарифов.
        Консультант вежлив, но торопится продать.
        """
    ),
    poor_en=said(
        """
        I came for a deposit and heard about a credit card.
        """
    ),
)
