"""Headlines, bylines, datelines, biographies: found where they are, and never where a sentence is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitia.ingest import find_apparatus
from aitia.ingest.dates import iso_date

BODY = (
    "The siege of Nareth was broken on Monday, two months after it had begun, when the army opened "
    "the northern road and "
    "the first lorries with flour came through. Nobody in the capital had expected it, least of all the ministers."
    "\n\n"
    "What follows is harder. The rebels still hold the dam, and whoever holds the dam decides how "
    "much water the farmers "
    "of the plain will get next summer. A truce without water is a truce until August, and no longer than that."
)


def kinds(text):
    return [(line.kind, text[line.span.start : line.span.end]) for line in find_apparatus(text).lines]


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Amina Diallo", "Amina Diallo", None),
        ("BY AMINA DIALLO", "Amina Diallo", None),
        ("By Amina Diallo and Per O. Holm", "Amina Diallo and Per O. Holm", None),
        ("By Amina Diallo, Per Holm and Li Wei", "Amina Diallo, Per Holm and Li Wei", None),
        ("by Jean-Luc de la Fontaine", "Jean-Luc de la Fontaine", None),
        ("By Omar al-Haddad", "Omar al-Haddad", None),
        ("By Dr. Ingrid Bø", "Dr. Ingrid Bø", None),
        ("By Amina Diallo, Special to The Harbour Post", "Amina Diallo", "The Harbour Post"),
        ("By Amina Diallo, Staff Writer", "Amina Diallo", None),
        ("By Amina Diallo, Harbour Affairs, 14 Feb 2025", "Amina Diallo", "Harbour Affairs"),
        ("By Amina Diallo in Nareth", "Amina Diallo", None),
        ("By Amina Diallo | The Harbour Post | 3 May 2016", "Amina Diallo", "The Harbour Post"),
        ("Written by Amina Diallo.", "Amina Diallo", None),
        ("Author: Amina Diallo", "Amina Diallo", None),
        ("**By Amina Diallo**", "Amina Diallo", None),
    ],
)
def test_bylines(line, author, publisher):
    found = find_apparatus(f"Water decides the truce of Nareth\n\n{line}\n\n{BODY}")
    assert (found.author, found.publisher) == (author, publisher)
    assert found.title == "Water decides the truce of Nareth"


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the rebels had taken the bridge and the dam.",
        "By Monday",
        "By Christmas, the general had promised, the war would be over.",
        "By contrast, the north stayed quiet.",
        "By Any Means Necessary",
        "By refusing to talk, Diallo made the war longer.",
        "By Diallo's own account, nobody was killed.",
        "By the Numbers",
        "By Diallo standing down, the crisis ended. Holm took over the party.",
        "By Sea and Land",
        "BY HARBOUR POLICE, SURROUNDED THE AIRFIELD AND WAITED FOR THE",
    ],
)
def test_sentences_and_headlines_with_by_are_no_bylines(line):
    found = find_apparatus(f"{line}\n\n{BODY}")
    assert found.author is None
    assert not [kind for kind, _ in kinds(f"{line}\n\n{BODY}") if kind != "title"]


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("Published on American Thinker", "American Thinker", None),
        ("Published in The Harbour Post on 12 September 2014", "The Harbour Post", "2014-09-12"),
        ("Originally published by The Harbour Post, Sept. 12, 2014.", "The Harbour Post", "2014-09-12"),
        ("This article first appeared in The Harbour Post.", "The Harbour Post", None),
        ("Published on 12 September 2014", None, "2014-09-12"),
        ("Published on 3 May 2011 | The Harbour Post", "The Harbour Post", "2011-05-03"),
        ("Special to The Harbour Post", "The Harbour Post", None),
        ("Source: Harbour News Agency", "Harbour News Agency", None),
        ("The Harbour Post, 12 May 2004", "The Harbour Post", "2004-05-12"),
        ("(The Harbour Weekly, 28 April 2017)", "The Harbour Weekly", "2017-04-28"),
        ("Harbour Weekly — Monday, May 3, 2004", "Harbour Weekly", "2004-05-03"),
        ("12 September 2014", None, "2014-09-12"),
        ("This story is from March 3, 2004", None, "2004-03-03"),
        ("Sept. 12, 2014 10:45 AM ET", None, "2014-09-12"),
        ("Updated: 2014-09-12T10:30:00Z", None, "2014-09-12"),
        ("Updated 14:35 GMT 12 Sept 2014", None, "2014-09-12"),
        ("Updated at 6:15 p.m. ET on September 12, 2014", None, "2014-09-12"),
        ("Published: 12 September 2014 16:20 BST | Last updated 13 September 2014", None, "2014-09-12"),
        ("Sept. 12, 2014 | 3:45 PM", None, "2014-09-12"),
        ("Fri, 12 September 2014 - 10:20", None, "2014-09-12"),
        ("New York, 12 May 2004", None, "2004-05-12"),
    ],
)
def test_outlets_and_dates(line, publisher, published):
    found = find_apparatus(f"Water decides the truce of Nareth\n{line}\n\n{BODY}")
    assert (found.publisher, found.published) == (publisher, published)
    assert found.title == "Water decides the truce of Nareth"


@pytest.mark.parametrize(
    "line",
    [
        "Published in secret, the report named three generals.",
        "Published on the day of the coup, the letter asked for calm.",
        "Published on 3 May 2011, the letter to the Harbour Post asked for calm.",
        "On 12 September 2014 the army took the town.",
        "12 September 2014 was the day the army took the town.",
        "Nareth, 12 May 2004, was the scene of a massacre.",
        "Source of the conflict: water and the road that leads to it.",
    ],
)
def test_sentences_with_dates_and_outlets_stay_text(line):
    assert kinds(f"{line}\n\n{BODY}") == []


@pytest.mark.parametrize(
    ("prefix", "publisher", "published"),
    [
        ("NARETH, Orland, Feb. 23, 2002 --", None, "2002-02-23"),
        ("NARETH —", None, None),
        ("NARETH (Reuters) -", "Reuters", None),
        ("NARETH, May 3 (AFP) —", "AFP", None),
        ("(AP) —", "AP", None),
        ("Nareth (AFP) –", "AFP", None),
        ("PORT NARETH, Orland —", None, None),
        ("KARSK, Nareth Strip (River Wire) —", "River Wire", None),
        ("NARETH (Orland Press Service) -", "Orland Press Service", None),
        ("PORT NARETH, Orland Territories:", None, None),
        ("LYON:", None, None),
        ("Kabul, Afghanistan –", None, None),
        ("New Delhi, May 3 (PTI)", "PTI", None),
        ("12 Sept 2014, 14:35 GMT -", None, "2014-09-12"),
        ("11:05 UTC - By Amina Diallo -", None, None),
        ("18:20 -", None, None),
        ("By Amina Diallo | Nareth -", None, None),
    ],
)
def test_wire_datelines_cover_only_the_beginning_of_the_line(prefix, publisher, published):
    text = f"Siege broken\n\n{prefix} {BODY}"
    found = find_apparatus(text)
    assert [said for kind, said in kinds(text) if kind == "dateline"] == [prefix]
    assert (found.publisher, found.published) == (publisher, published)


def test_a_dateline_leaves_the_one_line_that_there_is():
    text = "NARETH, Orland (AP) — Gunmen attacked a village on Monday."
    assert [said for kind, said in kinds(text)] == ["NARETH, Orland (AP) —"]


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance that was declared dead so often — will not go home.",
        "ISIS - what is it?",
        "ECOWAS — The bloc has failed.",
        "UNORLA (United Nations Orland Mission) — The mission has failed.",
        "KARSK FRONT (Popular Front) - They have not given up.",
        "PEACE — a word that the ministers like — is far away.",
        "War - and nothing else - was what they wanted.",
        "TALKS failed - again.",
        "NARETH: The mayor has failed.",
        "CLINTON: The mayor has failed.",
        "Karsk, Orland - The mayor has failed.",
        "Kabul, Afghanistan - and with it the whole region - has failed.",
        "ORLAND MISSION: It is over.",
        "12 September 2014 - The army took the town.",
        "May 2014 - The army took the town.",
        "By Monday - The army had said so - the town was empty.",
        "By Nareth - The army halted there.",
        "At 11:05 - The army said so - the siege was over.",
    ],
)
def test_dashes_do_not_make_a_dateline(line):
    assert not [1 for kind, _ in kinds(f"{line} {BODY}") if kind == "dateline"]


@pytest.mark.parametrize(
    "bio",
    [
        "Amina Diallo is a senior fellow at the Centre for River Studies.",
        "Diallo teaches in Nareth.",
        "Amina Diallo, a hydrologist, left the ministry in 2011. She lives in Geneva.",
        "*Amina Diallo grew up on the plain.*",
        "The author is a retired engineer. Her views are her own.",
        "A. Diallo writes about rivers.",
    ],
)
def test_biographies_of_the_bylined_author(bio):
    text = f"By Amina Diallo\n\n{BODY}\n\n{bio}\n"
    assert kinds(text) == [("byline", "By Amina Diallo"), ("bio", bio)]


def test_a_biography_names_the_author_where_no_byline_does():
    text = (
        f"{BODY}\n\nPer Holm is a visiting fellow at the Centre for River Studies.\n\nFollow him on Twitter: @perholm"
    )
    assert find_apparatus(text).author == "Per Holm"
    assert [kind for kind, _ in kinds(text)] == ["bio", "handle"]


@pytest.mark.parametrize(
    "last",
    [
        "Karim Osso is a former director of the water board.",  # named in the body below
        "The dam is the key.",
        "Nareth is a founding member of the league.",
        "He is a professor of law, and it shows.",
        "The Orland Water Board is a member of the alliance.",
        "Amina Diallo was killed on Tuesday.",
    ],
)
def test_the_last_sentence_of_an_article_is_not_a_biography(last):
    text = f"{BODY}\n\nKarim Osso, once in charge of the dam, disagrees.\n\n{last}"
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", ["Per Holm is a visiting fellow at the Centre.", "Follow us: @abc", "By Amina Diallo", "Read more"]
)
def test_a_text_is_never_all_apparatus(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Follow her on Twitter: @amina_d", "handle"),
        ("@amina_d", "handle"),
        ("Contact the author at amina@harbour.example", "handle"),
        ("Read more: The river and the road", "promo"),
        ("Share this article", "promo"),
        ("Facebook Twitter Email", "promo"),
        ("Copyright 2014 The Harbour Post", "promo"),
        ("© 2014 The Harbour Post. All rights reserved.", "promo"),
        ("https://harbour.example/talks?id=3", "promo"),
        ("(Additional reporting by Per Holm; Editing by Li Wei)", "promo"),
        ("5 min read", "promo"),
    ],
)
def test_feet(line, kind):
    assert kinds(f"{BODY}\n\n{line}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share the water and the war will end.",
        "Follow the money, said the minister, and you will find the general.",
        "The minister wrote to @amina_d that he would resign.",
        "Contact between the two armies ended in May.",
        "Print and radio were closed down by the junta.",
        "2014",
        "Comments by the general made things worse.",
        "Donate? They would rather fight.",
        "Relations between the two got worse.",
        "Subscribers to this theory are few, and all of them are generals.",
    ],
)
def test_sentences_at_the_foot_stay_text(line):
    assert kinds(f"{BODY}\n\n{line}") == []


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Water decides the truce\n\n", "Water decides the truce"),
        ("# Water decides the truce\n\n", "Water decides the truce"),
        ("Water decides the truce\n", "Water decides the truce"),
        ("OPINION\nWater decides the truce\n\n", "Water decides the truce"),
        ("Who owns the river?\n\n", "Who owns the river?"),
        ("Water decides. Nobody else does.\nBy Amina Diallo\n\n", "Water decides. Nobody else does."),
        ("The water decides who wins.\n\n", None),
        ("and so it began\n\n", None),
        ("They wanted three things:\n\n", None),
        ("", None),
    ],
)
def test_titles(head, title):
    text = head + BODY
    found = find_apparatus(text)
    assert found.title == title
    if title:
        assert "title" in [kind for kind, _ in kinds(text)]


def test_hard_wrapped_prose_has_no_title():
    assert (
        kinds(
            "The army left the town in the night and took\nthe bakers with it, so that nobody had "
            "bread\nin the morning."
        )
        == []
    )


def test_front_matter_is_apparatus():
    text = f"---\ntitle: Water\nauthor: Amina Diallo\n---\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["promo"] * 4


def test_carriage_returns_and_blanks_do_not_move_spans():
    text = f"\r\n  By Amina Diallo \t\r\n\r\n{BODY}\r\n\r\n  Follow her on Twitter: @amina_d  \r\n"
    assert kinds(text) == [("byline", "By Amina Diallo"), ("handle", "Follow her on Twitter: @amina_d")]


@given(
    st.lists(
        st.sampled_from(
            [
                "By",
                "Amina",
                "Diallo",
                ",",
                "is",
                "a",
                "fellow",
                "@x",
                "2014",
                "May",
                "12",
                "--",
                "NARETH",
                "\n",
                "\n\n",
                " ",
                "(",
                ")",
                "|",
                "Published on",
                "The Post",
                ".",
            ]
        ),
        max_size=60,
    ).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_spans_are_stripped_lines_inside_the_text(text):
    found = find_apparatus(text)
    ends = 0
    for line in found.lines:
        said = text[line.span.start : line.span.end]
        assert said and said == said.strip() and line.span.start >= ends
        ends = line.span.end
    assert found == find_apparatus(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "\n" * 500_000,
        "By A " * 200_000,
        "@" * 100_000,
        ("A. " * 60 + "\n") * 40,
        "By " + "A-" * 140 + "\n\nx",
        ("(" * 250 + "\n") * 30,
        ("Mr. " * 70 + "\n") * 30,
    ],
    ids=range(8),
)
def test_hostile_texts_cost_no_time(text):
    start = time.process_time()
    find_apparatus(text)
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2014-09-12", "2014-09-12"), ("2014-09", "2014-09"), ("2014", "2014"), ("20140912", "2014-09-12"),
        ("2014-09-12T10:00:00Z", "2014-09-12"), ("2014/9/2", "2014-09-02"), ("12 September 2014", "2014-09-12"),
        ("12th of September, 2014", "2014-09-12"), ("Sept. 12, 2014", "2014-09-12"), ("September 2014", "2014-09"),
        ("Fri, 12 Sep 2014 10:00:00 GMT", "2014-09-12"), ("25/12/2014", "2014-12-25"), ("12/25/2014", "2014-12-25"),
        ("03/04/2014", "2014"), ("04/04/2014", "2014-04-04"), ("D:20140912103000+02'00'", "2014-09-12"),
        ("31 February 2014", None), ("yesterday", None), ("", None), (None, None), ("99/99/2014", None),
        ("2014-13-01", None), ("2014.0", "2014"),
    ],
)  # fmt: skip
def test_dates(written, date):
    assert iso_date(written) == date


def test_a_byline_before_the_story_names_the_writer():
    assert find_apparatus(f"Siege broken\n\n11:05 UTC - By Amina Diallo - {BODY}").author == "Amina Diallo"
    assert find_apparatus(f"Siege broken\n\nBy Amina Diallo in Nareth - {BODY}").author == "Amina Diallo"
