"""French: what the rules that read words find in it, from its data, and where they stay silent."""

from __future__ import annotations

import pytest

from briefgen.checks.subject import Subject
from tests.checks.small import marked
from tests.checks.small import told as told_by

# What is wrong in a sentence, and the same rightly.
WRONG = (
    # Élision
    ("Le Agence a répondu.", "Le Agence", "L’Agence a répondu."),
    ("Il parle de Association.", "de Association", "Il parle d’Arménie, de onze pays, de un à deux jours."),
    ("Il ne est pas là.", "ne est", "Il n’est pas là ; le yaourt et la ouate ne le sont pas."),
    ("Il dit que elle vient.", "que elle", "Il dit qu’elle vient, que onze pays viennent, et que oui."),
    ("Ce organe siège.", "Ce organe", "Cet organe siège ; ce à quoi il tient, ce après quoi il part."),
    ("Sa adhésion est ancienne.", "Sa adhésion", "Son adhésion est ancienne ; la haute autorité, le onzième."),
    # Capitales et accents
    ("A l’occasion de la réunion, il part.", "A", "À l’occasion de la réunion, il a la liste, du modèle A."),
    ("Les Etats membres sont là.", "Etats", "Les États membres sont là ; l’Égypte et l’École aussi."),
    ("Le ministre Géorgien est là.", "ministre Géorgien", "Le ministre géorgien et les Géorgiens sont là."),
    ("Les géorgiens ont voté.", "Les géorgiens", "Les Géorgiens ont voté, les experts géorgiens aussi."),
    ("Le texte est en Géorgien.", "en Géorgien", "Le texte est en géorgien ; il vit en Géorgie."),
    ("Monsieur Le Président est là.", "Monsieur Le", "Monsieur le Président et Mme Le Goff sont là."),
    # Dates et nombres
    ("Il siège au mois de Mai.", "de Mai", "Il siège au mois de mai."),
    ("Il siège le Lundi.", "le Lundi", "Il siège le lundi, chaque lundi."),
    ("Il siège le 1 mai.", "1 mai", "Il siège le 1er mai, le 21 mai."),
    ("Il siège le 3 mai, 2028.", "3 mai, 2028", "Il siège le 3 mai 2028."),
    ("Au XXIème siècle, il siège.", "XXIème", "Au XXIe siècle, il siège."),
    ("Mme. Martin et lui siègent.", "Mme.", "Mme Martin et lui siègent."),
    ("Le document No 5 est là.", "No 5", "Le document n° 5 est là."),
    # Accord
    ("Les membres du Bureau est élus.", "Les membres du Bureau est", "Les membres du Bureau sont élus."),
    ("Le Bureau se réunissent ici.", "Le Bureau se réunissent", "Le Bureau se réunit ; le Conseil également."),
    ("Le membres siègent.", "Le membres", "Les membres siègent. Tous les ans a lieu un forum."),
    ("Les membre sont là.", "Les membre", "Les membres sont là, des États membres aussi."),
    ("L’Assemblé générale siège.", "Assemblé générale", "L’Assemblée générale siège ; il a assemblé le texte."),
    ("Il à adopté le texte.", "Il à", "Il a adopté le texte ; il est à côté, il a à dire oui."),
)  # fmt: skip
STYLE = (
    ("Il faut implémenter le projet.", "implémenter", "Il faut mettre en œuvre le projet."),
    ("Il faut adresser le problème.", "adresser le problème", "Il faut adresser la lettre et traiter le problème."),
    ("Il est en charge du projet.", "en charge du", "Il est chargé du projet ; la prise en charge des soins."),
)

# Rules that a French project needs, too: (code, words, what is marked, words that are right).
RULES = (
    ("words-wrong", "Ceci est plus meilleur que cela.", "plus meilleur", "Ceci est meilleur que cela, plus grand."),
    ("words-wrong", "Il travaille très efficace.", "travaille très efficace", "Il travaille avec un outil efficace."),
    (
        "sum-wrong",
        "La moitié des membres est locale et les deux tiers sont étrangers.",
        "les deux tiers",
        "La moitié des membres est locale et un tiers est étranger.",
    ),
    (
        "list-count",
        "Il élit quatre personnes : le président, le trésorier et le secrétaire.",
        "quatre",
        "Il élit trois personnes : le président, le trésorier et le secrétaire.",
    ),
    ("number-marks", "Il a reçu 2,500 demandes.", "2,500", "La distance est de 2,500 km."),
    ("space-wrong", "Voici la liste: un, deux.", ":", "Voici la liste : un, deux."),
    ("space-wrong", "Est-ce vrai?", "?", "Est-ce vrai ? Oui !"),
    ("space-wrong", "Trois organes; deux siègent.", ";", "Trois organes ; deux siègent."),
    ("space-wrong", "Il dit «oui» ici.", "«", "Il dit « oui » ici."),
    ("space-wrong", "Le taux est de 3,5%.", "%", "Le taux est de 3,5 %, et 100 % ailleurs."),
    ("space-wrong", "Il part , puis revient.", " ", "Il part, puis revient."),
    ("quotes-wrong", 'Il dit "oui".', '"', "Il dit « oui », ou « le “oui” »."),
    ("quotes-wrong", "Il dit “oui”.", "“", "L’association dit « oui »."),
    ("dash-wrong", "Le Bureau - élu - siège.", "-", "Le Bureau – élu – siège."),
    ("range-wrong", "Aux pages 14–18, voici.", "14–18", "Aux pages 14-18, voici."),
    ("number-marks", "Cela coûte 1,500 euros.", "1,500", "Cela coûte 1 500 euros, 3,5 fois plus."),
    ("number-marks", "Il y a 1.500.000 membres.", "1.500.000", "Il y a 1 500 000 membres."),
    ("ordinal-wrong", "La 2ème session siège.", "2ème", "La 2e session siège, la 1re aussi."),
    ("weekday-wrong", "Il siège le lundi 3 mai 2028.", "lundi", "Il siège le mercredi 3 mai 2028."),
    ("date-impossible", "Il siège le 31 juin 2028.", "31 juin 2028", "Il siège le 30 juin 2028."),
    ("word-doubled", "Le le Bureau siège.", "le", "Nous nous réunissons."),
    ("words-expired", "Il a récemment siégé.", "récemment", "Il a siégé en mai."),
    ("sum-wrong", "La part est de 60 % de femmes et 50 % d’hommes.", "50",
     "La part est de 60 % de femmes et 40 % d’hommes."),
    ("phrase-avoided", "Il faut impacter le projet.", "impacter", "Il faut toucher le projet."),
    ("name-official", "Il parle à l’Organisation mondiale du Travail.", "Organisation mondiale du Travail",
     "Il parle à l’Organisation internationale du Travail."),
    ("note-left", "Le Bureau siège (merci de vérifier).", "(merci de vérifier)", "Le Bureau siège (à Genève)."),
    ("residue", "Le Bureau siège à [ville].", "[ville]", "Le Bureau siège [sic] à Genève."),
    ("pointer-lost", "Le tableau 3 le montre.", "tableau 3", "L’article 3 de la loi le montre."),
    ("private-data", "Son passeport : 01AB12345 est là.", "passeport : 01AB12345", "Son passeport est là."),
    ("age-wrong", "L’Association, créée il y a 50 ans, siège.", "50", "L’Association, créée il y a 78 ans, siège."),
    ("place-former", "Il vient de Macédoine.", "Macédoine", "Il vient de Macédoine du Nord."),
)  # fmt: skip


def told(french: str) -> Subject:
    return told_by({"fr": french}, association={"name": {"en": "Example Association", "fr": "Association exemplaire"}})


def test_french_is_not_written_so() -> None:
    for sentence, wrong, right in WRONG:
        assert wrong in marked(told(sentence), "words-wrong"), sentence
        assert marked(told(right), "words-wrong") == [], right
    for sentence, wrong, right in STYLE:
        assert wrong in marked(told(sentence), "words-better"), sentence
        assert marked(told(right), "words-better") == [], right


@pytest.mark.parametrize("code", dict.fromkeys(code for code, *_ in RULES))
def test_rules_read_french(code: str) -> None:
    for sentence, wrong, right in (each[1:] for each in RULES if each[0] == code):
        assert wrong in marked(told(sentence), code), sentence
        assert marked(told(right), code) == [], right
