"""Who gets what: never above the ceiling, outside the domains, in another language, or a second time."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.content.schema.base import Name
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.mailing.ledger.history import Before
from briefgen.mailing.policy import Offer, Share, share

MARKINGS = [
    Marking(id="open", name=Name({"en": "Open"})),
    Marking(id="staff", name=Name({"en": "Staff only"}), domains=["agency.example", "Ministry.example"]),
    Marking(id="closed", name=Name({"en": "Closed"})),
]
FILES = {
    "en": {"full": {"pdf": "b_full_en.pdf", "docx": "b_full_en.docx"}, "changes": {"pdf": "b_changes_en.pdf"}},
    "fr": {"full": {"docx": "x.docx"}},
}


def to(before: dict[str, Before] | None = None, marking: str = "staff", again: str = "", **fields: Any) -> Share:
    values = {"id": "ana", "name": "Ana", "email": "ana@agency.example", "language": "en", "ceiling": "staff"}
    recipient = Recipient.model_validate(values | fields)
    return share(recipient, Offer(FILES, marking, ["full"]), MARKINGS, "en", before or {}, again=again)


def test_the_usual_recipient_gets_the_pdf_in_their_language() -> None:
    assert to().files == {"full": ("b_full_en.pdf",)}
    assert not to().refusal


def test_word_and_other_briefs_go_to_those_who_want_them() -> None:
    both = to(formats=["pdf", "docx"], briefs=["full", "changes", "summary"])
    assert both.files == {"full": ("b_full_en.pdf", "b_full_en.docx"), "changes": ("b_changes_en.pdf",)}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"ceiling": "open"}, "may get nothing above «Open»; this is «Staff only»"),
        (
            {"email": "ana@mail.example"},
            "mail.example is not among the domains for «Staff only»: agency.example",
        ),
        ({"email": "ana@sub.agency.example"}, "sub.agency.example is not among the domains"),
        ({"email": "ana@evil-agency.example"}, "evil-agency.example is not among the domains"),
        ({"marking": "closed", "ceiling": "closed"}, "no domains are named for «Closed»"),
        ({"marking": "gone"}, "its marking 'gone' is none of today's: open, staff, closed"),
        ({"language": "ka"}, "nothing was issued in ka"),
        ({"briefs": ["summary"]}, "no summary brief was issued in en"),
        ({"language": "fr"}, "the full brief wasn't issued as pdf"),
        ({"protect": True, "formats": ["pdf", "docx"]}, "only a PDF can be locked"),
    ],
)
def test_who_may_not_have_it_gets_nothing_and_the_reason_is_told(fields: dict[str, Any], why: str) -> None:
    refused = to(**fields)
    assert refused.refusal.startswith(why)
    assert not refused.files


def test_a_letter_under_way_to_someone_who_may_not_have_it_any_more_is_named() -> None:
    refused = to({"full": Before("waiting", 7, "2026-11-03", frozenset())}, ceiling="open")
    assert refused.refusal
    assert refused.waiting == (7,)


def test_the_most_open_level_may_go_anywhere_and_domains_have_no_case() -> None:
    assert to(marking="open", email="ana@mail.example", ceiling="open", who="internal").files
    assert to(email="ana@MINISTRY.example").files


def had(reason: str = "") -> Before:
    return Before("had", 7, "2026-11-03", frozenset({reason}))


def test_what_was_delivered_isnt_sent_again_without_a_reason() -> None:
    done = to({"full": had()})
    assert (done.had, done.files, done.refusal) == ("since 2026-11-03", {}, "")
    assert to({"full": had()}, again="lost").files == {"full": ("b_full_en.pdf",)}
    assert to({"full": had()}, briefs=["full", "changes"]).files == {"changes": ("b_changes_en.pdf",)}


def test_for_one_reason_it_is_sent_again_once() -> None:
    assert to({"full": had("lost")}, again="lost").had == "since 2026-11-03"
    assert to({"full": had("lost")}, again="lost once more").files


@pytest.mark.parametrize("again", ["", "lost"])
def test_what_may_have_arrived_waits_for_a_person(again: str) -> None:
    doubtful = to({"full": Before("uncertain", 7, "2026-11-03", frozenset())}, again=again)
    assert 'briefgen outbox settle 7 sent|again --because "' in doubtful.refusal
    assert "at this moment" in to({"full": Before("sending", 7, "2026-11-03", frozenset())}, again=again).refusal


@pytest.mark.parametrize("again", ["", "lost"])
def test_what_is_under_way_goes_on_and_isnt_planned_twice(again: str) -> None:
    waiting = to({"full": Before("waiting", 7, "2026-11-03", frozenset())}, again=again)
    assert (waiting.files, waiting.waiting, waiting.refusal) == ({}, (7,), "")


def test_of_what_was_issued_in_numbered_copies_alone_it_is_said_that_these_are_on_paper() -> None:
    offer = Offer({"en": FILES["en"]}, "staff", ["full"], copied={"en": {"cards", "full"}, "ka": {"full"}})

    def offered(**fields: Any) -> Share:
        values = {"id": "ana", "name": "Ana", "email": "ana@agency.example", "language": "en", "ceiling": "staff"}
        return share(Recipient.model_validate(values | fields), offer, MARKINGS, "en", {})

    assert offered().files == {"full": ("b_full_en.pdf",)}  # copies beside the usual files take nothing from them
    assert offered(briefs=["cards"]).refusal.startswith("the cards brief was issued in en in numbered copies alone")
    assert offered(language="ka").refusal.startswith("the full brief was issued in ka in numbered copies alone")
    assert offered(language="fr").refusal == "nothing was issued in fr"
    assert offered(language="ka", briefs=["summary"]).refusal == "no summary brief was issued in ka"
    (lack,) = offered(briefs=["full", "cards"]).lacks
    assert lack.startswith("the cards brief was issued in en in numbered copies alone")


def test_what_is_wanted_and_wasnt_issued_is_said() -> None:
    found = to(formats=["pdf", "docx"], briefs=["changes", "full", "summary"])
    assert found.lacks == ("the changes brief wasn't issued as docx", "no summary brief was issued")
