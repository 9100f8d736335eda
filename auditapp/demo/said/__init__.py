"""What goes wrong on a visit, how often, and what shoppers write about it, by checklist.

Only what differs from a faultless visit. Every sentence stands alone: it says nothing that another
answer of the same visit could contradict.
"""

from auditapp.demo.said import audit, bank, enquiry, hotel, restaurant, shop, station
from auditapp.demo.said.book import Book, Measured, Trouble

BOOKS: dict[str, Book] = {
    "bank-branch": bank.BOOK,
    "enquiry": enquiry.BOOK,
    "hotel-stay": hotel.BOOK,
    "petrol-station": station.BOOK,
    "procedure-audit": audit.BOOK,
    "restaurant-visit": restaurant.BOOK,
    "shop-visit": shop.BOOK,
}

__all__ = ["BOOKS", "Book", "Measured", "Trouble"]
