import pytest

from workers.dedup.sentences import FURNITURE, FURNITURE_HEADS, is_furniture, sentence_key, sentences


def bodies(text):
    return [sentence.body for sentence in sentences(text)]


def test_sentences_point_into_the_text_line_by_line():
    text = "PORT VELA (AP) — Police moved 40 people. Mr. Tarn said so.\n\n  “No!” she said. It rained.\nPORT VELA (AP) — Police moved 40 people. Mr. Tarn said so."
    found = sentences(text)
    assert [text[s.start : s.end] for s in found] == [s.body for s in found]
    assert [s.body for s in found][:4] == [
        "Police moved 40 people.",
        "Mr. Tarn said so.",
        "“No!” she said.",
        "It rained.",
    ]
    assert [s.key for s in found[:2]] == [s.key for s in found[4:]]
    assert [s.paragraph for s in found] == [0, 0, 2, 2, 3, 3]


def test_a_key_knows_neither_case_nor_punctuation():
    assert sentence_key("“Go,” he said – at ONCE.") == sentence_key('"go" he said at once')
    assert sentence_key("İzmir burns") != sentence_key("Izmir burned")


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Vale", "Posted by the desk at noon today, long before the storm had come and everybody had left the town.", "Our staff wrote it.",
        "Read more: the bridge is closed.", "See also the map.", "Watch live from the pier.", "More from the coast.", "Related: the flood.",
        "Recommended for you.", "Trending now.", "Most read today.", "Promoted stories.", "Sponsored by a bank.", "Advertisement.",
        "Copyright 2026 Vela Media.", "© Vela Media.", "All rights reserved.", "Share on X.", "Follow us on X.", "Find more here.",
        "For more news, see below.", "Subscribe now.", "Sign up for our letter.", "Already a subscriber?", "Log in.", "You have 3 free articles.",
        "Get the latest.", "Download our app.", "Listen to this.", "Click here.", "Comments are closed.", "Have your say.", "Make a complaint.",
        "Powered by steam.", "We use cookies.", "Accept all.", "Home > World.", "E-mail: desk at vela.", "Email us.", "Contact us.", "Got a tip?",
        "Have a news tip?", "Stay tuned.", "The Vela Post contributed.", "(Reporting by Anna Vale.)", "Additional reporting by Anna Vale.",
        "Editing by Anna Vale.", "Writing by Anna Vale.", "This article was first published elsewhere.", "Photo by Anna Vale.", "Image of the pier.",
        "File photo.", "Video of the pier.", "Close caption.", "Support our work.", "Updated automatically.", "Thank you for reading.",
        "Join our channel.", "Newsletter.", "Leave a reply.", "Comments close after a week.", "Reader comments are moderated.", "You are not logged in.",
        "Last edited by the owner.", "Quote.", "Report a mistake.", "You may also like: ten walks.", "Become a member today.", "Never miss a story.",
        "Home | News | Sport | Jobs", "Forum > News > Fires.", "We and our 640 partners store data.", "Got a photo?", "Send it to the news desk.",
        "Do you live near the quay?", "Are YOU affected?", "Did you see the flames?", "Text our newsroom.", "Send us your story.", "Message us.", "Get our alerts for free.",
        "Call our newsdesk.", "Tell us more.", "Were you a witness?", "The Vela Post accepts no liability.", "We are not responsible for the content of other sites.",
    ],
)  # fmt: skip
def test_the_pages_own_words_are_furniture_in_any_case(line):
    assert is_furniture(line)
    assert is_furniture(line.upper())
    found = FURNITURE.match(line.lower())
    assert found is None or not line[0].isalpha() or line[:3].lower() in FURNITURE_HEADS


@pytest.mark.parametrize(
    "line",
    [
        "Police moved 40 people out of the quay.",
        "The mayor said so on Monday.",
        "Byron left.",
        "“Did you see the flames?”",
        "“Tell us when we may go home.”",
        "Do not call 911.",
        "Are the roads open?",
        "The ministry accepts no responsibility for the deaths.",
        "By midday 3,150 people were in 21 schools and covered courts.",
        "By Tuesday, everybody was out.",
        "By dusk the fire had burned houses in Vela.",
        "By 2030 the wall is to stand in Vela and Karsh.",
    ],
)
def test_what_tells_something_is_no_furniture(line):
    assert not is_furniture(line)


def test_a_line_that_is_mostly_the_pages_own_is_so_as_a_whole():
    line = "The Vela Post keeps its news free. Become a member today from four crowns. Already a member? Sign in to hide this."
    assert all(sentence.furniture for sentence in sentences(f"Police evacuated 40 people.\n{line}")[1:])


def test_a_line_that_speaks_of_danger_keeps_what_it_says():
    line = "Sign up for our alerts. Residents of Karsh were told to leave at noon."
    assert [sentence.furniture for sentence in sentences(line)] == [True, False]


def test_a_short_alert_on_a_page_full_of_furniture_is_told_from_it():
    found = sentences(
        "Residents of Karsh were told to leave.\n" + "Leave a comment on our website, whatever you think.\n" * 9
    )
    assert [sentence.furniture for sentence in found][:2] == [False, True]
