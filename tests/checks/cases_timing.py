from __future__ import annotations

from tests.checks.cases import fires, silent

EVENTS, FORUM = "events.yaml", "example-forum-2030"
NAME = "  name: {ka: სანიმუშო ფორუმი, en: Example Forum}\n"

CASES = (
    fires("event-nameless", "no name", (EVENTS, NAME, ""), marks=FORUM),
    silent("event-nameless", "another name", (EVENTS, "en: Example Forum", "en: Forum")),
    fires("event-dateless", "ongoing", (EVENTS, "2030-05-14/2030-05-16", "ongoing"), marks="ongoing"),
    silent("event-dateless", "a month", (EVENTS, "2030-05-14/2030-05-16", "2030-05")),
)
