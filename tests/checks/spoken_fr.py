"""French sentences: what a rule reports, and what alike it doesn't."""

from __future__ import annotations

from tests.checks.spoken import Names, Row

NAMES = Names(
    association="Association exemplaire",
    agency="Agence modèle",
    council="Grand Conseil",
    bureau="Bureau restreint",
    president="Présidente des lampes",
    treasurer="Trésorier des lampes",
    session="session du Grand Conseil",
    seminar="Séminaire sur les mèches",
    geneva="Genève",
    work="Guide des lampes",
    one="Jeanne Exemple",
    other="Hans Beispiel",
    goal="éclairer davantage le port numéro",
)
ROWS = (
    # Nombres
    Row(
        "sum-wrong",
        "Il y avait 30 invités : 20 femmes et 15 hommes.",
        "Il y avait 30 invités : 20 femmes et 10 hommes.",
    ),
    Row(
        "sum-wrong",
        "Le budget est passé de 10 à 15 millions, soit une hausse de 4 millions.",
        "Le budget est passé de 10 à 15 millions, soit une hausse de 5 millions.",
    ),
    Row("sum-wrong", "Le nombre a augmenté de 40 à 30.", "Le nombre a augmenté de 30 à 40."),
    Row("sum-wrong", "C’est une majorité : 3 sur 7.", "C’est une majorité : 4 sur 7."),
    Row(
        "count-differs",
        "L’Association exemplaire a cinq objectifs stratégiques.",
        "L’Association exemplaire a trois objectifs stratégiques.",
    ),
    Row("count-differs", "La session a réuni 150 participants.", "La session a réuni 120 participants.", True),
    Row(
        "frequency-differs",
        "Le Grand Conseil se réunit tous les trois ans.",
        "Le Grand Conseil se réunit tous les deux ans.",
    ),
    Row(
        "figure-unlikely",
        "Les Nations Unies comptent 180 États membres.",
        "Les Nations Unies comptent 193 États membres.",
    ),
    Row(
        "age-wrong",
        "L’Association exemplaire a été fondée il y a un demi-siècle.",
        "L’Association exemplaire a été fondée il y a trois quarts de siècle.",
    ),
    # Dates
    Row("duration-differs", "La session a duré quatre jours.", "La session a duré trois jours.", True),
    Row("time-differs", "La session s’est tenue en automne.", "La session s’est tenue au printemps.", True),
    Row("time-differs", "La session s’est ouverte un lundi.", "La session s’est ouverte un mardi.", True),
    Row("time-differs", "La session a eu lieu pendant la Guerre froide.", "La session a eu lieu au XXIe siècle.", True),
    Row(
        "time-differs", "La session a eu lieu à la fin de l’année.", "La session a eu lieu au milieu de l’année.", True
    ),
    Row("time-differs", "La session a eu lieu l’an dernier.", "La session a eu lieu il y a deux ans.", True),
    Row(
        "span-differs",
        "La session du Grand Conseil a eu lieu deux mois après le Séminaire sur les mèches.",
        "La session du Grand Conseil a eu lieu dix mois avant le Séminaire sur les mèches.",
        True,
    ),
    Row("deadline-passed", "Bonne année 2027 à tous !", "Bonne année 2031 à tous !"),
    Row("words-expired", "Il est actuellement à Gori.", "Il est toujours à Gori."),
    # Ce qui est arrivé
    Row("outcome-differs", "La session a été reportée.", "La session a été ouverte.", True),
    Row("outcome-differs", "La session n’a pas eu lieu.", "La session n’a pas duré.", True),
    # Personnes
    Row(
        "holder-outside-term",
        "Hans Beispiel, Présidente des lampes, a parlé.",
        "Jeanne Exemple, Présidente des lampes, a parlé.",
    ),
    Row("address-differs", "Mme Hans Beispiel a parlé.", "M. Hans Beispiel a parlé."),
    Row("phrase-avoided", "Nous aidons les handicapés.", "Nous aidons les personnes handicapées."),
    # Lieux
    Row("place-former", "Nous étions à Kiev et en Birmanie.", "Nous étions à Kyiv et au Myanmar."),
    Row("city-differs", "La session s’est tenue à Lyon.", "La session s’est tenue à Genève.", True),
    Row("city-elsewhere", "Nous étions à Bakou, en Arménie.", "Nous étions à Erevan, en Arménie."),
    Row("region-as-country", "Le gouvernement d’Abkhazie répond.", "Le gouvernement d’Arménie parle de l’Abkhazie."),
    # Termes
    Row("name-official", "Le Fonds monétaire mondial répond.", "Le Fonds monétaire international répond."),
    Row("acronym-unexpanded", "Le FNRS a répondu.", "L’OCDE a répondu."),
    Row("phrase-avoided", "Il a fixé une deadline.", "Il a fixé une date limite."),
    # Restes
    Row("layout-differs", "L’histoire commence par le plus récent.", "L’histoire commence par la paix."),
    Row("pointer-lost", "Il est décrit ci-dessus, voir l’annexe 4.", "Il est décrit à l’annexe 4 de la loi."),
    Row("residue", "Il a réuni XX participants.", "Au XXe siècle, il a réuni vingt participants."),
    Row("note-left", "Le nombre reste à vérifier.", "Il reste à Gori."),
    Row("plural-wrong", "Il a visité 12 programme de formation.", "Il a visité 12 programmes de formation."),
)

# What is wrong in a sentence, and the same rightly: pairs of expressions, each a sentence of its own.
WRONG = (
    ("Les experts on voté.", "On a voté."),
    ("Il a adopter le texte.", "Il a dû adopter le texte."),
    ("Il doit participé au forum.", "Il doit participer au forum ; il a participé."),
    ("Il est sensé venir.", "Il est censé venir."),
    ("Quand à lui, il vient.", "Quant à lui, il vient quand il veut."),
    ("Leur membres votent.", "Leurs membres votent ; leur membre aussi."),
    ("Tout les pays votent.", "Tous les pays votent."),
    ("Entre autre il vote.", "Entre autres, il vote entre autres sujets."),
    ("Cette organe siège.", "Cet organe siège, cette organisation aussi."),
    ("La session a été ouvert.", "La session a été ouverte."),
    ("Ils a voté.", "Ils ont voté ; il a voté."),
    ("Trois session ont eu lieu.", "Trois sessions ont eu lieu."),
    ("Il y a deux cent pays.", "Il y a deux cents pays, deux cent deux pays."),
    ("Trois million de personnes.", "Trois millions de personnes, un million."),
    ("Il assiste de la réunion.", "Il assiste à la réunion."),
    ("Grâce les dons, il vit.", "Grâce aux dons, il vit."),
    ("Il part avant qu’il peut voter.", "Il part avant qu’il puisse voter."),
    ("Il parle, comme par exemple hier.", "Il parle, par exemple hier."),
    ("C’est un professionel.", "C’est un professionnel, un appel."),
    ("Il demande un acceuil.", "Il demande un accueil."),
    ("L’Assemblée Générale siège.", "L’Assemblée générale siège."),
    ("La Banque Mondiale répond.", "La Banque mondiale répond."),
    ("Le vice président vient.", "Le vice-président vient."),
)
