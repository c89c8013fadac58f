"""How questions are put and answers taken, one by one, without a project behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner

from briefgen.cli import asking
from briefgen.content.changing.wanted import Question
from briefgen.problems.mistakes import Mistake


def question(*keys: str, needed: bool = False, **more: Any) -> Question:
    def read(words: str) -> Any:
        if words == "wrong":
            raise Mistake("that is wrong")
        return words

    return Question(keys, **{"about": "", "allowed": (), "needed": needed, "read": read, **more})


def asked(call: Callable[[], Any], *typed: str) -> tuple[Any, str]:
    """Return what a call comes to that asks, and what was shown."""
    found: list[Any] = []

    @click.command()
    def command() -> None:
        found.append(call())

    done = CliRunner().invoke(command, input="".join(f"{words}\n" for words in typed), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return (found or [None])[0], done.output


def test_it_asks_until_the_answer_can_be_read() -> None:
    value, shown = asked(lambda: asking._ask(question("name"), skippable=False), "", "wrong", "  right ")
    assert value == "right"
    assert shown.count("name: ") == 3
    assert "this is needed" in shown
    assert "that is wrong" in shown
    assert "leave empty" not in shown


@pytest.mark.parametrize(
    ("default", "told"),
    [("", "  leave empty to skip\n"), ("2019", "  leave empty for 2019\n")],
)
def test_what_an_empty_answer_does_is_told(default: str, told: str) -> None:
    value, shown = asked(lambda: asking._ask(question("date", default=default), skippable=True), "")
    assert value is None
    assert told in shown
    kept = asked(lambda: asking._ask(question("date", default=default), skippable=True, empty="to keep 2018"), "")
    assert "  leave empty to keep 2018\n" in kept[1]


def test_null_empties_what_may_be_empty_and_is_no_answer_elsewhere() -> None:
    one = question()
    value, shown = asked(lambda: asking._ask(one, skippable=False, may_be_emptied=True, now="x"), "null")
    assert (value, "  null empties it\n" in shown) == ("null", True)
    nothing: tuple[Any, ...] = (None, "", [])
    for now in nothing:  # nothing stands there
        value, shown = asked(lambda now=now: asking._ask(one, skippable=False, may_be_emptied=True, now=now), "null")  # type: ignore[misc]
        assert (value, "null empties it" in shown) == ("null", False)
    value, shown = asked(lambda: asking._ask(one, skippable=False), "null", "x")
    assert (value, "value can't be left empty" in shown) == ("x", True)
    value, shown = asked(lambda: asking._ask(question("a", "b"), skippable=True, empty="to keep x"), "null", "")
    assert (value, "say what it is to be, or leave it empty to keep what stands there" in shown) == (None, True)
    assert asked(lambda: asking._ask(question("a"), skippable=True), "null")[0] is None
    assert asked(lambda: asking._ask(question("a"), skippable=True, empty="to mend it"), "null")[0] is None


def test_what_is_asked_and_allowed_is_shown_up_to_a_page() -> None:
    many = tuple(map(str, range(24)))
    for allowed, more in ((many, ""), ((*many, "24", "25"), "  … and 2 more: type a part of the name to find one\n")):
        _, shown = asked(lambda allowed=allowed: asking._show(question("a", "b", about="The day.", allowed=allowed)))  # type: ignore[misc]
        assert shown == "\na.b – the day\n" + "".join(f"  {line}\n" for line in many) + more
    assert asked(lambda: asking._show(question()))[1] == "\nvalue\n"


def test_what_lies_within_something_that_is_skipped_is_not_asked() -> None:
    place = [question("place", key, needed=True, within=("place",)) for key in ("city", "hall")]
    questions = [question("id", needed=True), *place, question("note")]
    answers, shown = asked(lambda: asking._answers(questions), "x", "", "n")
    assert answers == {("id",): "x", ("note",): "n"}
    assert "hall" not in shown
    answers, shown = asked(lambda: asking._answers(questions), "x", "Tbilisi", "", "Hall 1", "")
    assert answers == {("id",): "x", ("place", "city"): "Tbilisi", ("place", "hall"): "Hall 1"}
    assert "this is needed" in shown  # once it is begun, the rest of it is


def test_the_first_may_be_needed_and_what_stands_may_stay() -> None:
    questions = [question("as_of"), question("value", needed=True)]
    answers, shown = asked(lambda: asking._answers(questions, first_needed=True), "", "2019", "5")
    assert (answers, shown.count("this is needed")) == ({("as_of",): "2019", ("value",): "5"}, 1)
    empty: dict[tuple[str, ...], str] = {("as_of",): "to mend it", ("value",): "to keep 5"}
    answers, shown = asked(lambda: asking._answers(questions, first_needed=True, empty=empty), "", "")
    assert (answers, "leave empty to mend it" in shown, "leave empty to keep 5" in shown) == ({}, True, True)


def test_answers_become_an_entry_and_words_as_they_are_typed() -> None:
    answers = {("id",): "x", ("name", "ka"): "ა", ("name", "en"): "A", ("a", "b", "c"): 1}
    assert asking._nested(answers) == {"id": "x", "name": {"ka": "ა", "en": "A"}, "a": {"b": {"c": 1}}}
    assert [asking._typed(value) for value in (True, False, 7, "X", ["a", True], [])] == [
        "true", "false", "7", "X", "a, true", "",
    ]  # fmt: skip
    assert asking._one_of("a", ["a", "b"]) == "a"
    with pytest.raises(Mistake, match="did you mean name"):
        asking._one_of("nam", ["name", "date"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [(("y",), (None, True)), (("n", "2019-10"), ("2019-10", False)), (("", "no day", "2019"), ("2019", False))],
)  # fmt: skip
def test_which_of_the_two_a_change_is_is_asked(typed: tuple[str, ...], found: tuple[str | None, bool]) -> None:
    value, shown = asked(lambda: asking.since_when(["a", "b"]), *typed)
    assert value == found
    assert shown.startswith("a, b would print this, too.\n")


@pytest.mark.parametrize(("typed", "end"), [("y", ""), ("n", "nothing was written\n"), ("", "nothing was written\n")])
def test_what_would_be_written_is_shown_and_nothing_is_unless_the_answer_is_yes(typed: str, end: str) -> None:
    def call() -> str:
        asking.agree([("a.yaml", "1\n", "2\n")], ["translations.lock"])
        return "written"

    value, shown = asked(call, typed)
    assert value == (None if end else "written")
    assert shown.startswith("\na.yaml:\n  -1\n  +2\ntranslations.lock is kept up with it\nWrite this? [y/N]: ")
    assert shown.endswith(end)


def test_an_argument_that_is_needed_is_named() -> None:
    @click.command()
    @click.argument("path", required=False)
    @click.option("--other")
    def command(path: str | None, other: str | None) -> None:
        click.echo(asking.need(path, "path"))

    assert CliRunner().invoke(command, ["x"]).output == "x\n"
    assert CliRunner().invoke(command, [""]).output == "\n"
    missing = CliRunner().invoke(command, [])
    assert (missing.exit_code, "Missing argument 'PATH'" in missing.output) == (2, True)


def test_nobody_is_asked_unless_both_ends_are_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for ends in ((True, True), (True, False), (False, True), (False, False)):
        for stream, is_terminal in zip(("stdin", "stdout"), ends, strict=True):
            monkeypatch.setattr(f"sys.{stream}.isatty", lambda is_terminal=is_terminal: is_terminal, raising=False)
        assert asking.can_ask() is all(ends)
