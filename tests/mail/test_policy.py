"""Who gets what: never above the ceiling, outside the domains, in another language, or a second time."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.content.schema.base import Name
from briefgen.content.schema.organisations import Marking
from briefgen.content.schema.recipients import Recipient
from briefgen.delivery.policy import Before, Offer, Share, share

MARKINGS = [
    Marking(id="open", name=Name({"en": "Open"})),
    Marking(id="staff", name=Name({"en": "Staff only"}), domains=["agency.example", "Ministry.example"]),
    Marking(id="closed", name=Name({"en": "Closed"})),
]
FILES = {
    "en": {"full": ["b_full_en.pdf", "b_full_en.docx"], "changes": ["b_changes_en.pdf"]},
    "fr": {"full": ["x.docx"]},
}


def to(before: dict[str, Before] | None = None, marking: str = "staff", again: bool = False, **fields: Any) -> Share:
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
    refused = to({"full": Before(7, "deferred", "2026-11-03")}, ceiling="open")
    assert refused.refusal
    assert refused.waiting == (7,)


def test_the_most_open_level_may_go_anywhere_and_domains_have_no_case() -> None:
    assert to(marking="open", email="ana@mail.example", ceiling="open").files
    assert to(email="ana@MINISTRY.example").files


def test_what_was_delivered_isnt_sent_again_without_a_reason() -> None:
    sent = {"full": Before(7, "sent", "2026-11-03")}
    assert to(sent).refusal == "has it already, since 2026-11-03"
    assert to(sent, again=True).files == {"full": ("b_full_en.pdf",)}
    assert to(sent, briefs=["full", "changes"]).files == {"changes": ("b_changes_en.pdf",)}


@pytest.mark.parametrize("again", [False, True])
def test_what_may_have_arrived_waits_for_a_person(again: bool) -> None:
    doubtful = to({"full": Before(7, "uncertain", "2026-11-03")}, again=again)
    assert "briefgen outbox settle 7" in doubtful.refusal


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("state", ["planned", "deferred"])
def test_what_is_under_way_goes_on_and_isnt_planned_twice(state: str, again: bool) -> None:
    waiting = to({"full": Before(7, state, "2026-11-03")}, again=again)
    assert (waiting.files, waiting.waiting, waiting.refusal) == ({}, (7,), "")


def test_what_the_server_refused_may_be_planned_again() -> None:
    assert to({"full": Before(7, "refused", "2026-11-03")}).files == {"full": ("b_full_en.pdf",)}
