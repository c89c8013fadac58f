"""What is shown of letters: what became of each, what waits, and what a person has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefgen.cli import mail_tables, outbox_tables, tables
from briefgen.contacts.account import Account
from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.drafts import Looked
from briefgen.mailing.ledger.marks import Elsewhere
from briefgen.mailing.ledger.records import Delivery, FileTrace, Message
from briefgen.mailing.letter.message import NameAddress
from briefgen.mailing.letter.planned import SentFile
from briefgen.mailing.plan import PlanRow
from briefgen.mailing.policy import Share
from briefgen.project.folder import Project
from briefgen.project.formats import FORMATS
from briefgen.project.settings import Settings
from briefgen.upkeep.enrolling import Enrolment
from tests.content import tiny

Shown = pytest.CaptureFixture[str]
FIRST, SECOND = datetime(2030, 5, 1, 9, 5).astimezone(), datetime(2030, 5, 2, 18, 30).astimezone()


def letter(id: int, state: str, **more: Any) -> Message:
    plain = Message(
        id=id, message_id=f"<{id}@b.example>", recipient="ana", address="ana@b.example", name=f"Ana {id}",
        edition="forum", version=2, language="en", sender="us@b.example", subject="s", created=FIRST,
        state=cast("Any", state), at=SECOND, attempts=1, next_try=None, give_up=None, reply="250 Ok",
        size=1000, sha256="", reason="", recipe="", doubtful=False, mailbox="",
    )  # fmt: skip
    return replace(plain, **more)


def result(messages: Sequence[Message], capsys: Shown, *, stopped: bool = False) -> str:
    mail_tables.show_result(messages, stopped=stopped)
    return capsys.readouterr().out


def test_what_became_of_a_run_is_counted_and_what_waits_says_when(capsys: Shown) -> None:
    assert result([], capsys) == "no letter\n"
    shown = result([letter(1, "sent")], capsys)
    assert [word in shown for word in ("Ana 1", "ana@b.example", "2030-05-02 18:30", "250 Ok")] == [True] * 4
    assert shown.endswith("1 letter: 1 sent\n")
    put_off = [letter(id, "deferred", next_try=due) for id, due in ((2, SECOND), (3, FIRST), (4, None))]
    shown = result([letter(1, "sent"), *put_off], capsys, stopped=True)
    assert shown.endswith(
        "4 letters: 3 deferred, 1 sent\nStopped by you.\n"
        "Not sent yet: 3. The same command goes on where this one was, best after 2030-05-01 09:05.\n"
    )
    assert result([letter(1, "planned")], capsys).endswith(
        "Not sent yet: 1. The same command goes on where this one was.\n"
    )


def test_drafts_and_what_may_have_arrived_are_told_with_what_to_do(capsys: Shown) -> None:
    look = "in the mailbox: look at them there, and send them; briefgen outbox look then asks which were sent.\n"
    assert result([letter(1, "drafted")], capsys).endswith(f"1 draft lies {look}")
    assert result([letter(1, "drafted"), letter(2, "drafted")], capsys).endswith(f"2 drafts lie {look}")
    settle = 'briefgen outbox settle 7 sent|again|drop --because "how you know"'
    assert result([letter(7, "uncertain"), letter(8, "sent")], capsys).endswith(
        f"Ask Ana 7 whether letter 7 arrived, then type: {settle}\n"
    )


def test_of_many_letters_those_are_listed_that_did_not_go(capsys: Shown) -> None:
    forty = [letter(id, "sent") for id in range(1, 41)]
    assert "Ana 40" in result(forty, capsys)
    shown = result([*forty, letter(41, "refused"), letter(42, "drafted")], capsys)
    assert ["Ana 1\n" in shown, "Ana 41" in shown, "Ana 42" in shown] == [False, True, False]
    assert "42 letters: 1 drafted, 1 refused, 40 sent\n" in shown


def test_what_a_mailbox_shows_of_its_drafts(capsys: Shown) -> None:
    def shown(**found: Any) -> str:
        outbox_tables.show_looked(Looked(**found))
        return capsys.readouterr().out

    one, two = letter(1, "drafted"), letter(2, "drafted")
    assert shown() == "no drafts to look for\n"
    assert shown(drafts=(one,)) == "1 draft lies there still\n"
    assert shown(drafts=(one, two)) == "2 drafts lie there still\n"
    assert shown(sent=(one,)) == "letter 1 to Ana 1 was sent: 250 Ok\n"
    assert shown(gone=(two,)) == (
        "letter 2 to Ana 2 isn't there any more: if you sent it, type briefgen outbox settle 2 sent"
        ' --because "how you know"; if you deleted it, drop instead of sent\n'
    )


class _Ledger:
    def files(self, number: int) -> tuple[SentFile, ...]:
        return tuple(sent(brief, f"{brief}.pdf", f"{number}{brief}" * 8) for brief in ("full", "note"))


def sent(brief: str, name: str, hash: str) -> SentFile:
    return SentFile(name, brief, hash, hash, 1000, None)


def delivery(message: Message, brief: str = "full", copy: int = 1) -> Delivery:
    return Delivery("forum", 2, brief, message.recipient, copy, message)


def deliveries(capsys: Shown, *found: Delivery) -> str:
    outbox_tables.show_deliveries(found, cast("Any", _Ledger()))
    return capsys.readouterr().out


def test_what_went_to_whom_is_listed_the_newest_last(capsys: Shown) -> None:
    assert deliveries(capsys) == "nothing was sent\n"
    shown = deliveries(
        capsys,
        delivery(letter(2, "sent", created=SECOND)),
        delivery(letter(3, "sent"), "note"),
        delivery(letter(1, "sent")),
    )
    assert [shown.index(f"Ana {id}") for id in (1, 3, 2)] == sorted(shown.index(f"Ana {id}") for id in (1, 2, 3))
    assert ("1full" * 8)[:12] + "…" in shown
    assert ("3note" * 8)[:12] + "…" in shown
    assert ("3full" * 8)[:12] not in shown  # of each brief its own file
    assert "Ana 1 (ana)" in shown
    assert "briefgen" not in shown  # nothing to decide


def test_a_copy_that_was_sent_again_says_why(capsys: Shown) -> None:
    again, plain = letter(1, "sent", reason="she asked"), letter(2, "sent")
    assert "copy 2: she asked" in deliveries(capsys, delivery(again, copy=2))
    assert "copy" not in deliveries(capsys, delivery(again), delivery(plain, copy=2))


def test_what_waits_in_the_outbox_is_told_with_the_way_on(capsys: Shown) -> None:
    shown = deliveries(
        capsys, delivery(letter(1, "deferred", reply="451 later")), delivery(letter(2, "drafted", reply=""))
    )
    assert "Letter 1 to Ana 1 was put off: 451 later\n" in shown
    assert "Letter 2 to Ana 2 lies in the mailbox as a draft\n" in shown
    assert 'is dropped: briefgen outbox settle NUMBER drop --because "why"\n' in shown
    shown = deliveries(capsys, delivery(letter(1, "uncertain")), delivery(letter(1, "uncertain"), "note"))
    assert shown.count("Letter 1 to Ana 1 may have arrived or not: 250 Ok") == 1  # two briefs, one letter
    assert shown.count("Ask Ana 1 whether letter 1 arrived") == 1
    assert "settle NUMBER drop" not in shown


def test_who_got_a_file_is_told(capsys: Shown) -> None:
    outbox_tables.show_found("0123456789abcdef", ())
    assert capsys.readouterr().out == "no file with the SHA-256 0123456789ab… was sent\n"
    file = sent("full", "full.pdf", "abcdef0123456789")
    outbox_tables.show_found("abc", (FileTrace(file, letter(1, "sent")), FileTrace(file, letter(2, "sent", name=""))))
    assert capsys.readouterr().out.splitlines() == [
        "full.pdf of forum@2 (abcdef012345…): Ana 1 <ana@b.example>, sent 2030-05-02 18:30, letter 1",
        "full.pdf of forum@2 (abcdef012345…): ana, sent 2030-05-02 18:30, letter 2",
    ]


def test_people_who_would_be_added_are_shown(capsys: Shown) -> None:
    person = Recipient(
        id="ana", name="Ana [b]", email="a@b.example", language="en", ceiling="public", groups=["x", "y"]
    )
    mail_tables.show_people(Enrolment(cast("Any", None), "list.yaml", None, "", (person,), ()))
    shown = capsys.readouterr().out
    assert [word in shown for word in ("Id", "Ana [b]", "a@b.example", "public", "x, y")] == [True] * 5
    mail_tables.show_people(Enrolment(cast("Any", None), "list.yaml", None, "", (), ()))
    assert capsys.readouterr().out == ""


def test_sizes_letters_and_times_as_people_say_them() -> None:
    assert [tables.letters(number) for number in (0, 1, 2)] == ["0 letters", "1 letter", "2 letters"]
    assert [mail_tables._kb(size) for size in (400, 1499, 1501, 1_000_000)] == ["0 KB", "1 KB", "2 KB", "1000 KB"]
    assert (tables.local_time(FIRST), tables.local_time(FIRST, day=True)) == ("2030-05-01 09:05", "2030-05-01")
    assert mail_tables._kind(sending(), "full.word") == "full, Word"


# What would be sent --------------------------------------------------------------------------------------------------


def person(id: str, language: str = "en", **more: Any) -> Recipient:
    return Recipient(
        id=id, name=id.title(), email=f"{id}@b.example", language=language, ceiling="public", **more
    )  # fmt: skip


def row(id: str, *, briefs: Sequence[str] = ("full",), language: str = "en", had: Any = None, **share: Any) -> PlanRow:
    files = {"full": ("full.pdf",)}
    more = {name: share.pop(name) for name in ("protect",) if name in share}
    return PlanRow(Share(person(id, language, **more), files, **share), tuple(briefs), had)


def sending(*rows: PlanRow, **more: Any) -> Any:
    """Return what would be sent of version 2 of the edition `forum`."""
    project = Project(Path("/nowhere"), Settings(("en",)))
    facts = SimpleNamespace(
        edition="forum", version=2, as_of="2030-05-01", issued="2030-05-02",
        files={"full.pdf": SimpleNamespace(bytes=2000, pages=3), "full.word": SimpleNamespace(bytes=1000, pages=None)},
        of=lambda name: ("full", "en", FORMATS["pdf" if name == "full.pdf" else "docx"]),  # its name doesn't say it
    )  # fmt: skip
    content = tiny.content(editions={"forum": {}})
    values = {
        "project": project, "issued": SimpleNamespace(facts=facts), "rows": rows,
        "new": [one for one in rows if one.briefs],
        "waiting": (), "drafts": (), "held": (),
        "forbidden": {}, "elsewhere": (), "later": "", "reason": "", "twice": False,
        "account": Account(sender="us@b.example", server="mail.b.example"), "marking": "open", "content": content,
        "has_calendar": lambda row: False, "news": lambda row: [], **more,
    }  # fmt: skip
    return SimpleNamespace(**values)


def test_what_is_asked_counts_letters_and_languages() -> None:
    through = "from us@b.example, through mail.b.example"
    assert mail_tables.question(sending(row("a"))).startswith(f"Send 1 letter (1 en) {through}")
    more = row("a", language="ka"), row("b"), row("c"), row("d", briefs=(), had=None), row("e", briefs=(), waiting=(7,))
    asked = mail_tables.question(sending(*more, waiting=(7,)))
    assert asked.startswith(f"Send 4 letters (3 en, 1 ka) {through}")
    assert "although" not in asked
    assert asked.endswith("?")
    assert mail_tables.question(sending(row("a"), twice=True)).endswith(", although some may get it twice?")
    assert "although" not in mail_tables.question(sending(row("a"), twice=True, reason="she asked"))
    assert mail_tables.question(sending(forbidden={1: "why", 2: "why"})) == "Take back 2 letters?"


def had(version: int, edition: str = "forum") -> Any:
    return SimpleNamespace(edition=edition, version=version, at=FIRST)


@pytest.mark.parametrize(
    ("copy", "more", "told"),
    [
        (None, {}, ["their first"]),
        (None, {"elsewhere": (1,)}, ["not known here"]),
        (had(1), {}, ["have version 1, 2030-05-01"]),
        (had(1), {"reason": "she asked"}, ["have version 1, 2030-05-01"]),
        (had(2), {"reason": "she asked"}, ["have this one, 2030-05-01: she asked"]),
        (had(2, "old"), {}, ["have old@2, 2030-05-01"]),
        (had(1), {"news": lambda row: list("abc")}, ["have version 1, 2030-05-01", "• a", "• b", "• c"]),
        (
            had(1), {"news": lambda row: list("abcde")},
            ["have version 1, 2030-05-01", "• a", "• b", "• c", "• and 2 more"],
        ),
    ],
)  # fmt: skip
def test_what_is_new_since_their_last_copy(copy: Any, more: dict[str, Any], told: list[str]) -> None:
    one = row("a", had=copy)
    assert list(mail_tables._news(sending(one, **more), one)) == told


def test_which_files_each_gets() -> None:
    one = row("a")
    assert list(mail_tables._files(sending(one), one)) == ["full, PDF (2 KB, 3 pages)"]
    with_event = sending(one, has_calendar=lambda row: True)
    assert list(mail_tables._files(with_event, one))[1:] == ["the event, calendar file"]
    both = PlanRow(Share(person("b", protect=True), {"full": ("full.pdf", "full.word")}), ("full",))
    assert list(mail_tables._files(sending(both), both)) == [
        "full, PDF (2 KB, 3 pages, locked)", "full, Word (1 KB, locked)"
    ]  # fmt: skip
    plain = sending(one)
    plain.issued.facts.files["full.pdf"].pages = 1
    assert list(mail_tables._files(plain, one)) == ["full, PDF (2 KB, 1 page)"]


def test_letters_that_this_outbox_does_not_know_of(tmp_path: Path) -> None:
    def told(version: int, letters: int, last: str, *, own: bool) -> str:
        one = Elsewhere(version, letters, "2030-05-01", last, "a.mark", own)
        return mail_tables._told(one, sending(project=Project(tmp_path, Settings(("en",)))))

    assert told(1, 1, "2030-05-01", own=False) == (
        "1 letter with version 1 went out from another outbox, 2030-05-01 (a.mark):"
        " nobody knows here to whom, so letters can't say what is new since."
    )
    shown = told(2, 3, "2030-05-04", own=True)
    assert shown.startswith(
        "Up to 3 letters with version 2 went out from this outbox, of which an older copy lies here,"
        " 2030-05-01 to 2030-05-04 (a.mark): nobody knows here to whom, and they would get it twice. If the outbox"
    )


def test_the_whole_plan_says_who_gets_nothing_and_why(capsys: Shown) -> None:
    rows = [row("ana"), row("ben", briefs=(), had=None), row("cyn", briefs=()), row("dan", briefs=())]
    rows[1] = replace(rows[1], share=replace(rows[1].share, had="sent 2030"))
    rows[2] = replace(rows[2], share=replace(rows[2].share, refusal="the marking is too high"))
    held = ((row("eva"), letter(5, "refused", address="eva@b.example", reply="550 no such user")),)
    mail_tables.show_plan(sending(*rows, later="next@1", held=held), cast("Any", _Ledger()))
    shown = capsys.readouterr().out
    assert shown.startswith("forum, version 2, as of 2030-05-01, issued 2030-05-02, «Open»\n")
    assert "A later edition was issued, too: next@1." in shown
    assert "Have it already: Ben (sent 2030)\n" in shown
    assert "Not sent:\n  Cyn: the marking is too high\n  Eva: the last letter to eva@b.example was refused on" in shown
    assert "2030-05-02 (550 no such user); mend the address, or, if it is right, type: --to eva" in shown
    assert "Dan" not in shown
    assert shown.endswith("Answers go to us@b.example\n")
    mail_tables.show_plan(
        sending(replace(row("ana"), reply_to=NameAddress("", "me@b.example")), marking="other"), cast("Any", _Ledger())
    )
    shown = capsys.readouterr().out
    assert "«other today, issued as Open»" in shown
    assert shown.endswith("Answers go to me@b.example\n")
    assert [words in shown for words in ("Have it", "Not sent", "A later")] == [False] * 3
