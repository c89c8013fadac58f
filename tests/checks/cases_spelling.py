from __future__ import annotations

from tests.checks.cases import silent
from tests.checks.cases_typography import right, says, wrong

WORDS = ("glossary.yaml", "words: {}", "words: {ka: [აფილირებული], en: [sectoral]}")

CASES = (
    wrong("spelling", "ka", "კომისების მაგალითი.", "კომისების"),
    wrong("spelling", "ka", "სააგენტო\nაწვდის სტატისიკას.", "სტატისიკას", "on the second line of a block"),
    wrong("spelling", "ka", "[wrokshop]{lang=en}-ებს აწვდის.", "wrokshop"),
    wrong("spelling", "ka", "აფილირებული წევრი.", "აფილირებული"),
    silent("spelling", "a word of the list, in any case", WORDS,
           says("ka", "აფილირებული, აფილირებულმა, აფილირებულებისა."), language="ka"),
    right("spelling", "ka", "EXA-ს 3-წლიანი, მე-11, „მაგალითი“-ს, ნელ-ნელა, ღონისძიებაში, მდივნისა, ა.შ., წწ., გვ. 5."),
    right("spelling", "ka", "მაგალითაძის, მაგალითაძემ და მაგალითში.", "people and cities in other cases"),
    right("spelling", "ka", "სერვისით, ევროა, ზრდაა, პანდემიის, კითხვარს, მომხსენებლების.", "cases of known words"),
    right("spelling", "ka", "დელეგატებს უმასპინძლეს, თავმჯდომარეობდნენ, შეაჯამეს.", "a verb’s other number"),
    right("spelling", "ka", "მხარს დავუჭერთ, გავაძლიერებთ და წარვადგენთ.", "what whoever speaks does"),
    right("spelling", "ka", "გამოიგზავნა, დაუგზავნა, გვიპასუხეს, კურირებს, წარადგენენ და განსაზღვრულიყო.", "verbs"),
    right("spelling", "ka", "რეგიონთაშორისი, უვიზო, სერვისცენტრში, ბრიუსელელი, ვიდეოკონფერენცია.", "made of others"),
    right("spelling", "ka", "სამივლინებო, საათ-ნახევარს, აუდიტორული, თანამშრომლობითი.", "made of others, too"),
    wrong("spelling", "ka", "გამოიგზვნა წერილი.", "გამოიგზვნა", "a slip in a verb"),
    wrong("spelling", "ka", "რეგიოთაშორისი წერილი.", "რეგიოთაშორისი", "a slip in a compound"),
    wrong("spelling", "ka", "გაიმოცდილება გახდა საჭირო.", "გაიმოცდილება", "no verb of a noun"),
    wrong("spelling", "ka", "განიხილვა დაიწყო.", "განიხილვა", "no noun of a verb"),
    wrong("spelling", "ka", "ამას შეუხვედრა სააგენტო.", "შეუხვედრა", "no verb of a noun, either"),
    wrong("spelling", "ka", "სესიეს და სხდომეს.", "სესიეს", "no verbs"),
    right("spelling", "ka", "ვებინარის, თანადაფინანსებით და ქვეკომიტეტს 5 ლარად და 7 დირჰამად.", "added words"),
    right("spelling", "ka", "ესვატინიმაც ესვატინიმ.", "a name that keeps its vowel"),
    wrong("spelling", "ka", "თანადაფინანსბა.", "თანადაფინანსბა", "a slip behind what leads a word"),
    right("spelling", "en", "It cost 5 lari and 7 hryvnia; a subregional webinar on cybersecurity.", "added words"),
    wrong("spelling", "en", "A subregionl example.", "subregionl"),
    wrong("spelling", "ka", "დირექტრის მაგალითი.", "დირექტრის", "a vowel that this stem never loses"),
    wrong("spelling", "ka", "პანდემის მაგალითი.", "პანდემის"),
    wrong("spelling", "ka", "კითხვარსი.", "კითხვარსი", "two endings"),
    wrong("spelling", "en", "The commision.", "commision"),
    right("spelling", "en", "Mr Joakhim Gigineishvilli came; Gigineishvilli spoke.", "whom person-unknown asks for"),
    wrong("spelling", "en", "Mr Joakhim Gigineishvilli saw the commision.", "commision", "beside an unknown name"),
    wrong("spelling", "en", "A sectoral example.", "sectoral"),
    silent("spelling", "a word of the list", WORDS, says("en", "A sectoral example."), language="en"),
    right("spelling", "en", "EXA’s organizations organised colour programmes; the Agency’s well-known XML, e.g. p. 5."),
    right("spelling", "en", "The Parser’s page at exampel.org, in the file glosary.yaml; mail infoo@exampel.org."),
    right("spelling", "en", "The [საბჭო]{lang=ka} on www.exampel.org."),
    right("spelling", "en", "The [directeur général adjoint]{lang=fr} and the *[Vereinigung]{lang=de}*."),
    right("spelling", "en", "We summarize, authorized, prioritizing, the organizations’ characterization."),
    right("spelling", "en", "The size of a seized prize."),
    wrong("spelling", "en", "We advertized it.", "advertized", "what even Oxford writes with s"),
)  # fmt: skip
