"""What happened on the visits of the demo company: only what differs from a faultless visit."""

from auditapp.demo.answers import Said, Story


def without(story: Story, *beginnings: str) -> Story:
    """Return a story without the questions whose keys begin so."""
    return {key: said for key, said in story.items() if not key.startswith(beginnings)}


SHOPPING: Story = {
    "entered_at": Said("14:05"),
    "assistant_wait": Said(70),
    "people_ahead": Said(2),
    "till_wait": Said(95),
    "payment": Said("card"),
    "receipt_photo": Said(photo="receipt"),
    "items[0].item_name": Said("Лампа настольная «Норд»"),
    "items[0].label_price": Said(1290),
    "items[0].receipt_price": Said(1290),
    "items[0].use_by": Said(na=True),
    "items[1].item_name": Said("Йогурт питьевой, 0,9 л"),
    "items[1].label_price": Said(89.9),
    "items[1].receipt_price": Said(89.9),
    "extra_mile": Said("no"),
    "felt_attended": Said(4),
    "crowded": Said(2),
    "satisfaction": Said(4),
    "recommend": Said(8),
}

GOOD: Story = {
    **SHOPPING,
    "empty_places": Said(1),
    "extra_mile": Said("yes"),
    "extra_mile_what": Said("Продавец позвонил в соседний магазин и отложил там вторую лампу."),
    "felt_attended": Said(5),
    "satisfaction": Said(5),
    "recommend": Said(10),
}

FAIR: Story = {
    **SHOPPING,
    "floor_clean": Said("minor", "У входа в зал лужа от зонтов, табличку не поставили.", "floor"),
    "greeting_eye_contact": Said("no"),
    "badge": Said("some", "У двух из пяти сотрудников бейджа не было."),
    "labels_present": Said(9, "На полке с лампами у одной модели нет ценника.", "shelf"),
    "questions_asked": Said(1, "Спросил только о цене."),
    "loyalty_offered": Said("repeatedly"),
    "return_terms": Said("period", "Назвал 14 дней, про чек и упаковку не сказал."),
}

SLOW: Story = {
    **FAIR,
    "assistant_wait": Said(185, "Единственный продавец раскладывал товар."),
    "advice_start": Said("asked", "Подошёл после просьбы и помог."),
    "people_ahead": Said(5),
    "till_wait": Said(230, "Работала одна касса из трёх."),
    "second_till": Said("called", "Кассира позвали по громкой связи, никто не вышел."),
    "satisfaction": Said(3),
    "recommend": Said(6),
}

WITHOUT_RECEIPT: Story = {
    **without(SHOPPING, "items[0].receipt_price", "items[1].receipt_price", "receipt_photo"),
    "floor_clean": Said("minor", "Лужа у стеллажа с лампами, следы не убраны.", "floor"),
    "aisles_clear": Said("no", "Коробки с товаром стоят в проходе у окна.", "boxes"),
    "greeted": Said("no", "Двое сотрудников у кассы разговаривали, никто не повернулся."),
    "private_business": Said("yes", "Те же двое обсуждали отпуск, один смотрел видео на телефоне."),
    "empty_places": Said(1),
    "labels_present": Said(8, "Нет ценников у двух ламп на нижней полке.", "shelf"),
    "ended_offer": Said("yes", "Акция «Осень дома» закончилась 31 октября.", "label"),
    "assistant_wait": Said(150, "Продавец был в зале, но занят выкладкой."),
    "advice_start": Said("asked", "Подошёл по просьбе, извинился за ожидание."),
    "answer_given": Said(
        "guessed", "Сказал: «Наверное, подойдёт любая лампочка», — и не проверил."
    ),
    "answer_right": Said("no", "Изготовитель указывает цоколь E14 и не больше 40 Вт."),
    "people_ahead": Said(4),
    "till_wait": Said(250, "Передо мной стояли четверо, работала одна касса."),
    "second_till": Said("not_opened", "Второй кассир был в зале и не подошёл."),
    "receipt_given": Said(
        "no", "Кассир сказал: «Без чека быстрее», — и отдал покупки. Чек не пробит.", "purchases"
    ),
    "return_terms": Said("referred", "Показал на стенд у входа."),
    "exit_blocked": Said(unchecked=True, comment="Из зала выхода не видно, к дверям не подходил."),
    "said_goodbye": Said("no"),
    "felt_attended": Said(2),
    "satisfaction": Said(2),
    "recommend": Said(3),
    "remark": Said("После моего визита к кассе подошла директор и открыла вторую кассу."),
}

LEFT_WITHOUT_BUYING: Story = {
    **without(SLOW, "items[", "receipt_photo", "payment", "loyalty_offered", "return_terms"),
    "product_on_shelf": Said("ordered", "Предложили привезти через три дня.", "shelf"),
    "purchase_made": Said("no"),
    "no_purchase_reason": Said("nothing_to_buy", "Нужной лампы не было, замену не предложили."),
    "product_suggested": Said("no", "Сказал, что похожих моделей нет."),
}

AUDIT: Story = {
    "auditee_role": Said("manager"),
    "audited_before": Said("yes"),
    "last_audit_date": Said("2026-05-14"),
    "opened_at": Said("09:58"),
    "posts_in_rota": Said(7),
    "opening_records": Said("gaps", "Нет листов за 3 и 4 число: старший смены был в отпуске."),
    "tills[0].till_name": Said("1"),
    "tills[1].till_name": Said("2"),
    "tills[1].cash_difference": Said(40, "Недостача 40 ₽, кассир нашёл ошибку в размене."),
    "prices_matched": Said(19, "Плед 130×170: на ценнике 1 490 ₽, на кассе 1 590 ₽.", "label"),
    "returns_documented": Said(4, "У возврата № 118 нет подписи старшего."),
    "appeals_total": Said(6),
    "appeals[0].response_days": Said(4),
    "appeals[1].response_days": Said(13, "Ответ ждал проверки у поставщика."),
    "appeals[1].cause_recorded": Said("no"),
    "induction_recorded": Said(4, "У стажёра, принятого две недели назад, нет листа."),
    "right_answers": Said(8, "Не знали срок ответа на обращение и порядок списания."),
    "drill_date": Said("2026-09-17"),
    "extinguishers_overdue": Said(
        "yes", "У огнетушителя в подсобке срок истёк в октябре.", "boxes"
    ),
    "waiting[0].customer_wait": Said(140),
    "waiting[1].customer_wait": Said(265, "Час пик, работали две кассы из трёх."),
    "waiting[2].customer_wait": Said(175),
    "actions_completed": Said("some", "Три из четырёх; касса самообслуживания не заказана."),
    "effects_checked": Said("all"),
    "obstacles": Said("Поставщик касс перенёс срок поставки на декабрь."),
    "good_practice": Said("yes"),
    "good_practice_what": Said("Доска с вопросами покупателей за неделю: ответы видит вся смена."),
    "recurrence_risk": Said(2),
    "differences": Said("Директор считает, что сорока рублей недостаточно для замечания."),
    "auditee_signature": Said(photo="signature"),
}
