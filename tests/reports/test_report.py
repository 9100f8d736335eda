"""A report's data: frozen, read back, named by its digest."""

import json
from dataclasses import replace

import pytest

from auditapp.core.problems import Problem
from auditapp.reports.report import thaw
from tests.reports.samples import photos, report, with_past


def test_thaw_gives_back_the_same_report():
    data = with_past(report(photos=photos(2)))
    again = thaw(data.frozen)
    assert again.digest == data.digest
    assert again.result.total == data.result.total
    assert again.earlier == data.earlier
    assert again.network == data.network
    assert again.photos == data.photos
    assert again.visited_at == data.visited_at


def test_thaw_gives_back_a_report_kept_as_a_json_column():
    data = with_past(report())
    kept = json.dumps(json.loads(data.frozen), separators=(",", ":"))
    assert kept == data.frozen


def test_report_id_is_the_start_of_the_digest():
    data = report()
    assert data.report_id == f"{data.digest[:4]}-{data.digest[4:8]}".upper()


def test_digest_changes_with_anything_shown():
    assert report().digest != replace(report(), auditor="P-18").digest
    assert report().digest != replace(report(), language="ru").digest
    assert report().digest != replace(report(), edition="place").digest


def test_thaw_refuses_scores_that_come_out_differently():
    tree = json.loads(report().frozen)
    tree["result"]["total"] = "99.00"
    with pytest.raises(Problem) as raised:
        thaw(json.dumps(tree))
    assert raised.value.code == "reports.snapshot_differs"
