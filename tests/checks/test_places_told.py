"""A message names a city as its reader does, not by the key of a list."""

from __future__ import annotations

from briefgen.checks.places import KnownPlaces
from briefgen.problems.notes import Named
from tests.checks.small import subject

CITY = {"id": "town", "name": {"en": "Town", "ka": "ქალაქი"}, "country": "GE"}


def test_a_city_is_told_in_each_language_and_never_by_its_key() -> None:
    places = KnownPlaces(subject(languages=("en", "ka"), files={"places": {"cities": [CITY]}}))
    own, listed = places.told(places.own("town")), places.told("rio-de-janeiro")
    assert isinstance(own, Named)
    assert isinstance(listed, Named)
    assert (own, own.texts["ka"]) == ("Town", "ქალაქი")
    assert (listed, listed.texts["ka"]) == ("Rio de Janeiro", "რიო-დე-ჟანეირო")
    assert places.told("fez") == places.called("city", "fez", "ka") == "Fez"
