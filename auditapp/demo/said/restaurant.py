"""Visits to restaurants."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble, unseen

BOOK = Book(
    troubles={
        "booking_confirmed": (
            trouble(
                ["day", "time", "guests"],
                20,
                "host",
                """
                Имя брони не переспросили.
                """,
                """
                They did not repeat the name of the booking.
                """,
            ),
            trouble(
                ["time"],
                9,
                "host",
                """
                Подтвердили только время: «ждём вас в семь».
                """,
                """
                Only the time was confirmed.
                """,
            ),
        ),
        "booking_found": (
            trouble(
                "changed",
                7,
                "host",
                """
                Стол записали на двоих, хотя просил на троих.
                Бронь нашли на полчаса позже, чем договаривались.
                """,
                """
                We were down for two people instead of three.
                The booking had been entered half an hour late.
                """,
            ),
            trouble(
                "lost",
                2,
                "host",
                """
                Фамилии в списке не оказалось, посадили за свободный стол.
                Брони в системе нет; показал письмо с подтверждением.
                """,
                """
                There was no trace of the booking; I showed the e-mail.
                They could not find my name and gave me another table.
                """,
            ),
        ),
        "wait_announced": (trouble("no", 35, "host"),),
        "escorted": (trouble("pointed", 16, "host"), trouble("alone", 4, "host")),
        "table_ready": (
            trouble(
                "not_laid",
                11,
                "order",
                """
                На столе не было приборов, принесли вместе с меню.
                Солонка пустая, салфеток нет.
                """,
                """
                No cutlery on the table; it came with the menu.
                The napkins were missing.
                """,
                "plate",
            ),
            trouble(
                "not_cleared",
                4,
                "order",
                """
                На столе стояли бокалы прошлых гостей, убирали при мне.
                Сели за стол с крошками и мокрыми следами от стаканов.
                """,
                """
                The last guests' glasses were still on the table.
                We sat down to crumbs and wet rings on the table.
                """,
                "plate",
            ),
        ),
        "exit_blocked": (
            trouble(
                "yes",
                0.8,
                "safety",
                """
                У запасного выхода составлены стулья с террасы.
                Проход к запасной двери перегорожен тележкой с посудой.
                """,
                """
                Terrace chairs were stacked in front of the fire exit.
                A trolley of plates stood across the way to the fire exit.
                """,
                "boxes",
            ),
            unseen(
                3,
                """
                Запасного выхода из зала не видно, в служебный коридор не заходил.
                Где запасной выход, понять не смог: таблички нет, спрашивать не стал.
                """,
                """
                I could not see the fire exit from my table and did not go looking.
                The far end of the room was closed for a party.
                """,
            ),
        ),
        "menu_information": (
            trouble(
                ["prices", "portions", "ingredients"],
                38,
                "information",
                """
                Про аллергены в меню ни слова.
                Аллергены не отмечены ни в меню, ни на отдельном листе.
                Значков аллергенов нет, хотя место под них в меню есть.
                """,
                """
                Nothing about allergens anywhere in the menu.
                Allergens are not marked, not even on a separate sheet.
                The menu says "ask us about allergens" and nothing more.
                """,
            ),
            trouble(
                ["prices", "portions"],
                46,
                "information",
                """
                Состав указан у двух-трёх блюд, аллергенов нет.
                В меню только названия, вес и цена.
                """,
                """
                Only names, weights and prices.
                Dishes are named but not described, and there is no word on allergens.
                """,
            ),
        ),
        "dishes_unavailable": (
            trouble(
                1,
                13,
                "stock",
                """
                Не было ухи: «закончилась к обеду».
                Назвал запечённую свёклу — её сняли, а в меню она осталась.
                Из трёх названных десертов одного не оказалось.
                """,
                """
                No octopus that day.
                One of the desserts I asked for had run out.
                The soup of the day was finished by the time I ordered.
                """,
            ),
            trouble(
                3,
                5,
                "stock",
                """
                Трёх позиций нет, официант об этом не предупредил.
                Не оказалось ни вареников, ни оленины, ни морса.
                """,
                """
                Three things I named were off, and nobody had said so.
                Neither of the fish nor the lemonade was available.
                """,
            ),
        ),
        "recommendation": (
            trouble(
                "named",
                20,
                "advice",
                """
                «Берите судака» — и ждёт ответа, чем он хорош, не сказал.
                """,
                """
                He named a dish but said nothing about it.
                """,
            ),
            trouble(
                "everything",
                12,
                "advice",
                """
                «У нас всё вкусно».
                «Смотря что вы любите», — и на этом всё.
                """,
                """
                "Everything is good here."
                "It depends what you like", and that was all.
                """,
            ),
        ),
        "insisted": (
            trouble(
                "yes",
                3,
                "advice",
                """
                Дважды вернулся к вину после отказа.
                """,
                """
                He came back to the dessert wine twice after I had said no.
                """,
            ),
            not_here(6),
        ),
        "allergen_answer": (
            trouble(
                "advised_against",
                7,
                "advice",
                """
                Про орехи в соусе не знал, предложил другое блюдо.
                Сказала, что не уверена насчёт глютена, посоветовала рыбу с овощами.
                """,
                """
                She was not sure about nuts and suggested something else.
                He did not know if there was gluten in it and offered the grilled fish.
                """,
            ),
            trouble(
                "guessed",
                2.2,
                "advice",
                """
                «Наверное, без орехов», — на кухню не пошёл.
                «По-моему, молока там нет», и записал заказ.
                """,
                """
                "I don't think there are nuts in it", and he did not ask the kitchen.
                She guessed that the sauce had no milk in it.
                """,
            ),
        ),
        "allergen_right": (
            trouble(
                "no",
                1.5,
                "advice",
                """
                По заданию в соусе есть кунжут, сказали, что нет.
                Уверяли, что блюдо без молока; в задании указано обратное.
                """,
                """
                My assignment says the dish has sesame in it; I was told it has none.
                I was told there was no celery; the assignment says there is.
                """,
            ),
        ),
        "order_repeated": (trouble("no", 24, "staff"),),
        "as_ordered": (
            trouble(
                "no",
                4,
                "kitchen",
                """
                Принесли с картофелем вместо риса.
                Просил без лука, лук был; переделали.
                Прожарку перепутали: заказывал среднюю.
                """,
                """
                It came with chips instead of salad.
                I had asked for no onion; there was onion.
                I ordered it medium and it was well done.
                """,
            ),
        ),
        "dish_temperature": (
            trouble(
                "slightly_off",
                11,
                "kitchen",
                """
                Чуть тёплое, будто постояло на раздаче.
                """,
                """
                Lukewarm, as if it had been standing for a while.
                """,
            ),
            trouble(
                "wrong",
                3,
                "kitchen",
                """
                Подали остывшим.
                Гарнир холодный в середине.
                """,
                """
                Stone cold when it reached me.
                Cold in the middle.
                """,
            ),
        ),
        "as_described": (
            trouble(
                "no",
                6,
                "kitchen",
                """
                В меню обещаны каперсы и оливки, не было ни того ни другого.
                Порция заметно меньше веса, что указан в меню.
                Соус другой, чем написано; о замене не предупредили.
                """,
                """
                The menu promised capers; there were none.
                The portion was much smaller than the weight in the menu.
                A different sauce from the one described.
                """,
                "plate",
            ),
        ),
        "dish_unsafe": (
            trouble(
                "yes",
                0.7,
                "kitchen",
                """
                Рыба с явным несвежим запахом, есть не стал.
                Внутри курица сырая, отставил тарелку.
                """,
                """
                The fish smelt off; I left it.
                The chicken was raw inside, and I sent it back.
                """,
                "plate",
            ),
        ),
        "checked_back": (trouble("no", 28, "staff"),),
        "appearance": (
            trouble(
                "untidy",
                8,
                "looks",
                """
                Фартук в пятнах.
                Рубашка мятая, рукава закатаны по-разному.
                """,
                """
                Stains on the apron.
                A creased shirt with one sleeve rolled up.
                """,
            ),
        ),
        "touched_food": (
            trouble(
                "yes",
                1.5,
                "safety",
                """
                Поправил украшение на тарелке пальцами.
                Хлеб клали в корзинку голой рукой.
                """,
                """
                He straightened the garnish with his fingers.
                The bread was put into the basket by hand.
                """,
            ),
            not_here(25),
        ),
        "rudeness": (
            trouble(
                "yes",
                0.8,
                "staff",
                """
                На вопрос о составе ответили: «Я вам не повар».
                """,
                """
                "I'm not the cook", was the answer to my question.
                """,
            ),
        ),
        "hall_clean": (
            trouble(
                "minor",
                9,
                "clean",
                """
                Под соседним столом хлебные крошки и салфетка.
                На подоконнике пыль и засохший цветок.
                На стуле пятно от соуса.
                """,
                """
                Crumbs and a napkin under the next table.
                Dust on the window sill.
                A sauce stain on the chair next to mine.
                """,
                "floor",
            ),
            trouble(
                "dirty",
                2,
                "clean",
                """
                Липкий пол у бара и грязные скатерти на двух столах.
                Пол в крошках, меню с пятнами.
                """,
                """
                A sticky floor by the bar and stained cloths on two tables.
                Crumbs all over the floor and stained menus.
                """,
                "floor",
            ),
        ),
        "restroom_clean": (
            trouble(
                "minor",
                14,
                "clean",
                """
                Вокруг раковины налито воды.
                Переполнена корзина для бумаги.
                Зеркало в брызгах.
                """,
                """
                Water all round the basin.
                The bin was overflowing.
                The mirror was spattered.
                """,
                "washroom",
            ),
            trouble(
                "dirty",
                4,
                "clean",
                """
                Мокрый пол, бумага на полу, раковина с разводами.
                Грязный ободок и пол, запах чувствуется в коридоре.
                """,
                """
                Wet floor, paper everywhere and a dirty basin.
                Dirty seat and floor; you could smell it from the corridor.
                """,
                "washroom",
            ),
        ),
        "restroom_supplies": (
            unseen(
                6,
                """
                Единственная кабинка была занята всё время, что я ждал.
                Уборная закрыта на уборку, вернулись с ведром только к моему уходу.
                """,
                """
                The only cubicle was occupied the whole time.
                The restroom was being cleaned, and I could not look at everything.
                """,
            ),
            trouble(["soap", "paper", "water"], 10, "clean"),
            trouble(["paper", "water"], 4, "clean"),
        ),
        "pests": (
            trouble(
                "yes",
                0.5,
                "safety",
                """
                По стене у окна пробежал таракан.
                """,
                """
                A cockroach ran along the wall by the window.
                """,
            ),
        ),
        "bill_right": (
            trouble(
                "less",
                2,
                "till",
                """
                Забыли внести чай; сказал сам.
                """,
                """
                They had left out one of the drinks; I pointed it out.
                """,
            ),
            trouble(
                "corrected",
                2.5,
                "till",
                """
                В счёте была вода, которой не заказывал; убрали сразу.
                Посчитали два десерта вместо одного, исправили и извинились.
                """,
                """
                A bottle of water I had not ordered was on the bill; taken off at once.
                Two desserts instead of one on the bill; put right with an apology.
                """,
                "bill",
            ),
            trouble(
                "overcharged",
                0.6,
                "till",
                """
                Цена основного блюда в счёте выше, чем в меню; объяснили, что меню старое.
                """,
                """
                The main course cost more than in the menu; I was told the menu was old.
                """,
                "bill",
            ),
        ),
        "card_taken": (
            trouble(
                "yes",
                4,
                "till",
                """
                Официант ушёл с картой к стойке и вернулся минуты через две.
                """,
                """
                The waiter took my card away to the bar.
                He walked off with my card and was gone for two minutes.
                """,
            ),
        ),
        "receipt_given": (
            trouble(
                "no",
                1,
                "till",
                """
                Чек не принесли; сказали, что счёта достаточно.
                Попросил чек, ответили, что касса «не печатает».
                """,
                """
                No receipt: I was told that the bill was enough.
                The receipt printer was "out of order".
                """,
            ),
        ),
        "said_goodbye": (trouble("no", 14, "host"),),
    },
    measured={
        "booking_answer": measured(
            14,
            0.6,
            "host",
            20,
            """
            Ответили только после десятого гудка.
            Сначала соединили с доставкой.
            """,
            """
            It rang and rang.
            I was put through to deliveries first.
            """,
            1,
        ),
        "greeting_wait": measured(
            32,
            0.7,
            "host",
            60,
            """
            У стойки никого, администратор вышла из зала сама.
            Администратор говорила по телефону и кивнула не сразу.
            """,
            """
            Nobody at the stand until a waiter noticed me.
            The host was on the phone and did not look up.
            """,
        ),
        "seating_wait": measured(
            110,
            0.8,
            "queue",
            300,
            """
            Свободные столы были, но их не успели накрыть.
            Ждал, пока сдвинут столы для компании.
            """,
            """
            There were empty tables, but none was laid.
            I waited while tables were moved for a large party.
            """,
            10,
        ),
        "waiter_wait": measured(
            105,
            0.6,
            "queue",
            180,
            """
            Меню лежало, а подойти было некому.
            Официант прошёл мимо трижды.
            """,
            """
            I had a menu but nobody came.
            A waiter passed three times without looking.
            """,
        ),
        "order_wait": measured(
            260,
            0.4,
            "queue",
            300,
            """
            Официанта пришлось позвать.
            Официант обслуживал большую компанию.
            """,
            """
            I had to wave.
            The waiter was busy with a large table.
            """,
            10,
        ),
        "drinks_wait": measured(
            270,
            0.45,
            "kitchen",
            420,
            """
            Бармен был один на два зала.
            Напитки стояли на баре, нести было некому.
            """,
            """
            One bartender for the whole house.
            The drinks stood on the bar with nobody to carry them.
            """,
            10,
        ),
        "starter_wait": measured(
            620,
            0.35,
            "kitchen",
            900,
            """
            Кухня отдавала сначала большой стол.
            Дважды говорили «ещё минуту».
            """,
            """
            The kitchen served a large party first.
            Twice I was told "one more minute".
            """,
            30,
        ),
        "main_wait": measured(
            1080,
            0.33,
            "kitchen",
            1500,
            """
            Официант сказал, что заказ потеряли и начали готовить заново.
            О задержке не предупредили.
            На кухне, по словам официанта, не хватало повара.
            """,
            """
            The order had been lost and was started again, the waiter said.
            Nobody told us that it would take so long.
            They were one cook short, according to the waiter.
            """,
            30,
        ),
        "clearing_wait": measured(330, 0.5, "queue", step=10),
        "problem_wait": measured(330, 0.5, "queue", step=30),
        "bill_wait": measured(
            170,
            0.6,
            "queue",
            300,
            """
            Просил счёт дважды.
            Терминал был один на весь зал.
            """,
            """
            I asked for the bill twice.
            One card terminal for the whole room.
            """,
            10,
        ),
    },
    good_ru=said(
        """
        Официант запомнил, что я без сахара, и к чаю принёс только лимон.
        Уха такая, что хочется рецепт.
        Тёплый зал и негромкая музыка, вечер удался.
        Работали втроём на полный зал, и ничего не забыли.
        """
    ),
    good_en=said(
        """
        The waiter described each dish as if he had cooked it himself.
        Warm welcome, good food; I have already told friends about it.
        A full house, and still nothing was forgotten.
        """
    ),
    poor_ru=said(
        """
        Вкусно, но всё время ждёшь, что про тебя вспомнят.
        Официанты стараются, а зал явно некому организовать.
        За эти деньги рядом кормят быстрее.
        """
    ),
    poor_en=said(
        """
        Good food, but you spend the evening waiting for someone to notice you.
        The waiters try hard; nobody seems to run the room.
        """
    ),
)
