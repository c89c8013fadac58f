"""What each verb hands on of what was typed, what it shows of what comes back, and with which code it ends.

What lies below is tested where it is; here it answers what a test says.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import CliRunner

from briefgen.cli import asking, briefs, checks, content, mail, main, outbox, setup
from briefgen.content.changing.get import Answer
from briefgen.content.changing.learning import UndecidedError
from briefgen.issuing.issue import LostError
from briefgen.issuing.log import Logged
from briefgen.making.output import Built
from briefgen.making.press import Result
from briefgen.problems.diagnostics import Diagnostic, Place
from briefgen.problems.notes import Note
from briefgen.todo.tasks import GROUPS, Task, Todo
from briefgen.upkeep.doctor import Finding
from briefgen.upkeep.editing import Edited
from briefgen.upkeep.enrolling import Enrolment
from briefgen.upkeep.next_edition import Listed
from briefgen.upkeep.translations import Confirmation, Pending

assert all((briefs, checks, content, mail, outbox, setup))  # the verbs that are tested

PLACE = Place("content/a.yaml", 3, 1)
WARNING, ERROR = (Diagnostic(PLACE, severity, "syntax", "it is odd", "mend it") for severity in ("warning", "error"))


class Below:
    """What lies below a verb: answers what it is told to, and keeps what it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.asked: list[tuple[Any, ...]] = []
        self.named: list[dict[str, Any]] = []

    def answers(self, name: str, answer: Any) -> None:
        def called(project: Any, /, *arguments: Any, **named: Any) -> Any:
            self.asked.append(arguments)
            self.named.append(named)
            if callable(answer):
                return answer(*arguments, **named)
            return answer

        self._monkeypatch.setattr(f"briefgen.{name}", called)

    def sits_there(self, *, yes: bool) -> None:
        self._monkeypatch.setattr(asking, "can_ask", lambda: yes)


@pytest.fixture
def below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Below:
    (tmp_path / "briefgen.toml").write_text('languages = ["ka", "en"]', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Below(monkeypatch)


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments, input=typed)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


# Checks --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [([], False, 0), ([WARNING], False, 0), ([WARNING], True, 1), ([ERROR], False, 1), ([], True, 0)],
)
def test_check_ends_with_what_was_found(below: Below, found: list[Diagnostic], strict: bool, code: int) -> None:
    below.answers("making.judge.check", found)
    assert run("check", "forum", *(["--strict"] if strict else []))[0] == code
    assert below.asked == [("forum", None)]


def test_check_speaks_as_it_is_asked_to(below: Below) -> None:
    below.answers("making.judge.check", [WARNING])
    assert "content/a.yaml:3:1: warning[syntax]: it is odd" in run("check", "--on", "2030-05")[1]
    assert "code" in json.dumps(json.loads(run("check", "--format", "json")[1]))
    sarif = json.loads(run("check", "--format", "sarif", "--on", "today")[1])
    assert sarif["version"] == "2.1.0"
    assert below.asked == [(None, "2030-05"), (None, None), (None, dt.date.today().isoformat())]


def test_explain_has_a_page_for_a_code_and_a_list_without(below: Below) -> None:
    code, listed = run("explain")
    assert (code, "date-order" in listed) == (0, True)
    page = run("explain", "date-order")
    assert page[0] == 0
    assert page[1].startswith("# date-order")
    assert "translations-" not in page[1]
    wrong = run("explain", "date-ordre")
    assert (wrong[0], "date-order" in wrong[1]) == (2, True)


def listed(*found: Diagnostic) -> Listed:
    groups = ((GROUPS[0], (Task("", found, ""),)),) if found else ()
    return Listed(Todo("forum", groups), SimpleNamespace())  # type: ignore[arg-type]


def test_todo_lists_or_writes_a_sheet(below: Below, tmp_path: Path) -> None:
    below.answers("upkeep.next_edition.list_todo", listed())
    below.answers("upkeep.next_edition.write_todo", [Built(tmp_path / "output" / "todo.pdf", 1, 1, 1.0, "0a")])
    assert run("todo") == (0, "nothing is left to do for forum\n")
    assert isinstance(json.loads(run("todo", "--format", "json")[1]), dict | list)
    assert run("todo", "forum", "--sheet", "--lang", "en") == (0, "wrote output/todo.pdf\n")
    assert below.asked[-2][0] == "forum"
    assert below.asked[-1][1] == ("en",)
    for wrong, told in (
        (["--sheet", "--format", "json"], "leave out --format"),
        (["--lang", "en"], "goes with --sheet"),
    ):
        code, shown = run("todo", *wrong)
        assert (code, told in shown) == (2, True)
    below.answers("upkeep.next_edition.list_todo", listed(ERROR))
    assert run("todo")[0] == 1
    assert run("todo", "--sheet")[0] == 0


def pending(state: str, **more: str) -> Pending:
    texts = {"before": "", "source": "ა", "translation": "A", **more}
    return Pending(state, "agency.name", "en", PLACE, **texts)  # type: ignore[arg-type]


def test_translations_that_wait_are_listed(below: Below) -> None:
    below.answers("upkeep.translations.pending_translations", (pending("unconfirmed"),))
    code, shown = run("translations", "agency", "--lang", "en")
    assert (code, below.asked) == (0, [(("agency",), ("en",))])
    assert shown.startswith("To confirm: compare the texts (1)\n\n  agency.name  (content/a.yaml:3")
    assert shown.endswith("\n\n1 unconfirmed\nWhat says the same: briefgen translations --accept PATH… (or --all)\n")
    below.answers(
        "upkeep.translations.pending_translations",
        (
            pending("missing", source="", translation=""),
            pending("behind", before="ძვ", source="ახ"),
            pending("behind", before="ა"),
        ),
    )
    code, shown = run("translations")
    assert code == 1
    assert "    ka  –\n    en  –" in shown
    assert "    ka before  ძვ\n    ka         ახ\n    en         A" in shown
    assert shown.count("before") == 1
    assert "1 missing, 2 behind\n" in shown


def test_translations_are_confirmed_by_name_or_all(below: Below) -> None:
    for wrong, told in (
        (["--all"], "--all goes with --accept"),
        (["--accept"], "name the texts to accept, or --all"),
        (["--accept", "--all", "agency"], "name the texts to accept, or --all"),
    ):
        code, shown = run("translations", *wrong)
        assert (code, told in shown) == (2, True)
    name = "upkeep.translations.accept_translations"
    for done, told in (
        (Confirmation("t.lock", 1, 0, ()), "confirmed 1 text in t.lock\n"),
        (Confirmation("t.lock", 2, 1, ()), "confirmed 2 texts in t.lock; 1 was confirmed before\n"),
        (Confirmation("t.lock", 0, 2, ()), "confirmed 0 texts in t.lock; 2 were confirmed before\n"),
    ):
        below.answers(name, done)
        assert run("translations", "--accept", "--all") == (0, told)
    below.answers(name, Confirmation("t.lock", 1, 0, ("a.b",)))
    code, shown = run("translations", "--accept", "a")
    assert (code, "not confirmed: a.b lacks a language\n" in shown) == (1, True)


# Content -------------------------------------------------------------------------------------------------------------


def test_get_ends_with_1_for_what_is_not_known(below: Below) -> None:
    for known in (True, False):
        below.answers("upkeep.asking.get_value", Answer("path", known, written=("a line", "another")))
        assert run("get", "stats.x", "--on", "2019") == (0 if known else 1, "a line\nanother\n")
    assert below.asked[0] == ("stats.x", "2019")


def test_set_hands_on_what_was_said(below: Below) -> None:
    below.answers("upkeep.editing.set_value", Edited((), (Note("set", "it was set"),)))
    said = ["--as-of", "2019", "--source", "a", "--source", "b", "--qualifier", "about", "--since", "2020"]
    assert run("set", "stats.x", "-5", *said) == (0, "it was set\n")
    assert below.asked == [("stats.x", "-5")]
    assert below.named == [{
        "as_of": "2019", "sources": ("a", "b"), "qualifier": "about", "since": "2020", "always": False, "agree": None,
    }]  # fmt: skip
    below.sits_there(yes=False)
    assert run("set", "stats.x")[0] == 2
    below.sits_there(yes=True)
    below.answers("cli.asking.where", lambda path, what: f"{path}.{what}")
    below.answers("cli.asking.value", lambda path: ("7", {"as_of": "2021", "qualifier": "exact"}))
    assert run("set", "stats.x", "--as-of", "2019", "--always") == (0, "it was set\n")
    assert below.asked[-1] == ("stats.x.set", "7")
    assert (below.named[-1]["as_of"], below.named[-1]["qualifier"]) == ("2019", "exact")  # what was said stays
    assert (below.named[-1]["always"], below.named[-1]["agree"]) == (True, asking.agree)
    assert run("set", "stats.x", "8")[0] == 0
    assert below.named[-1]["agree"] is None  # who says all isn't asked


def test_a_change_that_has_to_be_one_of_the_two_is_asked_about(below: Below) -> None:
    def change(path: str, *, since: str | None, always: bool, **more: Any) -> Edited:
        if since is None and not always:
            raise UndecidedError(["forum"])
        return Edited((), (Note("gone", "gone since {since}", since=since),))

    below.answers("upkeep.editing.remove_value", change)
    below.sits_there(yes=False)
    code, shown = run("remove", "people.persons[ana]", "--anyway")
    assert (code, "gone since" in shown) == (2, False)
    below.sits_there(yes=True)
    code, shown = run("remove", "people.persons[ana]", typed="n\n2019\n")
    assert (code, shown.endswith("gone since 2019\n")) == (0, True)
    assert [named["anyway"] for named in below.named] == [True, False, False]


def test_add_takes_fields_or_yaml_or_asks(below: Below) -> None:
    below.answers("upkeep.editing.add_entry", Edited((), (Note("added", "it was added"),)))
    below.sits_there(yes=False)
    assert run("add", "sources", "--field", "id=a", "--field", "title=x=y") == (0, "it was added\n")
    assert list(below.asked[-1]) == ["sources", [("id", "a"), ("title", "x=y")]]
    assert run("add", "sources", "--keep-earlier", typed="id: a\n")[0] == 0
    assert list(below.asked[-1]) == ["sources", "id: a\n"]
    assert (below.named[-2]["ends_earlier"], below.named[-1]["ends_earlier"]) == (None, False)
    assert below.named[-1]["agree"] is None
    code, shown = run("add", "sources", "--field", "id=a", "--field", "title")
    assert (code, "--field title: write NAME=VALUE" in shown) == (2, True)
    assert run("add")[0] == 2
    (Path.cwd() / "people.csv").touch()
    code, shown = run("add", "sources", "--from", "people.csv")
    assert (code, "only recipients are read from a table" in shown) == (2, True)
    below.sits_there(yes=True)
    below.answers("cli.asking.where", lambda path, what: path or f"sources-{what}")
    below.answers("cli.asking.entry", lambda path: {"id": "asked"})
    assert run("add")[0] == 0
    assert list(below.asked[-1]) == ["sources-add", {"id": "asked"}]
    assert below.named[-1]["agree"] is asking.agree


def people(*new: Any, notes: Sequence[str] = ()) -> Enrolment:
    named: Any = tuple(SimpleNamespace(id=f"p{n}") for n in new)
    return Enrolment(Path(), "list.yaml", None, "", named, tuple(Note("said", one) for one in notes))


def test_recipients_of_a_table_are_shown_and_asked_about(below: Below, monkeypatch: pytest.MonkeyPatch) -> None:
    (Path.cwd() / "people.csv").touch()
    below.sits_there(yes=False)
    monkeypatch.setattr("briefgen.cli.mail_tables.show_people", lambda people: click.echo("shown"))
    below.answers("upkeep.enrolling.enrol", Edited(("list.yaml",), ()))
    for new, asks in (
        (people(1, notes=["a note"]), "Add 1 recipient to list.yaml?"),
        (people(1, 2), "Add 2 recipients to"),
    ):
        below.answers("upkeep.enrolling.prepare_recipients", new)
        code, shown = run("add", "recipients", "--from", "people.csv", "--field", "language=ka", typed="n\n")
        assert (code, asks in shown, "shown\n" in shown) == (0, True, True)
        assert shown.endswith("nothing was added\n")
        assert ("a note\n" in shown) is bool(new.notes)
    assert below.asked[-1] == ([("language", "ka")],)
    assert below.named[-1] == {"entry": "", "table": Path.cwd() / "people.csv"}
    assert run("add", "recipients", "--from", "people.csv", typed="y\n")[1].endswith("added to list.yaml: p1, p2\n")
    assert run("add", "recipients", "--from", "people.csv", "--yes") == (0, "shown\nadded to list.yaml: p1, p2\n")
    below.answers("upkeep.enrolling.prepare_recipients", people())
    below.answers("upkeep.enrolling.enrol", Edited((), ()))
    assert run("add", "recipients", "--from", "people.csv") == (0, "nobody to add\n")  # nobody is new: nothing to ask
    below.answers("upkeep.enrolling.prepare_recipients", people(1))
    below.answers("upkeep.enrolling.enrol", Edited(("list.yaml",), ()))
    assert run("add", "recipients", "--field", "id=a") == (
        0,
        "added to list.yaml: p1\n",
    )  # one by fields isn't asked about
    assert run("add", "recipients", typed="id: a\n") == (0, "added to list.yaml: p1\n")
    assert below.named[-2]["entry"] == "id: a\n"


def test_new_asks_for_what_is_not_named(below: Below) -> None:
    below.answers("upkeep.next_edition.start_edition", ["a.yaml", "b.yaml"])
    below.answers("upkeep.next_edition.list_todo", listed())
    below.answers("cli.asking.edition", ("asked", "before", "forum", "2030"))
    below.sits_there(yes=False)
    assert run("new", "next", "--from", "last") == (
        0, "wrote a.yaml, b.yaml\n\nnothing is left to do for forum\n"
    )  # fmt: skip
    assert below.asked == [("next", "last", None, None, None), ("next",)]
    assert run("new")[0] == 2
    below.sits_there(yes=True)
    for typed, asks in (
        ([], True),
        (["next"], True),
        (["next", "--event", "e"], False),
        (["next", "--as-of", "2030"], False),
    ):
        below.asked.clear()
        assert run("new", *typed)[0] == 0
        assert (("asked", "before", "forum", "2030", asking.agree) in below.asked) is asks


# Briefs --------------------------------------------------------------------------------------------------------------


def built(**more: Any) -> Result:
    return Result((Built(Path.cwd() / "output" / "a.pdf", 1, 1, 1.0, "0a"),), **{"gaps": (), "problems": (), **more})


def test_build_hands_on_what_is_wanted(below: Below) -> None:
    below.answers("making.press.build", lambda **named: built())
    assert run("build")[0] == 0
    wanted = [
        "--lang",
        "ka",
        "--brief",
        "full",
        "--format",
        "pdf",
        "--out",
        "o",
        "--since",
        "e",
        "--draft",
        "--profile",
        "p",
    ]
    assert run("build", "forum", *wanted)[0] == 0
    said = [{name: value for name, value in named.items() if name != "progress"} for named in below.named]
    nothing = {"languages": (), "briefs": (), "formats": (), "out": None, "since": None, "draft": False}
    nothing |= {"profile": None, "bilingual": ()}
    assert said[0] == {"edition": None, **nothing}
    assert said[1] == {
        "edition": "forum", "languages": ("ka",), "briefs": ("full",), "formats": ("pdf",), "out": Path.cwd() / "o",
        "since": "e", "draft": True, "profile": "p", "bilingual": (),
    }  # fmt: skip


def test_what_is_gone_is_asked_about_before_it_is_issued(below: Below, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: Any = [SimpleNamespace(name="a.b", told="a.b is gone")]

    def issue(on: str, edition: str | None, *, without: Sequence[str], **more: Any) -> Any:
        if "a.b" not in without:
            raise LostError("gone: a.b", gone)
        return SimpleNamespace(result=built(), issued=SimpleNamespace(name="forum@1", folder=Path.cwd() / "issued"))

    below.answers("issuing.issue.issue", issue)
    code, shown = run("issue", "forum", "--on", "2030-05-01", "--bump")
    assert (code, "briefgen: gone: a.b" in shown, below.asked) == (1, True, [("2030-05-01", "forum")])
    assert below.named[-1]["bump"]
    assert run("issue", "--without", "a.b")[1].endswith("issued forum@1; frozen in issued/: keep it with the content\n")
    assert below.asked[-1] == (dt.date.today().isoformat(), None)
    from click.testing import _NamedTextIOWrapper  # somebody sits there

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda stream: True, raising=False)
    code, shown = run("issue", typed="n\n")
    assert (code, "  a.b is gone\n" in shown, shown.endswith("nothing was issued\n")) == (1, True, True)
    code, shown = run("issue", "--without", "c", typed="y\n")
    assert (code, below.named[-1]["without"]) == (0, ["c", "a.b"])


def test_reprint_and_redline_say_of_each_file_how_it_is(below: Below) -> None:
    files = [Built(Path.cwd() / "output" / name, 1, 1, 1.0, "0a") for name in ("a.pdf", "b.pdf")]
    done = SimpleNamespace(files=files, differing=["b.pdf"], why="the tools differ")
    below.answers("issuing.reprint.reprint", done)
    assert run("reprint", "forum@1", "--anyway") == (
        0,
        "wrote output/a.pdf: the very bytes\nwrote output/b.pdf: NOT the bytes that were issued\nthe tools differ\n",
    )
    assert (below.asked, below.named[0]["anyway"]) == ([("forum@1", None)], True)
    below.answers("issuing.reprint.reprint", SimpleNamespace(files=files[:1], differing=[], why="never told"))
    assert run("reprint", "forum@1") == (0, "wrote output/a.pdf: the very bytes\n")
    for option in ("--python", "--allow"):
        assert run("reprint", "forum@1", option, "x")[0] == 2
    for there in (
        SimpleNamespace(told="t\n", complained="c\n", exit_code=3),
        SimpleNamespace(told="", complained="", exit_code=0),
    ):
        below.answers("issuing.reprint.reprint_as_locked", there)
        code, shown = run("reprint", "forum@1", "--locked")
        assert (code, sorted(shown.splitlines())) == (there.exit_code, ["c", "t"] if there.told else [])
    below.answers("issuing.redline.redline", ("forum@1", files, ["b.pdf"]))
    assert run("redline", "forum", "--against", "old") == (
        0, "wrote output/a.pdf, against forum@1\nwrote output/b.pdf, against forum@1: nothing differs in it\n"
    )  # fmt: skip
    assert below.asked[-1] == ("forum", "old")


@pytest.mark.parametrize(
    ("faults", "code"),
    [([None, None], 0), ([(), ()], 0), ([(), ("a.pdf is gone",)], 1), ([("a",), ("b",)], 1), ([], 0)],
)
def test_log_ends_with_1_if_one_is_not_as_issued(below: Below, faults: list[Any], code: int) -> None:
    facts = SimpleNamespace(issued="2030", as_of="2030", content="0123456789", files={})
    below.answers("issuing.log.log", [Logged(f"forum@{n}", facts, each) for n, each in enumerate(faults)])  # type: ignore[arg-type]
    ended, shown = run("log", "forum", "--verify")
    assert (ended, below.named) == (code, [{"verify": True}])
    assert ("NOT AS ISSUED" in shown) is bool(code)
    assert ("nothing was issued yet" in shown) is (not faults)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_diff_shows_or_writes(below: Below, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shows = {name: (lambda name=name: f"as {name}") for name in ("as_text", "as_json", "as_html")}
    found = SimpleNamespace(**shows)
    below.answers("issuing.differences.diff", lambda a, b, folder: found)
    monkeypatch.setattr("briefgen.issuing.differences.coloured", lambda found: found.as_text())
    below.answers("issuing.differences.write_difference", None)
    expected = {"text": "as as_text\n", "json": "as as_json\n", "html": "as as_html\n"}
    assert run("diff", "a", "--format", form) == (0, expected[form])
    assert below.asked == [("a", "content")]
    assert run("diff", "a", "b", "--format", form, "--out", "d") == (0, "")
    assert below.asked[-1] == (found, form, Path.cwd() / "d")


# Mail, set-up --------------------------------------------------------------------------------------------------------


def test_send_tells_what_became_of_it(below: Below, monkeypatch: pytest.MonkeyPatch) -> None:
    def dispatched(order: Any, front: Any, **more: Any) -> Any:
        orders.append((order.name, order.to, order.reason, front.asks, more["wait"]))
        return result

    orders: list[Any] = []
    monkeypatch.setattr("briefgen.mailing.send.dispatch", dispatched)
    result = SimpleNamespace(declined=True, complete=False)
    assert run("send", "forum") == (0, "nothing was sent, and nothing was changed\n")
    for complete in (True, False):
        result = SimpleNamespace(declined=False, complete=complete)
        assert run("send", "forum@1", "--to", "ana", "--yes", "--again", " she asked ", "--wait", "0")[0] == (
            not complete
        )
    assert orders == [
        ("forum", (), "", True, dt.timedelta(minutes=15)),
        *[("forum@1", ("ana",), "she asked", False, dt.timedelta(0))] * 2,
    ]
    assert run("send", "forum", "--again", " ")[0] == 2
    for sign in ("", "key.pem"):
        sending = SimpleNamespace(account=SimpleNamespace(sign=sign))
        monkeypatch.setattr("briefgen.mailing.send.dry_run", lambda *_, **__: SimpleNamespace(sending=sending))  # noqa: B023
        code, shown = run("send", "forum", "--dry-run")
        assert (code, "drafts aren't signed" in shown, "nothing was sent" in shown) == (0, bool(sign), True)


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("lists", [((), (), {}), ((1,), (), {}), ((), (1,), {}), ((), (), {1: "why"})])
def test_what_is_to_be_sent_is_shown(changed: bool, lists: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    new, waiting, forbidden = lists
    monkeypatch.setattr("briefgen.cli.mail_tables.show_plan", lambda *_: click.echo("the plan"))
    sending = SimpleNamespace(new=new, waiting=waiting, forbidden=forbidden)
    mail._Terminal(asks=True).show(sending, SimpleNamespace(), changed=changed)  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert shown.startswith("Something has changed meanwhile") is changed
    assert "the plan\n" in shown
    assert shown.endswith("nothing to send\n") is (not (new or waiting or forbidden))


class Ledger:
    """An outbox of one letter."""

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def editions(self) -> list[str]:
        return ["forum"]

    def recipients(self) -> list[str]:
        return ["ana"]

    def deliveries(self, **named: Any) -> list[Any]:
        click.echo(f"asked for {named}")
        return []

    def export(self, recipient: str) -> dict[str, str]:
        return {"name": f"ანა {recipient}"}


@pytest.fixture
def ledger(below: Below) -> Below:
    below.answers("mailing.outbox.open_outbox", Ledger())
    return below


def test_outbox_lists_of_whom_and_what_there_is(ledger: Below) -> None:
    assert "asked for {'edition': None, 'recipient': None}\n" in run("outbox")[1]
    assert (
        "asked for {'edition': 'forum', 'recipient': 'ana'}\n" in run("outbox", "--edition", "forum", "--to", "ana")[1]
    )
    for option, told in (
        ("--edition", "the outbox has no edition 'form'"),
        ("--to", "the outbox has no recipient 'form'"),
    ):
        code, shown = run("outbox", option, "form")
        assert (code, told in shown) == (2, True)
    assert json.loads(run("outbox", "export", "ana")[1]) == {"name": "ანა ana"}


def test_a_letter_is_settled_with_what_comes_next(ledger: Below) -> None:
    letter = SimpleNamespace(name="Ana", state="planned", edition="forum", version=2, recipient="ana", doubtful=False)
    ledger.answers("mailing.outbox.settle", lambda *_, **__: letter)
    told = "letter 3 to Ana is planned now\n"
    assert run("outbox", "settle", "3", "drop", "--because", "she said") == (0, told)
    assert ledger.asked[-1] == (3, "drop", "she said")
    assert run("outbox", "settle", "3", "again", "--because", "x")[1] == (
        f"{told}it goes out with: briefgen send forum@2 --to ana\n"
    )
    for wrong in (["0", "drop", "--because", "x"], ["3", "drop"], ["3", "drop", "--because", " "]):
        assert run("outbox", "settle", *wrong)[0] == 2


@pytest.mark.parametrize(
    ("options", "typed", "forgets"), [(["--yes"], "", True), ([], "y\n", True), ([], "n\n", False), ([], "\n", False)]
)
def test_a_person_is_forgotten_if_it_is_meant(ledger: Below, options: list[str], typed: str, forgets: bool) -> None:
    for count, told in ((1, "forgotten: 1 letter;"), (2, "forgotten: 2 letters;")):
        ledger.answers("mailing.outbox.forget_person", count)
        code, shown = run("outbox", "forget", "ana", *options, typed=typed)
        assert (code, told in shown) == (0, forgets)
    assert run("outbox", "forget", "ben", "--yes")[0] == 2


def test_a_file_is_found_by_its_path_or_by_its_hash(ledger: Below, monkeypatch: pytest.MonkeyPatch) -> None:
    (Path.cwd() / "a.pdf").touch()
    monkeypatch.setattr("briefgen.cli.outbox_tables.show_found", lambda hash, found: click.echo(f"{hash} {len(found)}"))
    ledger.answers("mailing.outbox.find_file", lambda outbox, what: (str(what), [1]))
    assert run("outbox", "find", "a.pdf") == (0, f"{Path.cwd() / 'a.pdf'} 1\n")
    assert run("outbox", "find", "abc123") == (0, "abc123 1\n")
    for wrong in ("b.pdf", "folder/abc123"):
        code, shown = run("outbox", "find", wrong)
        assert (code, f"there is no file {wrong}" in shown) == (2, True)
    ledger.answers("mailing.outbox.find_file", lambda outbox, what: (str(what), []))
    assert run("outbox", "find", "abc123")[0] == 1


@pytest.mark.parametrize(
    ("works", "needed", "mark", "code"),
    [(True, True, "ok     ", 0), (False, True, "MISSING", 1), (False, False, "absent ", 0)],
)
def test_doctor_ends_with_1_if_what_is_needed_is_missing(
    below: Below, works: bool, needed: bool, mark: str, code: int
) -> None:
    below.answers("upkeep.doctor.examine", [Finding("Python", True, True, "3"), Finding("Part", works, needed, "d")])
    assert run("doctor") == (code, f"ok       Python: 3\n{mark}  Part: d\n")


def test_a_program_of_verbs_knows_what_a_misspelt_one_means() -> None:
    code, told = run("biuld")
    assert (code, "there is no verb 'biuld'; did you mean build?" in told) == (2, True)
    shown = {line.split()[0] for line in run("-h")[1].splitlines() if line.startswith("  ")}
    assert set(main.list_commands(click.Context(main))) - shown == set()
