"""Small numbers in running text, where a language's file says their words: which are words, and which are figures."""

from __future__ import annotations

import re

import pytest

from briefgen.language import get_language

# {3} is a number that is printed. Each line: a text, and the same as it is printed.
TEXTS = """
fr: Il y en a {2}. | Il y en a deux.
fr: Elle se réunit tous les {4} ans et décide à la majorité de 60 %. | \
Elle se réunit tous les quatre ans et décide à la majorité de 60 %.
fr: Le programme de {4} ans, 2025-2028, en est un. | Le programme de quatre ans, 2025-2028, en est un.
fr: {3} commissions siègent. | Trois commissions siègent.
fr: En 2019, {3} pays ont adhéré. | En 2019, trois pays ont adhéré.
fr: Il part le {3} mars 2024. | Il part le 3 mars 2024.
fr: Voir page {3} du manuel. | Voir page 3 du manuel.
fr: {7} pays sur 12 ont voté. | 7 pays sur 12 ont voté.
fr: Élu par {5} voix contre {3}. | Élu par 5 voix contre 3.
fr: De {3} à 5 ans. | De 3 à 5 ans.
fr: Une hausse de {5} %. | Une hausse de 5 %.
fr: Les commissions ({7}). | Les commissions (7).
fr: jusqu’à {9} | jusqu’à 9
fr: Il y en a {1}. | Il y en a 1.
fr: des cours pour {3} métiers ; | des cours pour trois métiers ;
de: Es gibt {3} davon. | Es gibt drei davon.
de: {5} Länder kamen. | Fünf Länder kamen.
de: Sie kamen am {3}. März. | Sie kamen am 3. März.
de: Mit {7} von 12 Stimmen. | Mit 7 von 12 Stimmen.
uk: Їх {3}. | Їх 3.
ka: სულ {3} კომისიაა. | სულ 3 კომისიაა.
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_words_and_figures(line: str) -> None:
    code, _, rest = line.partition(": ")
    text, expected = rest.split(" | ")
    plain = re.sub("[{}]", "", text)
    written, done = plain, 0
    for found in reversed(list(re.finditer(r"\{(\d)\}", text))):
        start = found.start() - 2 * text[: found.start()].count("{")
        said = get_language(code).number_in_text(int(found[1]), plain[:start], plain[start + 1 :])
        written = written[:start] + said + written[start + 1 :]
        done += 1
    assert done
    assert written == expected
