"""Letters that wait, as the pages of the desk tell of them."""

from __future__ import annotations

import datetime as dt

import pytest

from briefgen.desk.pages.letters import first_try

SOON, LATER = (dt.datetime(2030, 5, day, tzinfo=dt.UTC) for day in (1, 2))


@pytest.mark.parametrize(
    ("moments", "first"), [([LATER, SOON], SOON), ([SOON, None, LATER], None), ([LATER], LATER), ([], None)]
)
def test_letters_can_be_tried_again_when_the_first_of_them_can(
    moments: list[dt.datetime | None], first: dt.datetime | None
) -> None:
    assert first_try(moments) == first
