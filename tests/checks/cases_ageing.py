from __future__ import annotations

from tests.checks.cases import fires, silent

ASSOCIATION, COOPERATION, EVENTS = "association.yaml", "cooperation.yaml", "events.yaml"
EDITION = "editions/2030-05-example-city.yaml"
TEXT = """  # {{ date | dat }} is the date in the dative; the cases are nom, erg, dat, gen, ins, adv, loc.
  text:
    ka: "{{ date | dat }}, ქ. {{ city | loc }} გაიმართება {{ name }}."
    en: The {{ name }} will take place in {{ city }} on {{ date }}.
"""
SESSION = """
- id: session-13
  kind: council-session
  parent: example-forum-2030
  date: 2030-05-15
  state: planned
  sources: [example-page]
  agenda:
    - {id: programme, kind: adoption, title: {ka: პროგრამა, en: Programme}}
"""
SUMMARY = "    summary: {ka: სააგენტო წევრია, en: The Agency is a member}\n"
COUNTRIES = "value: 50\n    as_of: 2029-12-31"
TOLD = "    text:\n      ka: ასოციაციის {{"
LATER = (EDITION, "as_of: 2030-05 ", "as_of: 2032-05 ")

CASES = (
    fires("figure-old", "two years and a half", (ASSOCIATION, COUNTRIES, "value: 50\n    as_of: 2027-12-31"),
          marks="countries"),
    silent("figure-old", "less than two years", (ASSOCIATION, COUNTRIES, "value: 50\n    as_of: 2028-06")),
    silent("figure-old", "it says when to look again",
           (ASSOCIATION, COUNTRIES, "value: 50\n    as_of: 2026-12-31\n    review_by: 2031")),
    fires("history-old", "nothing since", LATER, marks="- id: session-2027"),
    fires("history-old", "what is called new", (COOPERATION, TOLD, f"{SUMMARY}{TOLD}"), marks="id: guidelines-2028"),
    silent("history-old", "an entry of two years ago"),
    fires("event-bare", "neither text nor agenda", (EVENTS, TEXT, ""), marks="example-forum-2030"),
    silent("event-bare", "a text"),
    silent("event-bare", "an agenda of its own", (EVENTS, TEXT, SESSION.partition("sources: [example-page]\n")[2])),
    silent("event-bare", "an agenda of a session", (EVENTS, TEXT, ""), (EVENTS, "", SESSION)),
)  # fmt: skip
