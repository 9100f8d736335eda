"""Visits to petrol stations."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble, unseen

BOOK = Book(
    troubles={
        "price_board": (
            trouble(
                "no",
                6,
                "price",
                """
                На стеле не горит строка с моим топливом.
                Стелу закрывает фура, стоящая у въезда.
                """,
                """
                The line with my fuel was dark.
                """,
            ),
        ),
        "fuel_available": (
            trouble(
                "some",
                12,
                "stock",
                """
                На двух колонках мой сорт закрыт колпаком.
                """,
                """
                Two of the pumps were out of my grade.
                """,
            ),
        ),
        "forecourt_clean": (
            trouble(
                "minor",
                15,
                "wet",
                """
                Переполнена урна у второй колонки.
                У въезда вдоль бордюра песок и смятые бутылки.
                Возле воздуха валялись перчатки и стаканчики.
                """,
                """
                The bin at pump two was overflowing.
                """,
                "floor",
            ),
            trouble(
                "dirty",
                4,
                "wet",
                """
                Лужи у трёх колонок, мусор вдоль бордюра.
                Масляные пятна и окурки по всей площадке.
                """,
                """
                Puddles by three pumps and litter along the kerb.
                """,
                "floor",
            ),
        ),
        "well_lit": (
            trouble(
                "no",
                12,
                "tech",
                """
                Над дальней колонкой лампа не горит, цифр на экране не видно.
                Половина ламп под навесом мигает.
                """,
                """
                The lamp over the far pump was out.
                """,
            ),
        ),
        "smoking": (
            trouble(
                "customer",
                2.5,
                "safety",
                """
                Водитель грузовика курил у магазина, метрах в десяти от колонок.
                Пассажир соседней машины вышел с сигаретой.
                """,
                """
                A lorry driver smoked ten metres from the pumps.
                """,
            ),
            trouble(
                "staff",
                0.4,
                "safety",
                """
                Заправщик курил за углом магазина, в пределах площадки.
                """,
                """
                The attendant smoked round the corner of the shop.
                """,
            ),
        ),
        "smoking_stopped": (
            trouble(
                "no",
                30,
                "safety",
                """
                Сотрудник видел и прошёл мимо.
                """,
                """
                A member of staff saw it and walked past.
                """,
            ),
        ),
        "spill_handled": (
            trouble(
                "told",
                30,
                "safety",
                """
                Сказал заправщику, он принёс песок.
                """,
                """
                I told the attendant and he fetched sand.
                """,
                "floor",
            ),
            trouble(
                "ignored",
                8,
                "safety",
                """
                Пятно под колонкой никто не засыпал, пока я был на станции.
                """,
                """
                Nobody covered the puddle while I was there.
                """,
                "floor",
            ),
        ),
        "engine_running": (
            trouble(
                "yes",
                9,
                "safety",
                """
                Фургон рядом заправляли с работающим двигателем.
                Таксист не глушил мотор, заправщик не сделал замечания.
                """,
                """
                A van was filled with its engine running.
                """,
            ),
        ),
        "wrong_container": (
            trouble(
                "yes",
                0.6,
                "safety",
                """
                Мужчине налили бензин в пластиковую бутыль из-под воды.
                """,
                """
                Petrol was put into a water bottle.
                """,
            ),
        ),
        "safety_signs": (
            trouble(
                ["smoking", "engine", "filling"],
                45,
                "information",
                """
                Порядка действий при аварии нигде не увидел.
                Что делать при пожаре, не написано ни у колонок, ни на входе.
                """,
                """
                Nothing on what to do in an emergency.
                """,
            ),
            trouble(
                ["smoking", "filling"],
                22,
                "information",
                """
                Нет таблички про двигатель и памятки на случай аварии.
                """,
                """
                No sign about engines and none for emergencies.
                """,
            ),
        ),
        "extinguisher_seen": (
            trouble(
                "no",
                5,
                "safety",
                """
                У третьей колонки щит пустой.
                Огнетушителя у колонок не увидел, только в магазине.
                """,
                """
                The stand at pump three was empty.
                """,
            ),
        ),
        "pump_state": (
            trouble(
                "marked",
                12,
                "tech",
                """
                На колонке табличка «Не работает».
                """,
                """
                A sign said it was out of order.
                """,
            ),
            trouble(
                "unmarked",
                4,
                "tech",
                """
                Пистолет не реагирует, таблички нет, узнал от кассира.
                """,
                """
                It did nothing, and no sign said so.
                """,
            ),
        ),
        "display_read": (
            trouble(
                "no",
                4,
                "tech",
                """
                Стекло поцарапано, последнюю цифру не разобрать.
                Экран отсырел изнутри.
                """,
                """
                The glass was so scratched that the last digit could not be read.
                """,
            ),
        ),
        "hose_damaged": (
            trouble(
                "yes",
                0.6,
                "tech",
                """
                На шланге трещина у пистолета, подтекает.
                """,
                """
                The hose was cracked at the nozzle.
                """,
            ),
        ),
        "pump_clean": (
            trouble(
                "minor",
                11,
                "wet",
                """
                Пистолет липкий.
                Корпус в дорожной грязи.
                Снизу подтёки масла.
                """,
                """
                The nozzle was sticky.
                """,
            ),
        ),
        "pump_price": (
            trouble(
                "higher",
                0.5,
                "price",
                """
                На колонке на сорок копеек больше, чем на стеле.
                """,
                """
                Dearer at the pump than on the board.
                """,
            ),
        ),
        "fuel_confirmed": (
            trouble(
                "no",
                13,
                "staff",
                """
                Сорт топлива не повторил, просто кивнул.
                Спросил «полный?», про марку промолчал.
                """,
                """
                He nodded and did not repeat the grade.
                """,
            ),
        ),
        "at_the_pump": (
            trouble(["towels", "squeegee", "bin"], 24, "order"),
            trouble(
                ["towels", "bin"],
                13,
                "order",
                """
                Ведро для стёкол сухое, перчаток нет.
                """,
                """
                The bucket was dry and there were no gloves.
                """,
            ),
        ),
        "air_works": (
            trouble(
                "no",
                10,
                "tech",
                """
                Компрессор не включился, таблички нет.
                Шланг подкачки без наконечника.
                """,
                """
                The compressor would not start.
                """,
            ),
            not_here(8),
            unseen(
                6,
                """
                У подкачки стояла машина, водителя не было.
                Подъезд к воздуху занят бензовозом.
                """,
                """
                A car without its driver stood at the air line.
                """,
            ),
        ),
        "shop_clean": (
            trouble(
                "minor",
                10,
                "wet",
                """
                Следы от обуви от двери до кассы.
                Пыль на полке с автохимией.
                """,
                """
                Muddy footprints from the door to the till.
                """,
            ),
        ),
        "labels_present": (
            trouble(
                9,
                14,
                "price",
                """
                Без ценника омывающая жидкость.
                Нет ценника на одном виде печенья.
                """,
                """
                No price on the screen wash.
                """,
            ),
            trouble(
                7,
                6,
                "price",
                """
                Без цены три вида шоколада на кассе.
                """,
                """
                Three kinds of chocolate had no price.
                """,
            ),
        ),
        "expired_goods": (
            trouble(
                "yes",
                1,
                "safety",
                """
                Сэндвич в холодильнике просрочен на день.
                """,
                """
                A sandwich was a day past its date.
                """,
            ),
            not_here(4),
        ),
        "till_greeted": (trouble("no", 12, "staff"),),
        "pump_confirmed": (trouble("no", 18, "till"),),
        "upsell": (
            trouble("more", 12, "till"),
            trouble("not_at_all", 14, "till"),
            trouble("after_refusal", 4, "till"),
        ),
        "receipt_given": (
            trouble(
                "no",
                0.9,
                "till",
                """
                Чек не дали: «вам же не нужен?»
                """,
                """
                No receipt: "you don't need one, do you?"
                """,
            ),
        ),
        "drink_price": (
            trouble(
                "no",
                9,
                "price",
                """
                На автомате цен нет, узнал на кассе.
                Меню над стойкой не горит.
                """,
                """
                There were no prices on the machine.
                """,
            ),
        ),
        "coffee_machine": (
            trouble(
                "partly",
                11,
                "tech",
                """
                Капучино недоступен: кончилось молоко.
                """,
                """
                No cappuccino: they were out of milk.
                """,
            ),
            trouble(
                "down",
                4,
                "tech",
                """
                Автомат на промывке, предложили растворимый.
                """,
                """
                The machine was being cleaned; instant was offered.
                """,
            ),
        ),
        "tables_clean": (
            trouble(
                "minor",
                14,
                "clean",
                """
                На столике кофейные круги.
                На поддоне автомата разлито молоко.
                """,
                """
                Coffee rings on the table.
                """,
            ),
        ),
        "bare_hands": (
            trouble(
                "yes",
                0.8,
                "safety",
                """
                Хот-дог собирал без перчаток.
                """,
                """
                The hot dog was put together with bare hands.
                """,
            ),
            not_here(15),
        ),
        "toilet_open": (
            trouble(
                "key",
                12,
                "toilet",
                """
                Ключ выдают на кассе.
                """,
                """
                The key is kept at the till.
                """,
            ),
            trouble(
                "closed",
                4,
                "toilet",
                """
                Закрыт, на двери «Уборка», никого внутри.
                Закрыт: «нет воды», ближайший через двадцать километров.
                """,
                """
                Closed for cleaning, with nobody inside.
                """,
            ),
        ),
        "toilet_clean": (
            trouble(
                "minor",
                15,
                "toilet",
                """
                Мокрый пол у раковины.
                Переполнена корзина.
                Зеркало в разводах.
                """,
                """
                A wet floor by the basin.
                """,
                "washroom",
            ),
            trouble(
                "dirty",
                6,
                "toilet",
                """
                Грязный пол и сиденье, запах от двери.
                Раковина засорена, пол в следах, бумага на полу.
                """,
                """
                A dirty floor and seat.
                """,
                "washroom",
            ),
        ),
        "toilet_supplies": (
            trouble(["paper", "soap", "water"], 12, "toilet"),
            trouble(
                ["paper", "water"],
                8,
                "toilet",
                """
                Дозатор мыла пустой, сушилка не работает.
                """,
                """
                The soap was empty and the dryer dead.
                """,
            ),
        ),
        "cleaning_sheet": (
            trouble("earlier", 20, "toilet"),
            trouble(
                "no_sheet",
                7,
                "toilet",
                """
                На стене пустая рамка, листа в ней нет.
                """,
                """
                An empty frame on the wall, no sheet.
                """,
            ),
        ),
        "said_goodbye": (trouble("no", 13, "staff"),),
        "rudeness": (
            trouble(
                "yes",
                1,
                "staff",
                """
                «Читайте, там написано» — на вопрос о скидке по карте.
                """,
                """
                "It's written there" was all I got.
                """,
            ),
        ),
    },
    measured={
        "pump_wait": measured(
            70,
            0.8,
            "queue",
            180,
            """
            Передо мной две машины ждали водителей из магазина.
            Работала только одна сторона.
            """,
            """
            Two cars stood at the pumps while their drivers were in the shop.
            """,
            10,
        ),
        "attendant_wait": measured(
            35,
            0.6,
            "staff_wait",
            60,
            """
            Заправщик один на всю площадку.
            """,
            """
            One attendant for the whole forecourt.
            """,
        ),
        "till_wait": measured(
            75,
            0.55,
            "queue",
            120,
            """
            Кассир готовил кофе другому покупателю.
            Впереди оформляли топливную карту.
            Терминал долго не соединялся с банком.
            """,
            """
            The cashier was making coffee for somebody else.
            """,
        ),
        "drink_time": measured(
            110,
            0.5,
            "queue",
            180,
            """
            Сначала доливали воду в автомат.
            """,
            """
            They filled the machine with water first.
            """,
        ),
    },
    good_ru=said(
        """
        Заправщик протёр фары, не дожидаясь просьбы.
        Быстро, чисто и кофе горячий; по пути обратно заеду снова.
        Кассир сама напомнила про баллы на карте.
        """
    ),
    good_en=said(
        """
        Quick, clean, and the coffee was hot.
        """
    ),
    poor_ru=said(
        """
        Заправили нормально, но на самой станции неуютно.
        Сотрудников не хватает: один и на кассе, и на кофе.
        """
    ),
    poor_en=said(
        """
        One person for the till and the coffee is not enough.
        """
    ),
)
