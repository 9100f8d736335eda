"""What is told beside the troubles: a kindness, a hindrance, a problem and what became of it."""

from auditapp.demo.said.book import Lines, said

Pool = tuple[Lines, Lines]  # in Russian, in English

SHOP_EXTRA: Pool = (
    said(
        """
        Продавец позвонил в соседний магазин и отложил там вторую лампу.
        Консультант донёс коробку до машины, хотя на улице шёл дождь.
        Кассир заметила трещину на бокале и сама принесла другой набор.
        Продавец нарисовал схему, как подключить светильник к старой проводке.
        """
    ),
    said(
        """
        The assistant rang the other branch and had a second lamp put aside for me.
        He carried the box to my car although it was raining.
        The cashier spotted a chip in a glass and fetched another set herself.
        """
    ),
)
TABLE_EXTRA: Pool = (("Принесли плед и пересадили от двери.",), ("They brought a blanket.",))
STAY_EXTRA: Pool = (("Подвезли до вокзала.",), ("They drove me to the bus station.",))
NO_PURCHASE = (
    (
        "nothing_to_buy",
        "Нужной лампы не было, другие по размеру не подходят.",
        "The lamp I came for was sold out and the others were too large.",
    ),
    (
        "till_down",
        "Оплата картой не проходила, наличных с собой не было.",
        "Cards were not accepted that hour, and I had no cash on me.",
    ),
)
DISH_PROBLEM: Pool = (
    said(
        """
        Принесли вилку с пятном; сказал официанту, заменили.
        Суп был едва тёплый, попросил подогреть.
        За соседним столом громко работал телевизор, попросил сделать тише.
        """
    ),
    said(
        """
        My glass had a lipstick mark; I told the waiter and got a clean one.
        The soup was barely warm and I asked for it to be heated.
        The table wobbled, and I asked for something to be done about it.
        """
    ),
)
ROOM_PROBLEM: Pool = (
    said(
        """
        Сообщил, что сели батарейки в пульте; принесли новые.
        Сказал на стойке, что в лампе у кровати перегорела лампочка; её заменили.
        Позвонил: не хватает вешалок в шкафу. Принесли пять штук.
        """
    ),
    said(
        """
        I reported flat batteries in the remote control; they brought new ones.
        The bulb in the bedside lamp was dead; I told the desk and it was replaced.
        I rang down for more hangers and got five.
        """
    ),
)
NOT_SEEN: Pool = (
    said(
        """
        Через сорок минут сказали, что консультант ушёл на обед, и предложили прийти завтра.
        Талон вызвали, но окно было пустым; через десять минут талон сняли.
        """
    ),
    said(
        """
        After forty minutes I was told that the adviser had gone to lunch.
        My number was called at an empty desk and then dropped.
        """
    ),
)
NOBODY: tuple[Pool, Pool] = (
    (
        said(
            """
            Десять минут музыки, потом гудки. Так три раза.
            После меню линия каждый раз обрывалась.
            """
        ),
        said(
            """
            Ten minutes of music, then the line went dead, three times over.
            The line dropped each time after the menu.
            """
        ),
    ),
    (
        said(
            """
            За полчаса в чат никто не вошёл, ответил только бот.
            Сообщение прочитали, ответа не было до вечера.
            """
        ),
        said(
            """
            Nobody joined the chat for half an hour, only the bot wrote.
            My message was read, but no answer came that day.
            """
        ),
    ),
)
GOOD_PRACTICE: Pool = (
    said(
        """
        Доска с вопросами покупателей за неделю: ответы видит вся смена.
        Ценники меняют вдвоём: один сверяет полку, второй кассу.
        На каждой кассе лежит карточка с порядком возврата на одной странице.
        """
    ),
    said(
        """
        A board with the week's customer questions and the answers, seen by the whole shift.
        Price labels are changed in pairs: one checks the shelf, the other the till.
        """
    ),
)
OBSTACLES: Pool = (
    said(
        """
        Поставщик касс перенёс срок поставки.
        Не хватало двух человек в смене, обучение отложили.
        Ждали согласования сметы от головного офиса.
        """
    ),
    said(
        """
        The supplier of the tills put the delivery off.
        Two posts were vacant, so training was postponed.
        The budget had not been approved by head office.
        """
    ),
)
