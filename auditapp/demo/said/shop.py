"""Visits to shops."""

from auditapp.demo.said.book import Book, measured, not_here, said, trouble, unseen

BOOK = Book(
    troubles={
        "entrance_clean": (
            trouble(
                "minor",
                9,
                "clean",
                """
                У урны при входе рассыпаны окурки.
                Коврик у двери сбит, под ним песок и вода.
                На стекле входной двери следы скотча и отпечатки рук.
                Слева от двери лежал смятый рекламный листок и стаканчик.
                """,
                """
                Cigarette ends around the bin at the door.
                The glass of the entrance door was covered in fingerprints.
                A torn poster was still hanging next to the door.
                Dry leaves had blown in and lay along the left-hand wall.
                """,
            ),
            trouble(
                "dirty",
                2,
                "clean",
                """
                Ступени в грязи, коврик мокрый насквозь, у двери переполненная урна.
                Грязь и на крыльце, и в тамбуре, на двери потёки от дождя.
                """,
                """
                Sand on the steps, a sticky patch at the door and an overflowing bin.
                Both the porch and the mat were dirty, and the bin had not been emptied.
                """,
                "floor",
            ),
        ),
        "floor_clean": (
            trouble(
                "minor",
                11,
                "wet",
                """
                У входа в зал лужа от зонтов, табличку не поставили.
                Под стеллажом с посудой рассыпан упаковочный наполнитель.
                В отделе текстиля на полу нитки и бирки.
                Перед кассой следы пролитого кофе, уже высохшие.
                """,
                """
                A puddle just inside the door and no warning sign.
                Packing beads were scattered under the glassware shelves.
                Dried coffee stains on the floor in front of the till.
                Loose threads and tags on the floor by the curtains.
                """,
                "floor",
            ),
            trouble(
                "dirty",
                3,
                "wet",
                """
                Разводы от тележек по всему центральному проходу и мусор у примерочной штор.
                Пол липкий у стеллажа с кухней и грязный у входа, уборщика не видел.
                """,
                """
                Muddy trolley marks along the main aisle and litter by the curtain display.
                The floor was sticky near the kitchen shelves and dusty by the lamps.
                """,
                "floor",
            ),
        ),
        "shelves_clean": (
            trouble(
                "minor",
                9,
                "clean",
                """
                Слой пыли на верхней полке со светильниками.
                На полке с кружками остались осколки от разбитой.
                Нижняя полка с корзинами в пыли, видно следы пальцев.
                """,
                """
                A layer of dust on the top shelf with the lamps.
                Bits of a broken mug were left on the mug shelf.
                The bottom shelf with the baskets was dusty.
                """,
                "shelf",
            ),
            trouble(
                "dirty",
                2,
                "clean",
                """
                Пыль на полках со светильниками и с вазами, на вазах разводы.
                Пыльные полки в двух отделах, в посуде засохшие капли.
                """,
                """
                Dust on the shelves in two departments, smears on the vases.
                Both the lamp and the frame shelves were thick with dust.
                """,
                "shelf",
            ),
        ),
        "aisles_clear": (
            trouble(
                "no",
                8,
                "order",
                """
                Коробки с товаром стоят в проходе у окна.
                Проход к текстилю перегорожен тележкой с паллетой.
                Между стеллажами со светильниками пришлось отодвинуть стремянку.
                В проходе у штор стояли три коробки, обходил через соседний ряд.
                """,
                """
                Boxes stood in the aisle by the window.
                A pallet truck blocked the way to the bed linen.
                I had to move a stepladder to get between the lamp shelves.
                Three rolled carpets lay across the aisle at the back.
                """,
                "boxes",
            ),
        ),
        "exit_blocked": (
            trouble(
                "yes",
                0.9,
                "safety",
                """
                Запасной выход у отдела мебели заставлен коробками до половины двери.
                Перед дверью с табличкой «Выход» стоит стеллаж с распродажей.
                К двери запасного выхода прислонены свёрнутые ковры.
                """,
                """
                The emergency exit at the back was half hidden behind boxes.
                A sale rack stood right in front of the door marked EXIT.
                """,
                "boxes",
            ),
            unseen(
                3,
                """
                Из зала выхода не видно, к служебным дверям не подходил.
                Часть зала закрыта на перестановку, до выхода было не дойти.
                """,
                """
                The back of the shop was closed off, so I could not see the exit.
                I could not look at the back doors without drawing attention.
                """,
            ),
        ),
        "information_found": (
            trouble(
                ["hours", "seller"],
                34,
                "information",
                """
                Нашёл только табличку с режимом и реквизитами, про возврат ничего.
                Уголок потребителя пустой, кроме реквизитов там ничего нет.
                Условия возврата и телефон для жалоб нигде не увидел.
                """,
                """
                Only the opening hours and the company's address; nothing about returns.
                No return terms and no contact for complaints anywhere I looked.
                """,
            ),
            trouble(
                ["hours"],
                22,
                "information",
                """
                Режим работы на двери, остального нигде нет.
                Стенд с документами стоит за кассой, читать его оттуда нельзя.
                """,
                """
                Hours on the door, and that was all.
                The notice board hangs behind the till where nobody can read it.
                """,
            ),
            trouble(
                ["hours", "seller", "contacts"],
                14,
                "information",
                """
                Условий возврата на стенде нет, остальное есть.
                """,
                """
                Everything was there but the return terms.
                """,
            ),
        ),
        "greeted": (
            trouble(
                "no",
                11,
                "staff",
                """
                Двое сотрудников у кассы разговаривали, никто не повернулся.
                Прошёл мимо продавца на расстоянии метра, она смотрела в планшет.
                Сотрудник раскладывал товар у входа и не поднял головы.
                За первые две минуты со мной никто не поздоровался.
                """,
                """
                Two of the staff were chatting by the till and did not look round.
                I walked right past an assistant who was busy with a tablet.
                Nobody said a word to me in the first two minutes.
                An assistant stacking shelves at the door did not look up.
                """,
            ),
        ),
        "greeting_eye_contact": (trouble("no", 12, "staff"),),
        "private_business": (
            trouble(
                "yes",
                6,
                "staff",
                """
                Двое обсуждали отпуск, один смотрел видео на телефоне.
                Продавец в отделе света минуты три говорил по личному телефону.
                Сотрудница красила губы перед зеркалом в зале.
                """,
                """
                One assistant was scrolling through her phone by the cushions.
                Two of the staff were making plans for the weekend next to me.
                A member of staff took a private call in the middle of the shop.
                """,
            ),
        ),
        "uniform": (
            trouble(
                "some",
                7,
                "looks",
                """
                Один продавец был в своём свитере, остальные в форме.
                На двоих из четырёх не было фирменного фартука.
                """,
                """
                One assistant wore his own jumper, the others were in uniform.
                Two of the four had no company apron.
                """,
            ),
            trouble(
                "none",
                1,
                "looks",
                """
                Оба продавца в обычной одежде, узнал их только по разговору.
                """,
                """
                Both assistants wore their own clothes; I could not tell them from customers.
                """,
            ),
        ),
        "badge": (
            trouble(
                "some",
                13,
                "looks",
                """
                У двух из пяти сотрудников бейджа не было.
                У продавца в отделе текстиля бейдж перевёрнут, имени не видно.
                Бейдж только у кассира.
                """,
                """
                Two out of five had no badge.
                One badge was turned round, so the name could not be read.
                Only the cashier wore a badge.
                """,
            ),
            trouble(
                "none",
                3,
                "looks",
                """
                Бейджей не было ни у кого из тех, кого видел.
                Ни у продавцов, ни у кассира бейджей нет.
                """,
                """
                Nobody I saw wore a badge.
                Neither the assistants nor the cashier had a badge.
                """,
            ),
        ),
        "product_on_shelf": (
            trouble(
                "stockroom",
                9,
                "stock",
                """
                На полке пусто, принесли со склада минут через пять.
                Товар был в коробке в подсобке, вынесли по просьбе.
                """,
                """
                The shelf was empty; it was brought out from the back in about five minutes.
                They had it in the stockroom and fetched it when I asked.
                """,
                "shelf",
            ),
            trouble(
                "ordered",
                5,
                "stock",
                """
                Предложили привезти через три дня из другого магазина.
                На полке пусто, записали мой номер и обещали сообщить о поставке.
                """,
                """
                Sold out; they offered to have it here by Thursday.
                Not on the shelf, but they offered to order one from the warehouse.
                """,
                "shelf",
            ),
            trouble(
                "absent",
                3,
                "stock",
                """
                Место под товар пустое, когда привезут, никто не знает.
                Сказали, что модель закончилась и заказа пока нет.
                """,
                """
                The space was empty and nobody knew when more would come.
                They said it was sold out and not on order.
                """,
                "shelf",
            ),
        ),
        "empty_places": (
            trouble(1, 15, "stock"),
            trouble(2, 10, "stock"),
            trouble(4, 6, "stock"),
        ),
        "labels_present": (
            trouble(
                9,
                12,
                "price",
                """
                Нет ценника у одной модели настольных ламп.
                У плетёной корзины на нижней полке ценника не нашёл.
                Без ценника стоял набор бокалов на торце.
                """,
                """
                One table lamp had no price.
                The wicker basket on the bottom shelf had no label.
                A set of glasses at the end of the row had no price.
                """,
                "shelf",
            ),
            trouble(
                8,
                7,
                "price",
                """
                Нет ценников у двух ламп на нижней полке.
                Два пледа лежат без ценников, цену узнал только на сканере.
                """,
                """
                Two lamps on the bottom shelf had no label.
                No price on two of the throws.
                """,
                "shelf",
            ),
            trouble(
                6,
                3,
                "price",
                """
                В отделе посуды четыре товара подряд без цены.
                После перестановки ценники остались на старом месте, у четырёх товаров пусто.
                """,
                """
                Four items in a row in the kitchen department had no price.
                The shelf had been rearranged and four labels had not moved with the goods.
                """,
                "shelf",
            ),
        ),
        "labels_legible": (
            trouble(9, 8, "price"),
            trouble(
                8,
                5,
                "price",
                """
                Два ценника напечатаны бледно, цифры почти не видно.
                """,
                """
                Two labels were printed so faintly that I could hardly read them.
                """,
            ),
        ),
        "ended_offer": (
            trouble(
                "yes",
                6,
                "price",
                """
                На полотенцах висит «−20 % до воскресенья», хотя воскресенье прошло.
                Ценник распродажи прошлого месяца остался на двух вазах.
                Скидка на постельное бельё закончилась неделю назад, ценник не сняли.
                """,
                """
                The towels still showed a discount that had ended on Sunday.
                Last month's sale label was left on two vases.
                An offer on bed linen had run out a week before.
                """,
                "label",
            ),
            not_here(5),
        ),
        "expired_goods": (
            trouble(
                "yes",
                0.8,
                "safety",
                """
                Два пакета кофе в отделе подарков просрочены на шесть дней.
                Печенье в подарочной банке: срок истёк на прошлой неделе.
                """,
                """
                Two bags of coffee in the gift corner were six days past their date.
                Biscuits in a gift tin were a week past their date.
                """,
                "shelf",
            ),
            not_here(8),
            unseen(
                6,
                """
                Даты на банках мелкие, а читать их при продавце не стал.
                Полка с чаем и сладостями была закрыта плёнкой на переучёт.
                """,
                """
                The tins stood behind glass and I could not read the dates.
                The food shelf was covered for stocktaking.
                """,
            ),
        ),
        "advice_start": (
            trouble(
                "asked",
                18,
                "staff",
                """
                Подошёл после просьбы и помог.
                Пришлось окликнуть, дальше помогал охотно.
                """,
                """
                Helpful, but only after I went up to him.
                I had to ask; after that she was very kind.
                """,
            ),
            trouble(
                "passed_on",
                5,
                "staff",
                """
                Сказала «это не мой отдел» и показала на коллегу.
                Отправил в другой конец зала, не проводив.
                """,
                """
                "Not my department" – and she pointed at a colleague.
                I was sent to someone at the other end of the shop.
                """,
            ),
            trouble(
                "nobody",
                2,
                "staff",
                """
                В отделе никого, на звонок у стойки никто не вышел.
                Обошёл зал, свободного сотрудника не нашёл.
                """,
                """
                There was nobody in the department and nobody came to the bell.
                I walked all round the shop and found nobody free.
                """,
            ),
        ),
        "questions_asked": (
            trouble(
                1,
                18,
                "advice",
                """
                Спросил только о цене.
                Уточнила один раз, для какой комнаты.
                """,
                """
                He only asked about my budget.
                She asked which room it was for, and nothing else.
                """,
            ),
            trouble(
                0,
                8,
                "advice",
                """
                Сразу показал первую попавшуюся модель.
                Ничего не спросила, повела к полке с акцией.
                """,
                """
                He went straight to the nearest model without a question.
                She took me to the sale shelf without asking what I needed.
                """,
            ),
        ),
        "answer_given": (
            trouble(
                "guessed",
                9,
                "advice",
                """
                Сказал: «Наверное, подойдёт любая лампочка», — и не проверил.
                Ответила «скорее всего, можно стирать», на этикетку не посмотрела.
                «По-моему, выдержит», — про нагрузку на полку, в карточку не заглянул.
                """,
                """
                "Any bulb should do, I think" – and he did not check.
                She thought it could "probably" be washed at 40 and did not read the label.
                He guessed at the weight the shelf would hold.
                """,
            ),
            trouble(
                "no_answer",
                3,
                "advice",
                """
                Сказал, что не знает, и предложил посмотреть в интернете.
                Пожала плечами и вернулась к выкладке.
                """,
                """
                He said he did not know and that I could look it up online.
                She shrugged and went back to the shelves.
                """,
            ),
        ),
        "answer_right": (
            trouble(
                "no",
                7,
                "advice",
                """
                Изготовитель указывает цоколь E14 и не больше 40 Вт.
                На этикетке только ручная стирка.
                По инструкции полка держит 12 кг, а не 20.
                """,
                """
                The maker says E14 and no more than 40 W.
                The label says hand wash only.
                According to the leaflet the shelf takes 12 kg, not 20.
                """,
            ),
        ),
        "product_suggested": (
            trouble(
                "no",
                8,
                "advice",
                """
                Сказал, что похожих моделей нет.
                Показала полку и оставила выбирать самому.
                """,
                """
                He said there was nothing like it.
                She showed me the shelf and left me to it.
                """,
            ),
        ),
        "insisted": (
            trouble(
                "yes",
                2,
                "advice",
                """
                После отказа ещё дважды предложил страховку на светильник.
                """,
                """
                He came back to the extended warranty twice after I had said no.
                """,
            ),
            not_here(6),
        ),
        "second_till": (
            trouble(
                "called",
                30,
                "till",
                """
                Кассира позвали по громкой связи, никто не вышел.
                Кассир нажала кнопку вызова, но до меня помощь не дошла.
                """,
                """
                A cashier was called over the speakers but nobody came.
                She rang the bell for help; nobody had come by the time I paid.
                """,
            ),
            trouble(
                "not_opened",
                32,
                "till",
                """
                Второй кассир был в зале и не подошёл.
                Рядом стояла закрытая касса, администратор прошёл мимо.
                Очередь доходила до свечей, помогать никто не вышел.
                """,
                """
                A second cashier was on the shop floor and did not come over.
                The next till stayed dark although a manager walked past.
                The line reached the candles and nobody came to help.
                """,
            ),
        ),
        "cashier_greeted": (trouble("no", 8, "staff"),),
        "loyalty_offered": (
            trouble("repeatedly", 10, "till"),
            trouble("not_at_all", 12, "till"),
            not_here(4),
        ),
        "total_stated": (trouble("no", 8, "till"),),
        "change_right": (
            trouble(
                "no",
                1.5,
                "till",
                """
                Недодали десять рублей, вернули после того, как пересчитал при кассире.
                """,
                """
                Fifty cents short; the cashier gave them to me when I counted.
                """,
            ),
        ),
        "receipt_given": (
            trouble(
                "no",
                1.1,
                "till",
                """
                Кассир сказал: «Без чека быстрее», — и отдал покупки. Чек не пробит.
                На терминале прошла оплата, чека не дали: «лента кончилась».
                """,
                """
                No receipt: "the roll has run out", and she called the next customer.
                He put the receipt straight into the bin and would not give me another.
                """,
                "purchases",
            ),
        ),
        "return_terms": (
            trouble(
                "period",
                24,
                "information",
                """
                Назвал 14 дней, про чек и упаковку не сказал.
                «Две недели» — и всё, без подробностей.
                """,
                """
                "Fourteen days" – nothing about the receipt or the box.
                She gave the period and stopped there.
                """,
            ),
            trouble(
                "referred",
                30,
                "information",
                """
                Показал на стенд у входа.
                Предложила посмотреть на сайте.
                «Всё написано на обороте чека», а там мелкий шрифт про акции.
                """,
                """
                He pointed at the board by the door.
                I was told to look at the website.
                """,
            ),
            trouble(
                "no_answer",
                16,
                "information",
                """
                «Не знаю, это к администратору», администратора не позвали.
                Кассир промолчал и взялся за следующего покупателя.
                """,
                """
                "Ask the manager" – but the manager was not called.
                She did not know and did not offer to find out.
                """,
            ),
        ),
        "price_match": (
            trouble(
                "higher",
                0.8,
                "price",
                """
                На ценнике дешевле, чем пробили. Кассир ответил, что ценник старый.
                Разницу с ценником возвращать отказались: «в системе другая цена».
                """,
                """
                The till charged more than the label; I was told the label was old.
                They would not honour the price on the shelf.
                """,
                "bill",
            ),
            trouble(
                "corrected",
                1.5,
                "price",
                """
                Пробили дороже, после моего вопроса исправили сразу и извинились.
                """,
                """
                It came up dearer at the till; they put it right at once when I said so.
                """,
                "bill",
            ),
        ),
        "said_goodbye": (trouble("no", 13, "staff"),),
        "rudeness": (
            trouble(
                "yes",
                1.3,
                "staff",
                """
                На вопрос о пакете кассир бросил: «Читать умеете?»
                Охранник громко велел «не трогать, если не покупаете».
                Продавец закатила глаза и сказала коллеге: «Опять ходят просто так».
                """,
                """
                "Can't you read?" was the answer when I asked about a bag.
                The guard told me loudly not to touch what I was not buying.
                """,
            ),
        ),
    },
    measured={
        "assistant_wait": measured(
            70,
            0.55,
            "staff_wait",
            120,
            """
            Единственный продавец раскладывал товар.
            Продавец был в зале, но занят выкладкой.
            Оба продавца оформляли доставку на одном компьютере.
            Ждал, пока закончат с другим покупателем.
            """,
            """
            The only assistant was stacking shelves.
            Both assistants were busy at the computer with one delivery.
            I waited while another customer was served.
            He was on the shop floor but kept on unpacking.
            """,
        ),
        "till_wait": measured(
            95,
            0.5,
            "queue",
            180,
            """
            Передо мной долго искали цену на товар без штрихкода.
            Кассир отвлёкся на возврат, очередь стояла.
            Терминал завис, его перезагружали.
            Покупатель впереди выбирал подарочную упаковку.
            Кассир звонила старшему, чтобы отменить товар.
            """,
            """
            Someone ahead had an item without a barcode.
            The cashier was dealing with a refund while the line stood still.
            The card terminal had to be restarted.
            The cashier phoned a supervisor to cancel an item.
            """,
        ),
    },
    good_ru=said(
        """
        Продавец в отделе света знает товар лучше карточки на сайте.
        Кассир упаковала стекло в два слоя и предложила пакет покрепче.
        Приятная музыка, негромко; уходить не хотелось.
        Вернусь за второй лампой, уже не по заданию.
        В зале порядок, указатели помогают найти отдел без вопросов.
        """
    ),
    good_en=said(
        """
        The assistant in lighting knew more than the website does.
        My glasses were wrapped in two layers without my asking.
        A pleasant, tidy shop; I would come back on my own account.
        Signs over the aisles made everything easy to find.
        """
    ),
    poor_ru=said(
        """
        Сотрудников в зале видно, но до покупателя им дела нет.
        Пустых мест на полках стало больше, чем в прошлый раз.
        Похоже, смене не хватает одного человека: все заняты, помочь некому.
        После моего визита к кассе вышла директор и сама стала принимать оплату.
        Магазин хороший, но уходишь с чувством, что тебя не ждали.
        """
    ),
    poor_en=said(
        """
        There are people on the shop floor, but nobody looks out for customers.
        It felt as if the shift was one person short.
        A nice shop, but I left feeling that I had been in the way.
        """
    ),
)
