"""What kinds of things are called that come with briefgen: catalogues have the words."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.problems.notes import N_

KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "memberships": {"affiliate": N_("affiliate member"), "associate": N_("associate member")},
    "eventkinds": {
        "forum": N_("forum"),
        "council-session": N_("session of the Council"),
        "bureau-meeting": N_("meeting of the Bureau"),
        "commissions-forum": N_("forum of the commissions"),
        "seminar": N_("seminar"),
        "meeting": N_("meeting"),
    },
    "bodykinds": {
        "assembly": N_("assembly"),
        "council": N_("council"),
        "bureau": N_("bureau"),
        "control": N_("control commission"),
        "commissions": N_("commissions"),
        "commission": N_("commission"),
        "special-commission": N_("special commission"),
    },
    "itemkinds": {"election": N_("election"), "adoption": N_("adoption"), "report": N_("report")},
    "workkinds": {"guidelines": N_("guidelines"), "publication": N_("publication"), "theme": N_("theme")},
}
