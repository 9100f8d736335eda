"""Numbers in addresses and forms that are longer than any there is: never a failure."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient

Clients = Callable[..., FlaskClient]
LONG = "9" * 5000  # Python turns no text of more than 4300 digits into a number
PAST_64_BITS = "9" * 20


@pytest.mark.parametrize(
    "address", ["/accounts/people", "/locations/", "/messages/", "/visits/", "/results/"]
)
def test_page_of_a_list_past_all_is_a_page(client_of: Clients, address: str) -> None:
    for number in (LONG, PAST_64_BITS, "0", "-1", "٣"):
        assert client_of("admin").get(f"{address}?page={number}").status_code == 200


@pytest.mark.parametrize("number", [LONG, PAST_64_BITS])
def test_brand_or_region_of_such_a_number_is_not_found(client_of: Clients, number: str) -> None:
    for address in ("/locations/brands/", "/locations/regions/"):
        assert client_of("admin").get(address + number).status_code == 404
        assert client_of("admin").post(f"{address}{number}/merge").status_code == 404
    assert client_of(None).get(f"/locations/brands/{LONG}").status_code in (302, 404)


@pytest.mark.parametrize("number", [LONG, PAST_64_BITS])
def test_role_of_such_a_number_is_not_found(client_of: Clients, member, number: str) -> None:
    person = f"/accounts/people/{member('manager').public_id}"
    assert client_of("admin").post(f"{person}/roles/{number}/take").status_code == 404


@pytest.mark.parametrize("number", [LONG, PAST_64_BITS])
def test_column_of_such_a_number_is_none(client_of: Clients, number: str) -> None:
    client = client_of("admin")
    file = (BytesIO(b"code,name\nP-77,Anna\n"), "people.csv")
    brought = client.post("/accounts/people/import", data={"file": file})
    answer = client.post(brought.location, data={"column-name": number, "column-role": "0"})
    assert answer.status_code == 400
