from __future__ import annotations

from tests.checks.cases import fires, silent

AGENCY = "agency.yaml"

CASES = (
    fires("translation-missing", "no English", (AGENCY, ", en: Director}", "}"), marks="title", language="en"),
    fires("translation-missing", "empty", (AGENCY, "ka: დირექტორი", 'ka: " "'), marks='" "', language="ka"),
    silent("translation-missing", "another word", (AGENCY, "en: Director}", "en: Head}"), language="en"),
    silent("translation-missing", "another word", (AGENCY, "ka: დირექტორი", "ka: უფროსი"), language="ka"),
    fires("language-unknown", "French", (AGENCY, "en: Director}", "en: Director, fr: Directeur}"), marks="fr"),
    silent("language-unknown", "a third word", (AGENCY, "en: Director}", "en: Director fr}")),
)  # fmt: skip
