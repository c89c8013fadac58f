"""Slips of English and French that a reader sees and no dictionary does, each beside what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from briefgen.checks.all_rules import RULES
from tests.checks.small import told

# A sentence with a slip, and one that is near and right.
EN = (
    ("The Forum will took place.", "It will take place. In May it took place."),
    (
        "The programme will adopted in May.",
        "The programme will be adopted; it must exceed that and will not need more.",
    ),
    ("Its aim is to provides the members with help.", "It adds to services of the members."),
    (
        "It decided to adopted the plan.",
        "It was able to proceed; it is to be adopted. It contributed to improved services.",
    ),
    ("to provided people with a platform;", "to provide people with a platform; to exceed the goals."),
    ("The Council has adopt the programme.", "It has adopted the programme; it has plans. They have to adopt it."),
    ("He was chose in May.", "He was chosen in May."),
    ("It has be adopted.", "It has been adopted."),
    ("It will been adopted.", "It will be adopted; it will have been adopted."),
    ("It was been adopted.", "It was being adopted; it has been adopted."),
    ("The Association is provides the members with help.", "The Association provides help."),
    ("It does not provides help.", "It does not provide help."),
    ("They can to vote.", "They can, to some extent, vote."),
    ("The Bureau decided adopt the plan.", "The Bureau decided to adopt the plan; the invited present the plan."),
    ("They on active cooperation agreed.", "They of course agreed. They for their part agreed."),
    (
        "Every year it meet once in Geneva; it meet in May.",
        "It meets once; may it meet in May; did it meet in May? He asked that it meet in May.",
    ),
    ("Then they was elected.", "They were elected."),
    (
        "It is the body which elect the President.",
        "It is the body which elects the President; the list of the country that have left.",
    ),
    (
        "The Bureau monitors there implementation.",
        "It was presented there in May; what they sent there every year. It was adopted there unanimously or later.",
    ),
    ("They sent they’re representatives.", "They sent their representatives."),
    ("It is a body who’s members are elected.", "It is a body whose members are elected."),
    ("A President whose is elected by all.", "A President who is elected by all."),
    ("The members where elected in May.", "The city where it met; the hall where, in May, it was held."),
    ("It is the city were the Forum met.", "It is the city where the Forum met."),
    (
        "It applies form January; guests form six countries came.",
        "Applications, sent in form and time, were collected. Members form a council.",
    ),
    ("It is in force form 2020.", "It is in force from 2020, in the form of a list."),
    ("It came in the from of a letter.", "It came in the form of a letter."),
    ("There was a trail period.", "There was a trial period."),
    ("It is on of the largest bodies.", "It is one of the largest bodies, and on one of the lists."),
    ("The Council an the Bureau met.", "The Council and the Bureau met."),
    ("The session of of the Council.", "The session of the Council."),
    ("It is a body of in the Association.", "It is a body of the Association."),
    ("It meets at the its request.", "It meets at its request; the whole is more than the parts."),
    ("It is part off the Association.", "It is part of the Association."),
    ("It helps too improve the work.", "It, too, improves the work; it is too much."),
    ("The fee is to high.", "The fee is too high."),
    ("More people came then the year before.", "More people came than before."),
    ("It met and than elected him.", "It met and then elected him."),
    ("It has more that 300 members.", "It has more than 300 members; no more, that is."),
    ("Nobody knows weather the Agency came.", "Nobody knows whether it came; the weather was good."),
    ("They can chose a President.", "They chose a President."),
    ("They help with technical advise.", "They help with technical advice, and advise the members."),
    ("Experts will advice the members.", "Experts will advise the members."),
    ("It is good practise.", "It is good practice; they practise it."),
    ("It trains medical personal.", "It trains medical personnel; personal data are safe."),
    ("The Council adapted the budget.", "The Council adapted the budget to the needs, and adopted the plan."),
    (
        "It adopted its services to the needs of members.",
        "It adapted its services to the needs of members, and adopted them.",
    ),
    (
        "It assures the implementation of the plan.",
        "It ensures the implementation of the plan; it assured him of help.",
    ),
    ("They insure that all can vote.", "They ensure that all can vote."),
    ("The two programmes compliment each other.", "The programmes complement each other."),
    ("The Agency was excepted as a member.", "All members, except the Agency, were accepted."),
    ("All members accept for two came.", "All members accept the plan; all came except for two."),
    ("The change will effect the members.", "The change affects the members and has effect in all."),
    ("It came into affect in May.", "It came into effect in May; it affects us."),
    ("They asked for legal council.", "They asked for legal counsel; the Council met."),
    ("The Counsel met in May.", "The Council met in May; the Consul General came."),
    ("It stands in the Association’s statues.", "It stands in the Association’s statutes."),
    ("The member counties agreed.", "The member countries agreed."),
    ("The Untied Nations came.", "The United Nations came."),
    ("They will asses the plan.", "They assess the plan."),
    ("It helps the pubic sector.", "It helps the public sector."),
    ("The mangers of the funds came.", "The managers of the funds came."),
    ("It serves its costumers.", "It serves its customers."),
    ("It helps trough the exchange.", "It helps through the exchange."),
    (
        "It supports members though the exchange of knowledge.",
        "It supports members through the exchange; it came, though the number of guests was low.",
    ),
    ("It is quiet a large body.", "It is quite a large body."),
    ("Its stuff of ten works.", "Its staff of ten works."),
    ("It plays a leading roll in this.", "It plays a leading role; a roll-call was held."),
    ("In the passed years it grew.", "In the past years it grew; the passed resolution stands."),
    ("The Council past the budget.", "The Council passed the budget."),
    ("He has lead the Agency.", "He has led the Agency; it leads."),
    ("They are listed bellow.", "They are listed below."),
    ("It changed the hole system.", "It changed the whole system."),
    ("It has the write to vote.", "It has the right to vote; they write to all."),
    ("It is about human writes.", "It is about human rights."),
    ("It launched knew guidelines.", "It launched new guidelines that all knew."),
    ("The Council its composed of delegates.", "The Council is composed of delegates; the Council and its head."),
    ("It is one of is members.", "It is one of its members; what it is for is work."),
    ("The Agency as been a member since then.", "The Agency has been a member, and the Agency as a member votes."),
    ("He acts has the President.", "He acts as the President; the one elected has a vote."),
    ("These body is elected.", "These bodies are elected; these programme goals."),
    ("The rules maybe amended.", "The rules may be amended; maybe they will."),
    ("It has all ready been adopted.", "It has already been adopted; all are ready."),
    (
        "The Agency provides to the Association with statistics.",
        "The Agency provides statistics to the Association, with notes. It provides to members what they need.",
    ),
    (
        "He came in the capacity Vice-Chairperson of it.",
        "He came in the capacity of Chairperson. In the field, the experts met.",
    ),
    ("It is in accordance the rules.", "It is in accordance with the rules."),
    ("It came prior the session.", "It came prior to the session."),
    (
        "The Bureau consists the President and others.",
        "The Bureau consists of the President; because the Council met, it came.",
    ),
    ("The Agency participates the Forum.", "The Agency participates in the Forum."),
    ("It depends the budget.", "It depends on the budget."),
    ("The Agency belongs the Association.", "The Agency belongs to the Association."),
    ("It is responsible the budget.", "It is responsible for the budget."),
    ("It is a member in the Association.", "It is a member of the Association; members met at the session."),
    (
        "It was adopted on the Forum in May.",
        "It was adopted at the Forum, on the second day of the Forum. A report on the Forum was made.",
    ),
    ("It lasted between two to three days.", "It lasted between two and three days, from two to three."),
    ("From 2017 and 2019 it grew.", "From 2017 to 2019 it grew."),
    ("It is similar with the others; similar with the plan.", "It is similar to the others."),
    ("They prefer letters than calls.", "They prefer letters to calls."),
    ("With regards to the plan, it agreed.", "With regard to the plan, it agreed."),
    ("As regards to the plan, it agreed.", "As regards the plan, it agreed."),
    ("It wrote regarding to the plan.", "It wrote regarding the plan."),
    ("It complies to the rules.", "It complies with the rules."),
    ("It deals about issues of health.", "It deals with issues of health."),
    ("They congratulated him for his election.", "They congratulated him on his election."),
    ("It is aimed on improving the work.", "It is aimed at improving the work."),
    ("It focuses to the work of members.", "It focuses on the work of members."),
    ("It is based in the guidelines.", "It is based on the guidelines, and based in Geneva."),
    ("It pays attention on quality.", "It pays attention to quality."),
    ("It answered on the question.", "It answered the question; an answer to it came."),
    ("The exchange with experience began.", "The exchange of experience began, with members."),
    ("They exchanged of views.", "They exchanged views; exchanges of views."),
    ("There was an increase of the number of members.", "There was an increase in the number of members."),
    ("It takes care about members.", "It takes care of members."),
    ("It prevented members to vote.", "It prevented members from voting."),
    ("It is proud for its members.", "It is proud of its members."),
    ("They also discussed about joint training.", "They discussed it on the second day, and about 20 cases."),
    ("It met on occasion of the Forum.", "It met on the occasion of the Forum, and in search of help."),
    ("It met at same time.", "It met at the same time."),
    ("The Assembly is highest body of the Association.", "The Assembly is the highest body of the Association."),
    ("As rule it meets in May; as rule, it does.", "As a rule it meets in May."),
    ("It met with view to helping.", "It met with a view to helping."),
    ("It meets on regular basis.", "It meets on a regular basis."),
    ("It came in timely manner.", "It came in a timely manner."),
    ("It plays important role in this.", "It plays an important role; they play leading roles in it."),
    ("It has right to vote.", "It has the right to vote."),
    ("It takes a part in the vote.", "It takes part in the vote."),
    ("It takes a place in May.", "It takes place in May."),
    ("It met in the October 2019.", "It met in October 2019; in the October session."),
    ("It was founded in the 1927.", "It was founded in 1927; in the 2019 edition."),
    ("It came from the Georgia.", "It came from Georgia; the Georgia team."),
    ("It is a commissions of experts.", "It is a commission of experts; a few members of it, a members’ meeting."),
    ("All member of the Council came.", "All members of the Council came; all that a member of it says."),
    ("It is one of members of it.", "It is one of the members; one of them."),
    ("It has one votes.", "It has one vote; twenty-one votes."),
    ("It held trainings for all.", "It held training courses; a fund supports all."),
    (
        "Ministers from many country attended.",
        "Ministers from many countries attended; many country reports for it came.",
    ),
    ("He said, that the plan is ready.", "He said that the plan is ready; he spoke, said the Agency, that day."),
    ("All member’s came; all member’s are here.", "All the members’ votes count; these members are here."),
    ("It grew in the 1990’s.", "It grew in the 1990s."),
    ("It works world wide, in many fields.", "It works worldwide; with, in May, a plan."),
    ("It is a three year programme.", "It is a three-year programme."),
    ("It is a long term plan.", "It is a long-term plan; in the long term, plans grow."),
    ("It has full time staff.", "It has full-time staff."),
)
FR = (
    ("La sécurité social dans le monde.", "La sécurité sociale dans le monde."),
    ("Le forum mondiale siège.", "Le forum mondial siège ; un droit de la sécurité sociale."),
    ("Le commission siège.", "La commission siège ; ce directeur de commission."),
    ("La bureau siège.", "Le bureau siège ; une séance du bureau, la membre."),
    ("Il agit dans la cadre du plan.", "Il agit dans le cadre du plan."),
    ("Il vit grace à elle.", "Il vit grâce à elle."),
    ("Il parle a la suite du vote.", "Il parle à la suite du vote ; il a la liste."),
    ("Les membres sont élu en mai.", "Les membres sont élus en mai ; il est élu."),
    ("Les institution siègent.", "Les institutions siègent ; leurs voix."),
    ("Il y à deux organes.", "Il y a deux organes."),
    ("La securite sociale.", "La sécurité sociale."),
    ("Il dit qu’le texte est là.", "Il dit que le texte est là, qu’il vient."),
    ("Il vient pour adopté le texte.", "Il vient pour adopter le texte."),
)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_slip_is_found_and_what_is_right_is_left_alone(language: str) -> None:
    rows = EN if language == "en" else FR
    assert list(_unlike([wrong for wrong, _ in rows], language, found=True)) == []
    assert list(_unlike([right for _, right in rows], language, found=False)) == []


def _unlike(sentences: Sequence[str], language: str, *, found: bool) -> Iterator[str]:
    """Yield the sentences of one text in which something is found, or nothing, though it should be otherwise."""
    problems = list(RULES["words-wrong"].find(told({language: "\n\n".join(sentences)})))
    at = 0
    for each in sentences:
        here = any(at <= (one.offset or 0) < at + len(each) for one in problems)
        if here is not found:
            yield each
        at += len(each) + 2
