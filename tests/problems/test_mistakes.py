"""A hint for a name that there isn't."""

from __future__ import annotations

import pytest

from briefgen.problems.mistakes import Mistake, did_you_mean


@pytest.mark.parametrize(
    ("wrong", "names", "hint"),
    [
        ("rom", ["rome", "oslo"], "did you mean rome?"),
        ("romme", ["rome", "oslo"], "did you mean rome?"),
        ("2019", ["2019-10-brussels", "2022-10-marrakesh"], "did you mean 2019-10-brussels?"),
        ("20", ["2019-10-brussels", "2022-10-marrakesh"], "there are 2019-10-brussels, 2022-10-marrakesh"),
        ("", ["rome", "oslo"], "there are rome, oslo"),
        ("", ["rome"], "there are rome"),
        ("paris", ["rome", "oslo"], "there are rome, oslo"),
        ("paris", [], "there are none"),
    ],
)
def test_the_name_that_was_probably_meant_or_else_all(wrong: str, names: list[str], hint: str) -> None:
    assert did_you_mean(wrong, iter(names)) == hint


def test_where_there_is_nothing_another_word_may_say_so() -> None:
    assert did_you_mean("x", [], none="none yet") == "there are none yet"
    assert Mistake("x").exit_code == 1
