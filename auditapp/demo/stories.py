"""A visit told as a story: what differed from a faultless one, and nothing else."""

from auditapp.demo.answers import Said, Story

# The newest visit to the shop that gets worse: the one to look at first.
WITHOUT_RECEIPT: Story = {
    "entered_at": Said("14:05"),
    "items[0].item_name": Said("Лампа настольная «Норд»"),
    "items[0].label_price": Said(1290),
    "items[0].use_by": Said(na=True),
    "items[1].item_name": Said("Плед «Онега», 130×170"),
    "items[1].label_price": Said(1490),
    "items[1].use_by": Said(na=True),
    "floor_clean": Said("minor", "Лужа у стеллажа с лампами, следы не убраны.", "floor"),
    "aisles_clear": Said("no", "Коробки с лампами перегородили проход у окна.", "boxes"),
    "information_found": Said(["hours"], "Кроме часов работы ничего не нашёл."),
    "greeted": Said("no", "Двое у кассы разговаривали и не повернулись."),
    "private_business": Said("yes", "Те же двое обсуждали отпуск, один смотрел видео на телефоне."),
    "empty_places": Said(1),
    "labels_present": Said(8, "Двух ценников нет: у торшера и у лампы-прищепки.", "shelf"),
    "ended_offer": Said("yes", "Акция на пледы закончилась неделю назад.", "label"),
    "assistant_wait": Said(150, "Продавец раскладывал коробки в двух метрах от меня."),
    "advice_start": Said("asked", "Подошёл, когда позвал, и извинился за ожидание."),
    "questions_asked": Said(1, "Спросил только, в какую комнату."),
    "answer_given": Said("guessed", "«Да любая лампочка подойдёт, наверное», — и не проверил."),
    "answer_right": Said("no", "На коробке указано: цоколь E14, не больше 40 Вт."),
    "people_ahead": Said(4),
    "till_wait": Said(250, "Передо мной стояли четверо, работала одна касса."),
    "second_till": Said("not_opened", "Второй кассир стоял в зале и на очередь не смотрел."),
    "payment": Said("card"),
    "receipt_given": Said(
        "no", "«Без чека быстрее», — сказал кассир и отдал покупки. Чек не пробит.", "purchases"
    ),
    "loyalty_offered": Said("not_at_all"),
    "return_terms": Said("referred", "Махнул рукой в сторону стенда."),
    "exit_blocked": Said(unchecked=True, comment="Дверь за шторой, подойти и проверить не вышло."),
    "said_goodbye": Said("no"),
    "extra_mile": Said("no"),
    "felt_attended": Said(2),
    "crowded": Said(2),
    "satisfaction": Said(2),
    "recommend": Said(3),
    "remark": Said("Когда я выходил, к кассе подошла директор и сама открыла вторую."),
}
