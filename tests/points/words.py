"""Phrases from the article, texts of a student's own, and an order that was left as it is."""

from __future__ import annotations

from tests.points.lesson import PAIR, make, row

RUNS = {"from_article": True, "wrong": [{"say": ["1,400 crates"], "feedback": PAIR}]}
PLACE = {"from_article": True, "accept": ["Washington, D.C."]}
PHRASE_RUNS = [
    row("phrase", "a run that holds an accepted phrase", "over 1,400", (100, "correct"), **RUNS),
    row("phrase", "a number without its comma", "over 1400", (100, "correct"), **RUNS),
    row("phrase", "the word over", "the word over", (100, "correct"), **RUNS),
    # It holds "over" and the listed wrong "1,400 crates".
    row("phrase", "a run that holds a wrong one as well", "over 1,400 crates", (0, "incorrect"), **RUNS),
    row("phrase", "a run that holds no accepted phrase", "crates", (0, "incorrect"), **RUNS),
    row("phrase", "no run of the article", "over 1,500", (0, "incorrect"), **RUNS),
    row("phrase", "an abbreviation without stops", "Washington, DC", (100, "correct"), **PLACE),
    row("phrase", "an abbreviation without a comma", "Washington D.C.", (100, "correct"), **PLACE),
    row("phrase", "a run around an abbreviation", "came to Washington, D.C.", (100, "correct"), **PLACE),
]

# Asked for are Moss, 1,400, crates, a word such as said, and the fact: five. This has all, in twelve words.
MOSS = "Ben Moss said he likes the plan, and that 1,400 crates came."
NOT_SAID = "Moss did not say that the plan helps."
FOR = "Moss is not against the plan and said the plan helps."
TO = "For Moss, the plan helps."
TO_LIND = "For Lind, the plan helps, and Moss came."
OWNED = {"fact": [{"id": "plan", "say": ["plan helps"], "owner": ["Moss"], "feedback": PAIR}]}
REWRITE = [
    row("rewrite", "all that is asked for", MOSS, (100, "complete")),
    row("rewrite", "a number without its comma", MOSS.replace("1,400", "1400"), (100, "complete")),
    row("rewrite", "a word in quotation marks", MOSS.replace("plan,", "plan, calls it “bold”,"), (100, "complete")),
    # 4/5, 3/5, 0/5.
    row("rewrite", "four of five", MOSS.replace("crates ", ""), (80, "unfinished")),
    row("rewrite", "three of five", "Ben Moss said that 1,400 came to the town.", (60, "unfinished")),
    row("rewrite", "none of five", "The weather was fine on that day.", (0, "unfinished")),
    # A gate that is open holds back half: 5/5 ÷ 2.
    row("rewrite", "a word to drop", MOSS.replace("likes", "praised it and likes"), (50, "unfinished")),
    row("rewrite", "another form of a word to drop", MOSS.replace("likes", "praises it and likes"), (50, "unfinished")),
    row("rewrite", "another form of a word to avoid", MOSS.replace("and", "and boasted"), (50, "unfinished")),
    row("rewrite", "a number that is new", MOSS.replace("came", "came on 3 trucks"), (50, "unfinished")),
    row("rewrite", "a number that is new, in words", MOSS.replace("came", "came on three trucks"), (50, "unfinished")),
    row("rewrite", "a quotation that is new", MOSS.replace("plan,", "plan, calls it “huge”,"), (50, "unfinished")),
    row("rewrite", "a quotation in single marks", MOSS.replace("plan,", "plan, calls it ‘huge’,"), (50, "unfinished")),
    row("rewrite", "a quotation in angle marks", MOSS.replace("plan,", "plan, calls it «huge»,"), (50, "unfinished")),
    # "Only" leaves the 1,400 of P5 as it is, but P4 has "over 1,400": less than that is new.
    row("rewrite", "a number made less", MOSS.replace("1,400", "only 1,400"), (50, "unfinished")),
    row("rewrite", "a number of thousands of millions", MOSS.replace("1,400", "1,400 million"), (40, "unfinished")),
    row("rewrite", "what the writer counts, twice", f"{MOSS} Two claims, so I name two.", (100, "complete")),
    # "old" is only in "bold".
    row("rewrite", "a quotation of half a word", MOSS.replace("plan,", "plan, calls it “old”,"), (50, "unfinished")),
    row("rewrite", "a listed word without its marks", MOSS.replace("plan,", "plan, so bold,"), (50, "unfinished")),
    row("rewrite", "the fewest words", MOSS, (100, "complete"), min_words=12),
    row("rewrite", "one word too few", MOSS, (50, "unfinished"), min_words=13),
    row("rewrite", "the most words", MOSS, (100, "complete"), max_words=12),
    row("rewrite", "one word too many", MOSS, (50, "unfinished"), max_words=11),
    # Two gates hold back no more than one.
    row("rewrite", "two gates", MOSS.replace("came", "praised on 3 trucks came"), (50, "unfinished")),
    # 4/5 ÷ 2.
    row("rewrite", "four of five and a gate", MOSS.replace("crates came", "came on 3 trucks"), (40, "unfinished")),
    # 3 × 4/5 = 2.4; 1 × 3/5 ÷ 2 = 0.3.
    row("rewrite", "four of five of three points", MOSS.replace("crates ", ""), (2.4, "unfinished"), points=3),
    # The fact is there, and its owner is in another sentence: 4/5.
    row(
        "rewrite",
        "an owner in another sentence",
        "The plan helps everyone. Ben Moss said that 1,400 crates came.",
        (80, "unfinished"),
        **OWNED,
    ),
    row(
        "rewrite",
        "an owner in the same clause",
        "Ben Moss said the plan helps everyone. He said that 1,400 crates came.",
        (100, "complete"),
        **OWNED,
    ),
    # What needs a person waits, and costs nothing.
    row("rewrite", "a denial near a fact", MOSS.replace("likes", "never likes"), (None, "needs_teacher")),
    row(
        "rewrite",
        "a denial of a claim's telling",
        f"{NOT_SAID} Of 1,400 crates he knows.",
        (None, "needs_teacher"),
        **OWNED,
    ),
    row("rewrite", "a no against a no", f"{FOR} Of 1,400 crates he knows.", (100, "complete"), **OWNED),
    row("rewrite", "whose view it is, with “to”", f"{TO} He said 1,400 crates came.", (100, "complete"), **OWNED),
    row(
        "rewrite",
        "another one's view, with “for”",
        f"{TO_LIND} He said 1,400 crates came.",
        (None, "needs_teacher"),
        **OWNED,
    ),
    row("rewrite", "a letter that looks like another", MOSS.replace("and", "and bоasted"), (None, "needs_teacher")),
    row("rewrite", "a word of contempt", MOSS.replace("said", "the idiot said"), (None, "needs_teacher")),
]

REFLECTION = [
    row("reflection", "as many words as asked", "I saw crates.", (100, "complete")),
    row("reflection", "a word too few", "I saw.", (0, "unfinished")),
    row("reflection", "nothing written", "  ", (None, "unanswered")),
]

UNTOUCHED = [
    row(
        "order",
        "left as it is shown",
        [item["id"] for item in make("order").public()["items"]],
        (None, "unanswered"),
    ),
]


WORDS = [*PHRASE_RUNS, *REWRITE, *REFLECTION, *UNTOUCHED]
