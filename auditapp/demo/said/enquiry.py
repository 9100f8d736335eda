"""Enquiries by telephone and chat."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble

BOOK = Book(
    troubles={
        "contact_found": (
            trouble("contacts_page", 25, "order"),
            trouble(
                "search",
                12,
                "order",
                """
                На сайте номера филиала нет, нашёл на картах.
                """,
                """
                The branch's number is not on the website; I found it on a map.
                """,
            ),
        ),
        "hours_shown": (trouble("no", 25, "order"),),
        "attempts": (
            trouble(
                2,
                14,
                "queue",
                """
                В первый раз сбросилось после приветствия.
                Первый звонок никто не взял.
                """,
                """
                The first call was cut off after the greeting.
                Nobody picked up the first time.
                """,
            ),
            trouble(
                3,
                5,
                "queue",
                """
                Дважды занято.
                """,
                """
                Engaged twice.
                """,
            ),
        ),
        "bot_named": (
            trouble(
                "no",
                25,
                "tech",
                """
                Бот представился Алисой и ни разу не сказал, что он не человек.
                Понял, что это бот, по третьему одинаковому ответу.
                """,
                """
                The bot called itself Anna and never said it was a bot.
                I only found out from the same answer three times over.
                """,
            ),
        ),
        "human_exit": (
            trouble(
                "no",
                14,
                "tech",
                """
                Кнопки «сотрудник» нет; помогло слово «оператор».
                В меню нет пункта для разговора с человеком, дождался конца записи.
                """,
                """
                There was no choice of a person; typing "agent" three times helped.
                No option for a person; I waited until the menu gave up.
                """,
            ),
        ),
        "recording_notice": (
            trouble(
                "no",
                20,
                "privacy",
                """
                О записи разговора не предупредили.
                Про запись узнал в конце, когда попросили оценить разговор.
                """,
                """
                Nobody said that the call was recorded.
                I heard of the recording at the end, when asked to rate the call.
                """,
            ),
            not_here(5),
        ),
        "wait_announced": (trouble("no", 45, "queue"),),
        "staff_greeted": (trouble("no", 6, "staff"),),
        "staff_introduced": (trouble("no", 20, "staff"),),
        "hold_asked": (trouble("no", 22, "staff"),),
        "silence_warned": (trouble("no", 40, "staff"),),
        "questions_asked": (trouble(1, 22, "advice"), trouble(0, 8, "advice")),
        "restated": (trouble("no", 35, "advice"),),
        "asked_again": (
            trouble(
                "yes",
                15,
                "tech",
                """
                Номер договора называл трижды: боту, системе и сотруднику.
                Сотрудник снова спросил имя и телефон, хотя вводил их в начале.
                """,
                """
                I gave my number to the menu and then again to the person.
                My name and telephone number were asked for a second time.
                """,
            ),
        ),
        "interrupted": (
            trouble(
                "yes",
                8,
                "staff",
                """
                Перебил на середине вопроса словами «я понял».
                """,
                """
                I was cut short with "yes, yes" before I had finished.
                """,
            ),
        ),
        "off_the_point": (
            trouble(
                "yes",
                15,
                "advice",
                """
                Прислали общую памятку, о моём вопросе в ней ни слова.
                Первый ответ был шаблоном про доставку, спрашивал о другом.
                """,
                """
                A standard text about delivery; I had asked something else.
                The first answer was a template that had nothing to do with my question.
                """,
            ),
        ),
        "mistakes": (trouble(1, 20, "advice"), trouble(3, 6, "advice")),
        "answer_given": (
            trouble(
                "later",
                12,
                "advice",
                """
                Обещали уточнить у старшего.
                """,
                """
                They promised to find out and come back.
                """,
            ),
            trouble(
                "elsewhere",
                7,
                "advice",
                """
                Посоветовали приехать лично.
                Отправили писать на общую почту.
                """,
                """
                I was told to come in person.
                I was sent to a general e-mail address.
                """,
            ),
        ),
        "answer_right": (
            trouble(
                "no",
                8,
                "advice",
                """
                На сайте указан другой срок, на два дня больше.
                По сайту услуга платная, сказали, что бесплатная.
                """,
                """
                The website gives another term, two days longer.
                I was told it is free; the website lists a charge.
                """,
            ),
        ),
        "full_price": (
            trouble(
                "asked",
                25,
                "price",
                """
                Про сбор сверху сказали, только когда спросил об итоговой сумме.
                Назвали цену «от», полную посчитали по просьбе.
                """,
                """
                The extra charge came up only when I asked for the total.
                "From" at first; the full price when I asked.
                """,
            ),
            trouble(
                "not_told",
                2,
                "price",
                """
                Полной цены не назвали: «зависит от многих условий».
                """,
                """
                No full price: "it depends on many things".
                """,
            ),
        ),
        "solved": (
            trouble(
                "second_contact",
                10,
                "advice",
                """
                Ответ получил со второго обращения, вечером.
                Пришлось писать ещё раз на следующий день.
                """,
                """
                I got my answer when I tried again in the evening.
                It took a second enquiry the next day.
                """,
            ),
            trouble(
                "not_solved",
                5,
                "advice",
                """
                Чем закончилось, не знаю: больше никто не ответил.
                Ушёл с тем же вопросом, с каким обратился.
                """,
                """
                I was left with the question I had come with.
                Nobody could tell me in the end.
                """,
            ),
        ),
        "reference": (trouble("no", 30, "tech"), not_here(25)),
        "secret_asked": (
            trouble(
                "yes",
                0.6,
                "privacy",
                """
                Попросили код из СМС «для подтверждения личности».
                """,
                """
                I was asked for the code from a text message.
                """,
            ),
        ),
        "identity_checked": (
            trouble(
                "no",
                4,
                "privacy",
                """
                По одной фамилии рассказали, когда и что я заказывал.
                Назвал номер заказа, и мне прочли адрес целиком.
                """,
                """
                My surname was enough to hear when and what I had ordered.
                """,
            ),
            not_here(10),
        ),
        "papers_asked": (
            trouble(
                "yes",
                5,
                "privacy",
                """
                Попросили прислать в чат фото паспорта.
                """,
                """
                I was asked to send a picture of my passport in the chat.
                """,
            ),
        ),
        "next_step": (trouble("no", 18, "staff"), not_here(15)),
        "cut_off": (
            trouble(
                "yes",
                4,
                "staff",
                """
                Чат закрыли словами «рад был помочь», хотя вопрос остался.
                Разговор закончили раньше, чем успел спросить о втором.
                """,
                """
                The conversation was closed before I had asked my second question.
                """,
            ),
        ),
        "said_goodbye": (trouble("no", 8, "staff"),),
        "rudeness": (
            trouble(
                "yes",
                0.9,
                "staff",
                """
                «Я вам уже ответил», — и тяжёлый вздох.
                """,
                """
                "I have told you already", with a sigh.
                """,
            ),
        ),
        "callback_received": (
            trouble(
                "no",
                25,
                "staff",
                """
                До вечера никто не связался, на следующий день тоже.
                Обещанного звонка не было.
                """,
                """
                Nobody rang, that day or the next.
                """,
            ),
        ),
    },
    measured={
        "answer_time": measured(
            42,
            0.75,
            "queue",
            60,
            """
            Играла музыка и реклама рассрочки.
            Дважды сказали «вы первый в очереди».
            """,
            """
            Music and an advertisement for gift cards.
            "You are first in line", twice.
            """,
        ),
        "first_reply": measured(
            50,
            0.8,
            "queue",
            60,
            """
            Сначала три сообщения прислал робот.
            """,
            """
            Three automatic messages came first.
            """,
        ),
        "hold_time": measured(
            70,
            0.7,
            "queue",
            120,
            """
            Ставили на удержание два раза.
            """,
            """
            I was put on hold twice.
            """,
        ),
        "longest_silence": measured(
            75,
            0.7,
            "queue",
            120,
            """
            Писал «вы здесь?», пока ждал.
            """,
            """
            I wrote "are you there?" while I waited.
            """,
        ),
        "total_time": measured(380, 0.4, "queue", step=10),
        "callback_delay": measured(600, 1.0, "staff", step=60),
    },
    good_ru=said(
        """
        Сотрудница сама предложила вариант дешевле.
        Всё решили за один разговор, без перевода.
        Отвечали по-человечески, не по бумажке.
        """
    ),
    good_en=said(
        """
        She suggested a cheaper way herself.
        Settled in one go; I did not have to explain anything twice.
        """
    ),
    poor_ru=said(
        """
        Легче доехать, чем дозвониться.
        Вежливо, но бесполезно.
        """
    ),
    poor_en=said(
        """
        Polite, but no help.
        It would have been quicker to go there.
        """
    ),
)
