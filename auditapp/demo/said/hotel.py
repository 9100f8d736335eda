"""Stays at hotels."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble

BOOK = Book(
    troubles={
        "confirmation": (
            trouble(
                ["dates", "room", "price"],
                18,
                "host",
                """
                Условия отмены в письме не указаны.
                Про отмену только ссылка, которая ведёт на главную страницу сайта.
                """,
                """
                The cancellation terms were missing.
                The link to the cancellation terms led to the home page.
                """,
            ),
            trouble(["dates", "room"], 6, "host"),
        ),
        "greeted": (trouble("no", 11, "staff"),),
        "identity_checked": (
            trouble(
                "no",
                0.8,
                "safety",
                """
                Назвал фамилию, ключ выдали без документов.
                """,
                """
                I gave my name and got the key; nobody asked for a passport.
                """,
            ),
        ),
        "number_aloud": (
            trouble(
                "yes",
                14,
                "staff",
                """
                Номер назвали вслух, за мной стояли двое.
                «Двести четырнадцатый, второй этаж» — на весь холл.
                """,
                """
                My room number was called out with two people behind me.
                The number was announced to the whole lobby.
                """,
            ),
            not_here(15),
        ),
        "room_ready": (
            trouble(
                "within_hour",
                11,
                "clean",
                """
                Предложили кофе в холле, пока номер убирали.
                """,
                """
                They offered me a coffee while the room was being finished.
                """,
            ),
            trouble(
                "later",
                3,
                "clean",
                """
                Горничная задержалась на другом этаже, просили зайти позже.
                """,
                """
                I was told to come back later: housekeeping was behind.
                """,
            ),
        ),
        "room_as_booked": (
            trouble(
                "other",
                6,
                "host",
                """
                Дали две кровати вместо одной: других не осталось, извинились.
                """,
                """
                Twin beds instead of a double; they explained and apologised.
                """,
            ),
            trouble(
                "worse",
                1.5,
                "host",
                """
                Окна во двор вместо вида на крепость, ничего не сказали.
                """,
                """
                I had booked a sea view and got the car park, without a word.
                """,
            ),
        ),
        "information_told": (
            trouble(
                ["breakfast", "wifi"],
                40,
                "information",
                """
                О времени выезда и о том, как звонить на стойку, не сказали.
                Про завтрак и сеть рассказали, остальное искал в папке сам.
                """,
                """
                Nothing about check-out time or how to reach the desk.
                Breakfast and Wi-Fi were explained; the rest was in a folder.
                """,
            ),
            trouble(
                ["breakfast"],
                30,
                "information",
                """
                Сказали только, что завтрак с семи.
                Пароль от сети пришлось спрашивать потом.
                """,
                """
                They mentioned breakfast and nothing else.
                I had to come down again for the Wi-Fi password.
                """,
            ),
            trouble(
                ["nothing"],
                8,
                "information",
                """
                Отдали ключ и показали на лифт.
                """,
                """
                I was handed the key and pointed to the lift.
                """,
            ),
        ),
        "exit_blocked": (
            trouble(
                "yes",
                0.9,
                "safety",
                """
                У лестницы запасного выхода стояла тележка горничной и два матраса.
                """,
                """
                A laundry trolley and two mattresses stood in front of the fire stairs.
                """,
                "boxes",
            ),
        ),
        "evacuation_plan": (trouble("no", 5, "safety"),),
        "door_locks": (
            trouble(
                "no",
                0.7,
                "tech",
                """
                Внутренняя защёлка прокручивается, запереться нельзя.
                """,
                """
                The inside latch turns freely and does not lock.
                """,
            ),
        ),
        "room_clean": (
            trouble(
                "minor",
                12,
                "clean",
                """
                Пыль за телевизором и на спинке кровати.
                Под кроватью нашёлся чужой носок.
                На ковре у окна пятно от кофе.
                """,
                """
                Dust behind the television.
                Somebody's sock under the bed.
                A coffee stain on the carpet by the window.
                """,
                "room",
            ),
            trouble(
                "dirty",
                2,
                "clean",
                """
                Ковёр в пятнах, на столе следы от стаканов, пыль на лампах.
                """,
                """
                Stains on the carpet, rings on the table, dust on the lamps.
                """,
                "room",
            ),
        ),
        "bathroom_clean": (
            trouble(
                "minor",
                13,
                "clean",
                """
                Налёт на стекле душа.
                Волос на кафеле у душа.
                На смесителе засохшие капли.
                """,
                """
                Lime on the shower glass.
                A hair on the tiles.
                Dried drops on the tap.
                """,
                "washroom",
            ),
            trouble(
                "dirty",
                2,
                "clean",
                """
                Чёрные швы в душе, подтёки на раковине, мусор не вынесен.
                """,
                """
                Black joints in the shower, a stained basin and a full bin.
                """,
                "washroom",
            ),
        ),
        "linen_stained": (
            trouble(
                "yes",
                3,
                "clean",
                """
                Жёлтое пятно на пододеяльнике; заменили, когда сказал.
                На наволочке волос.
                """,
                """
                A yellow stain on the duvet cover.
                A hair on the pillow case.
                """,
                "room",
            ),
        ),
        "pests": (
            trouble(
                "yes",
                0.4,
                "safety",
                """
                Муравьи на подоконнике, целая дорожка.
                """,
                """
                A trail of ants along the window sill.
                """,
                "room",
            ),
        ),
        "supplies": (
            trouble(
                ["towels", "soap", "paper"],
                17,
                "clean",
                """
                Питьевой воды в номере не было.
                """,
                """
                No drinking water in the room.
                """,
            ),
            trouble(
                ["towels", "soap"],
                5,
                "clean",
                """
                Ни запасной бумаги, ни воды.
                """,
                """
                Neither spare paper nor water.
                """,
            ),
        ),
        "faults": (
            trouble(
                1,
                17,
                "tech",
                """
                Розетка у кровати не работает.
                Дверца шкафа не закрывается до конца.
                Кондиционер стучит на малой скорости.
                """,
                """
                The socket by the bed was dead.
                The wardrobe door would not close.
                The air conditioning rattled.
                """,
            ),
            trouble(
                2,
                7,
                "tech",
                """
                Не горит бра у кровати, течёт кран в раковине.
                Фен не включается, штора сорвана с двух крючков.
                """,
                """
                A dead bedside lamp and a dripping tap.
                The hairdryer did not work and the curtain was off its rail.
                """,
            ),
            trouble(
                3,
                2,
                "tech",
                """
                Не работают сейф, одна лампа и пульт телевизора.
                """,
                """
                The safe, one lamp and the remote control were all out of order.
                """,
            ),
        ),
        "wifi_speed": (
            trouble(
                14,
                12,
                "tech",
                """
                Видеозвонок прерывался.
                """,
                """
                A video call kept freezing.
                """,
            ),
            trouble(
                5,
                7,
                "tech",
                """
                В номере ловит через раз, у лифта лучше.
                """,
                """
                The signal came and went; it was better by the lift.
                """,
            ),
        ),
        "request_done": (
            trouble(
                "reminded",
                10,
                "staff",
                """
                Принесли после второго звонка.
                О просьбе забыли, перезвонил.
                """,
                """
                They had forgotten; I rang again.
                It took a second call.
                """,
            ),
            trouble(
                "offered_other",
                4,
                "staff",
                """
                Утюга не нашлось, предложили погладить сами.
                """,
                """
                No iron to spare; they offered to press the shirt themselves.
                """,
            ),
        ),
        "rudeness": (
            trouble(
                "yes",
                0.7,
                "staff",
                """
                Ответили раздражённо: «Вы у меня не один».
                """,
                """
                "You are not my only guest", I was told.
                """,
            ),
        ),
        "problem_followed_up": (trouble("no", 38, "staff"),),
        "night_wakings": (
            trouble(
                1,
                17,
                "noise",
                """
                В коридоре хлопали дверями около часа ночи.
                Разбудил мусоровоз под окном.
                """,
                """
                Doors banged in the corridor at one in the morning.
                The rubbish lorry under the window woke me at five.
                """,
            ),
            trouble(
                2,
                6,
                "noise",
                """
                Музыка из бара до половины второго, утром разгрузка под окном.
                """,
                """
                Music from the bar until half past one, then deliveries at dawn.
                """,
            ),
        ),
        "disturbed": (
            trouble(
                "yes",
                3,
                "clean",
                """
                Горничная постучала в девять при вывешенной табличке.
                """,
                """
                Housekeeping knocked at nine although the sign was out.
                """,
            ),
            not_here(35),
        ),
        "room_made_up": (
            trouble(
                "partly",
                14,
                "clean",
                """
                Кровать застелили, мусор не вынесли.
                """,
                """
                The bed was made, but the bin was not emptied.
                """,
                "room",
            ),
        ),
        "towels_changed": (trouble("no", 12, "clean"),),
        "empty_dishes": (
            trouble(
                1,
                18,
                "breakfast",
                """
                Закончился омлет, пополнили минут через десять.
                """,
                """
                The scrambled eggs had run out and came back after ten minutes.
                """,
            ),
            trouble(
                4,
                6,
                "breakfast",
                """
                К девяти не осталось ни сыра, ни фруктов.
                """,
                """
                By nine the fruit and the cheese were gone.
                """,
            ),
        ),
        "hot_food": (
            trouble(
                "lukewarm",
                20,
                "breakfast",
                """
                Каша едва тёплая.
                Сосиски остыли, подогрев не включён.
                """,
                """
                The porridge was barely warm.
                The sausages were lukewarm; the plate warmer was off.
                """,
            ),
            trouble(
                "cold",
                4,
                "breakfast",
                """
                Яичница холодная.
                """,
                """
                The fried eggs were cold.
                """,
            ),
        ),
        "allergen_answer": (
            trouble(
                "advised_against",
                7,
                "breakfast",
                """
                Про орехи в гранола-смеси не знали, посоветовали овсянку.
                """,
                """
                They did not know about nuts in the muesli and suggested the porridge.
                """,
            ),
            trouble(
                "guessed",
                1.5,
                "breakfast",
                """
                «Кажется, без молока», — и не проверили.
                """,
                """
                "No milk in it, I think" – nobody checked.
                """,
            ),
        ),
        "allergen_right": (
            trouble(
                "no",
                1,
                "breakfast",
                """
                Сказали, что в запеканке нет глютена; в задании указано, что есть.
                """,
                """
                I was told there was no gluten in it; my assignment says there is.
                """,
            ),
        ),
        "food_unsafe": (
            trouble(
                "yes",
                0.4,
                "breakfast",
                """
                Творог прокис, сказал официанту, убрали.
                """,
                """
                The yoghurt had gone sour; they took it away when I said so.
                """,
                "plate",
            ),
        ),
        "bill_right": (
            trouble(
                "corrected",
                4,
                "till",
                """
                В счёте был мини-бар, к которому не прикасался; убрали сразу.
                """,
                """
                The minibar was on the bill though I had not touched it; taken off at once.
                """,
                "bill",
            ),
        ),
        "receipt_given": (
            trouble(
                "no",
                0.7,
                "till",
                """
                Чек обещали прислать на почту; не пришёл.
                """,
                """
                They promised to e-mail the receipt; it never came.
                """,
            ),
        ),
        "stay_asked": (trouble("no", 30, "staff"),),
        "said_goodbye": (trouble("no", 8, "staff"),),
    },
    measured={
        "booking_answer": measured(15, 0.6, "host", step=1),
        "desk_wait": measured(
            110,
            0.65,
            "queue",
            180,
            """
            Передо мной заселяли группу.
            За стойкой был один человек, и он говорил по телефону.
            """,
            """
            A group was checking in before me.
            One person at the desk, and she was on the phone.
            """,
        ),
        "registration_time": measured(
            290,
            0.35,
            "host",
            300,
            """
            Сканер паспортов завис, данные вводили вручную.
            Долго искали свободный номер.
            """,
            """
            The passport scanner froze and everything was typed by hand.
            They took a long time to find a free room.
            """,
            10,
        ),
        "hot_water": measured(
            38,
            0.6,
            "tech",
            60,
            """
            Вода долго шла еле тёплой.
            """,
            """
            The water ran cool for a long while.
            """,
        ),
        "call_wait": measured(13, 0.7, "queue", step=1),
        "item_wait": measured(
            600,
            0.5,
            "queue",
            900,
            """
            Сказали «пять минут».
            """,
            """
            They had promised five minutes.
            """,
            30,
        ),
        "problem_wait": measured(1200, 0.55, "tech", step=60),
        "breakfast_wait": measured(
            55,
            0.9,
            "breakfast",
            120,
            """
            Столы были, но неубранные.
            """,
            """
            There were tables, but none had been cleared.
            """,
        ),
        "checkout_wait": measured(
            190,
            0.5,
            "host",
            300,
            """
            Ждали, пока горничная проверит номер.
            """,
            """
            We waited for housekeeping to check the room.
            """,
            10,
        ),
    },
    good_ru=said(
        """
        Тихо, тепло и вид на залив; приеду ещё.
        На стойке помнили моё имя и в день отъезда.
        Завтрак простой, зато всё свежее.
        """
    ),
    good_en=said(
        """
        Quiet, warm and a view of the sea; I would come again.
        They remembered my name on the day I left.
        A simple breakfast, but everything was fresh.
        """
    ),
    poor_ru=said(
        """
        Место хорошее, а номеру давно нужен ремонт.
        Персонал извинялся чаще, чем исправлял.
        """
    ),
    poor_en=said(
        """
        A lovely spot, but the room has seen better days.
        More apologies than repairs.
        """
    ),
)
