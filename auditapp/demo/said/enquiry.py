"""Visits by the checklist of that name."""

from auditapp.demo.said.book import Book

BOOK = Book(troubles={})
