"""Azerbaijani sentences: what a rule reports, and what alike it doesn't."""

from __future__ import annotations

from tests.checks.spoken import Names, Row

NAMES = Names(
    association="Çıraqlar Assosiasiyası",
    agency="Nümunə Fondu",
    council="Böyük Şura",
    bureau="Kiçik Büro",
    president="Çıraqlar Prezidenti",
    treasurer="Çıraqlar Xəzinədarı",
    session="Böyük Şuranın sessiyası",
    seminar="Fitillər seminarı",
    geneva="Cenevrə",
    work="Çıraq təlimatı",
    one="Leyla Nümunəyeva",
    other="Əli Misalov",
    goal="limanda daha çox işıq nömrə",
)
ROWS = (
    # Saylar
    # A capital of which `lower` makes another word
    Row(
        "count-differs",
        "Sessiyada iştirak etdi: İki yüz nümayəndə.",
        "Sessiyada iştirak etdi: İki bacı.",
        True,
    ),
    Row("sum-wrong", "30 qonaq gəldi: 20 qadın və 15 kişi.", "30 qonaq gəldi: 20 qadın və 10 kişi."),
    Row(
        "count-differs",
        "Çıraqlar Assosiasiyasının beş strateji məqsədi var.",
        "Çıraqlar Assosiasiyasının üç strateji məqsədi var.",
    ),
    Row("count-differs", "Sessiyada 150 nümayəndə iştirak etdi.", "Sessiyada 120 nümayəndə iştirak etdi.", True),
    Row("frequency-differs", "Böyük Şura hər üç ildən bir toplanır.", "Böyük Şura hər iki ildən bir toplanır."),
    Row(
        "figure-unlikely",
        "Birləşmiş Millətlər Təşkilatı 180 üzv dövləti birləşdirir.",
        "Birləşmiş Millətlər Təşkilatı 193 üzv dövləti birləşdirir.",
    ),
    # Vaxt
    Row("duration-differs", "Sessiya dörd gün davam etdi.", "Sessiya üç gün davam etdi.", True),
    Row("time-differs", "Sessiya soyuq müharibə dövründə keçirildi.", "Sessiya XXI əsrdə keçirildi.", True),
    Row("time-differs", "Sessiya keçən il keçirildi.", "Sessiya iki il əvvəl keçirildi.", True),
    Row("time-differs", "Sessiya ilin sonunda keçirildi.", "Sessiya ilin ortasında keçirildi.", True),
    Row("deadline-passed", "Yeni 2027-ci iliniz mübarək!", "Yeni 2031-ci iliniz mübarək!"),
    Row("words-expired", "O, hazırda Goridədir.", "O, həmişə Goridədir."),
    # Nə oldu
    Row("outcome-differs", "Sessiya təxirə salındı.", "Sessiya açıldı.", True),
    Row("outcome-differs", "Sessiya ləğv edildi.", "Sessiya uzun idi.", True),
    # İnsanlar
    Row("address-differs", "Xanım Əli Misalov çıxış etdi.", "Cənab Əli Misalov çıxış etdi."),
    Row("phrase-avoided", "Biz əlillərə kömək edirik.", "Biz əlilliyi olan şəxslərə kömək edirik."),
    # Yerlər
    Row("place-former", "Biz Birma və Kirovabad haqqında danışdıq.", "Biz Myanma və Gəncə haqqında danışdıq."),
    Row("region-as-country", "Abxaziyanın hökuməti cavab verdi.", "Ermənistan hökuməti cavab verdi."),
    # Sözlər
    Row("name-official", "Beynəlxalq Pul Fondu cavab verdi.", "Beynəlxalq Valyuta Fondu cavab verdi."),
    Row("acronym-unexpanded", "BŞƏX cavab verdi.", "ATƏT cavab verdi."),
    Row("phrase-avoided", "O, dedlayn qoydu.", "O, son tarix qoydu."),
    # Qalıqlar
    Row("pointer-lost", "Bu, göstərilib, bax: əlavə 4.", "Bu, qanunun əlavəsində göstərilib."),
    Row("residue", "XX nümayəndə gəldi.", "Bu, XX sessiya idi."),
    Row("note-left", "Tarix dəqiqləşdirilməlidir.", "Tarix dəqiqdir."),
    Row("note-left", "O gəldi (zəhmət olmasa yoxlayın).", "O gəldi (Cenevrədən)."),
)

# What is wrong in a sentence, and the same rightly.
WRONG = (
    ("İki ölkələr gəldi.", "İki ölkə gəldi, ölkələr çoxdur."),
    ("Bir neçə üzvlər gəldi.", "Bir neçə üzv gəldi."),
    ("Bu, 12-cı sessiya idi.", "Bu, 12-ci sessiya idi."),
    ("Bu, 3-ci sessiya idi.", "Bu, 3-cü sessiya idi."),
    ("Bu, 6-ci sessiya idi.", "Bu, 6-cı sessiya idi."),
    ("Bu, XX-ci sessiya idi.", "Bu, XX sessiya idi."),
    ("Heçbir üzv gəlmədi.", "Heç bir üzv gəlmədi."),
    ("Birneçə gün keçdi.", "Bir neçə gün keçdi."),
    ("Prezidend gəldi.", "Prezident gəldi."),
    ("Tövsüyə qəbul edildi.", "Tövsiyə qəbul edildi."),
    ("Bu, bizim fəaliyətimiz.", "Bu, bizim fəaliyyətimiz."),
    ("Vitseprezident gəldi.", "Vitse-prezident gəldi."),
    ("Avropa şurası toplandı.", "Avropa Şurası toplandı."),
    ("Assosasiya toplandı.", "Assosiasiya toplandı."),
)
