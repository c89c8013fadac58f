"""German sentences: what a rule reports, and what alike it doesn't."""

from __future__ import annotations

from tests.checks.spoken import Names, Row

NAMES = Names(
    association="Vereinigung der Lampen",
    agency="Musterkasse",
    council="Großer Rat",
    bureau="Kleines Büro",
    president="Präsidentin der Lampen",
    treasurer="Schatzmeister der Lampen",
    session="Sitzung des Großen Rates",
    seminar="Seminar über Dochte",
    geneva="Genf",
    work="Handbuch der Lampen",
    one="Johanna Beispiel",
    other="Hans Muster",
    goal="mehr Licht im Hafen Nummer",
)
ROWS = (
    # Zahlen
    Row("sum-wrong", "Es gab 30 Gäste: 20 Frauen und 15 Männer.", "Es gab 30 Gäste: 20 Frauen und 10 Männer."),
    Row(
        "sum-wrong",
        "Der Haushalt stieg von 10 auf 15 Millionen, also um 4 Millionen.",
        "Der Haushalt stieg von 10 auf 15 Millionen, also um 5 Millionen.",
    ),
    Row("sum-wrong", "Das ist eine Mehrheit: 3 von 7.", "Das ist eine Mehrheit: 4 von 7."),
    Row("sum-wrong", "Die Zahl stieg von 40 auf 30.", "Die Zahl stieg von 30 auf 40."),
    Row(
        "count-differs",
        "Die Vereinigung der Lampen hat fünf strategische Ziele.",
        "Die Vereinigung der Lampen hat drei strategische Ziele.",
    ),
    Row(
        "count-differs",
        "An der Sitzung nahmen 150 Delegierte teil.",
        "An der Sitzung nahmen 120 Delegierte teil.",
        True,
    ),
    Row("frequency-differs", "Großer Rat: er tagt alle drei Jahre.", "Großer Rat: er tagt alle zwei Jahre."),
    Row(
        "figure-unlikely",
        "Die Vereinten Nationen haben 180 Mitgliedstaaten.",
        "Die Vereinten Nationen haben 193 Mitgliedstaaten.",
    ),
    Row(
        "age-wrong",
        "Die Vereinigung der Lampen besteht seit einem halben Jahrhundert.",
        "Die Vereinigung der Lampen besteht seit einem Dreivierteljahrhundert.",
    ),
    # Zeiten
    Row("duration-differs", "Die Sitzung dauerte vier Tage.", "Die Sitzung dauerte drei Tage.", True),
    Row("time-differs", "Die Sitzung fand im Herbst statt.", "Die Sitzung fand im Frühling statt.", True),
    Row("time-differs", "Die Sitzung begann an einem Montag.", "Die Sitzung begann an einem Dienstag.", True),
    Row("time-differs", "Die Sitzung war während des Kalten Krieges.", "Die Sitzung war im 21. Jahrhundert.", True),
    Row("time-differs", "Die Sitzung war am Ende des Jahres.", "Die Sitzung war in der Mitte des Jahres.", True),
    Row("time-differs", "Die Sitzung war im letzten Jahr.", "Die Sitzung war vor zwei Jahren.", True),
    Row(
        "span-differs",
        "Die Sitzung des Großen Rates war zwei Monate nach dem Seminar über Dochte.",
        "Die Sitzung des Großen Rates war zehn Monate vor dem Seminar über Dochte.",
        True,
    ),
    Row("deadline-passed", "Ein gutes neues Jahr 2027!", "Ein gutes neues Jahr 2031!"),
    Row("words-expired", "Er ist derzeit in Gori.", "Er ist immer in Gori."),
    # Was geschah
    Row("outcome-differs", "Die Sitzung wurde verschoben.", "Die Sitzung wurde eröffnet.", True),
    Row("outcome-differs", "Die Sitzung fand nicht statt.", "Die Sitzung war nicht lang.", True),
    # Menschen
    Row(
        "holder-outside-term",
        "Hans Muster, Präsidentin der Lampen, sprach.",
        "Johanna Beispiel, Präsidentin der Lampen, sprach.",
    ),
    Row("address-differs", "Frau Hans Muster sprach.", "Herr Hans Muster sprach."),
    Row("phrase-avoided", "Wir helfen den Behinderten.", "Wir helfen Menschen mit Behinderungen."),
    # Orte
    Row("place-former", "Wir waren in Kiew und in Birma.", "Wir waren in Kyjiw und in Myanmar."),
    Row("city-differs", "Die Sitzung fand in Lyon statt.", "Die Sitzung fand in Genf statt.", True),
    Row("city-elsewhere", "Wir waren in Baku in Armenien.", "Wir waren in Eriwan in Armenien."),
    Row(
        "region-as-country",
        "Die Regierung von Abchasien antwortet.",
        "Die Regierung von Armenien sprach über Abchasien.",
    ),
    # Wörter
    Row(
        "name-official",
        "Die Internationale Organisation für Arbeit antwortet.",
        "Die Internationale Arbeitsorganisation antwortet.",
    ),
    Row("acronym-unexpanded", "Die BKKX hat geantwortet.", "Die OECD hat geantwortet."),
    Row("phrase-avoided", "Er setzte eine Deadline.", "Er setzte eine Frist."),
    # Reste
    Row(
        "layout-differs", "Die Geschichte beginnt mit dem jüngsten Eintrag.", "Die Geschichte beginnt mit dem Frieden."
    ),
    Row("pointer-lost", "Das steht oben, siehe Anhang 4.", "Das steht in Anhang 4 des Gesetzes."),
    Row("residue", "Es kamen XX Mitglieder.", "Es war die XX Sitzung."),
    Row("note-left", "Die Zahl ist noch zu prüfen.", "Die Zahl ist richtig."),
    Row("note-left", "Er kam (bitte prüfen).", "Er kam (aus Genf)."),
    Row("plural-wrong", "Er besuchte 12 Organisation in Genf.", "Er besuchte 12 Organisationen in Genf."),
)

# What is wrong in a sentence, and the same rightly.
WRONG = (
    ("Er sagte, das die Sitzung endet.", "Er sagte, dass die Sitzung das Ziel erreicht."),
    ("Er ist seid 2020 da.", "Er ist seit 2020 da; ihr seid hier."),
    ("Das ist ein neuer Standart.", "Das ist ein neuer Standard."),
    ("Das Entgeld steigt.", "Das Entgelt steigt am Ende."),
    ("Wegen dem Beschluss bleibt er.", "Wegen des Beschlusses bleibt er mit dem Rat."),
    ("Er kam mit die Delegation.", "Er kam mit der Delegation, die Delegation ging."),
    ("Er stimmt für dem Programm.", "Er stimmt für das Programm mit dem Ziel."),
    ("Ein Sitzung begann.", "Eine Sitzung begann, ein Sitzungstag."),
    ("Die Mitglieder wählt den Rat.", "Die Mitglieder wählen den Rat."),
    ("Er weiß, daß es geht.", "Er weiß, dass es geht."),
    ("Das ist eine Massnahme.", "Das ist eine Maßnahme."),
    ("Das gilt im allgemeinen.", "Das gilt im Allgemeinen, im allgemeinen Teil."),
    ("Er ist größer wie sie.", "Er ist größer als sie, so groß wie er."),
    ("Es ist die einzigste Frage.", "Es ist die einzige Frage."),
    ("Er kam schon bereits an.", "Er kam bereits an."),
    ("Das ist eine Vorraussetzung.", "Das ist eine Voraussetzung."),
    ("Die Kommision tagt.", "Die Kommission tagt."),
    ("Das war nähmlich so.", "Das war nämlich so."),
    ("Er kam am 3 Mai an.", "Er kam am 3. Mai an."),
    ("Weder Rat oder Büro tagt.", "Weder Rat noch Büro tagt."),
    ("Die sitzung tagt in der versammlung.", "Die Sitzung tagt in der Versammlung."),
    ("Der Präsident lebt in Georgien's Mitte.", "Der Präsident lebt in Georgiens Mitte."),
)
