"""What a digest tells: only what is new, ranked, with what could not be read; and that a slot is told once."""

import re
from datetime import timedelta

import pytest
from desk import MONDAY, TUESDAY

from briefer.app import verify
from briefer.digest import running
from briefer.digest.store import StoreError, outbox, runs
from briefer.errors import ModelUnavailable, NoReadableSource


def headlines(document):
    """The stories of a digest, in order."""
    return re.findall(r"^## (.*)$", document, flags=re.MULTILINE)


def section(document, name):
    """What stands under a heading of a story."""
    found = re.search(rf"^### {name}[^\n]*\n\n(.*?)(?=^##|\Z)", document, flags=re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.fixture
def store(desk, opened):
    """The desk's store."""
    with opened(desk) as store:
        yield store


def test_the_first_digest_tells_everything(desk, store):
    """Each story of the sources has its brief, the one with more origins first."""
    desk.write(MONDAY)
    document = desk.run(store).document
    assert document.startswith("# Ports: Monday 23 November 2026\n\n2 stories from 3 new articles.\n")
    assert [("crane" in h.lower(), "olar" in h) for h in headlines(document)] == [(True, False), (False, True)]


def test_a_slot_is_told_once(desk, store):
    """A slot that has its digest is never made again, whatever is new by then."""
    desk.write(MONDAY)
    assert desk.run(store).state == "digest"
    desk.write(TUESDAY)
    again = desk.run(store)
    assert (again.state, again.sent) == ("again", 0)
    assert len(list((desk.folder / "out").glob("*.html"))) <= 2  # one page and the index


def test_the_next_digest_tells_what_is_new(desk, store):
    """A story that goes on is told by what is new in it, with old and new value of what changed."""
    desk.write(MONDAY)
    desk.run(store)
    desk.write(TUESDAY)
    desk.sleep(days=1)
    document = desk.run(store).document
    assert "1 story from 1 new article since 23 November 2026." in document
    assert headlines(document) == ["Port Ellery toll rises to five"]
    changed = section(document, "Changed since 23 November 2026")
    assert "three → five" in changed
    assert "Five workers were killed" in changed
    assert "*Before:*" in changed
    assert "last told on 23 November 2026: 1 new, 1 changed, 1 confirmed by a further source." in document


def test_a_digest_can_be_verified_again(desk, store):
    """Every claim of a digest is grounded again from its Markdown and the articles, the earlier values included."""
    desk.write(MONDAY)
    desk.run(store)
    desk.write(TUESDAY)
    desk.sleep(days=1)
    document = desk.run(store).document
    texts = {f"in/{name}": text for name, text in (MONDAY | TUESDAY).items()}
    report = verify(document, texts)
    assert "three" in document
    assert report.holds, report


def test_nothing_new_is_not_sent(desk, store):
    """A slot without news is remembered as empty, and nobody is bothered."""
    desk.write(MONDAY)
    desk.run(store)
    desk.sleep(days=1)
    outcome = desk.run(store)
    assert (outcome.state, outcome.sent) == ("empty", 0)


def test_nothing_new_can_be_sent_all_the_same(desk, store):
    """Who wants to hear that nothing happened is told so."""
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nwhen_empty = "send"')
    desk.write(MONDAY)
    desk.run(store)
    desk.sleep(days=1)
    outcome = desk.run(store)
    assert outcome.sent == 1
    assert "Nothing new since 23 November 2026." in outcome.document


def test_a_story_that_only_repeats_is_left_out(desk, store):
    """A story in which all was told before has no brief, but is counted; the copy of a text is a reprint."""
    desk.write(MONDAY)
    desk.run(store)
    repeat = (
        "Quay at Port Ellery still shut\n\nThree workers died when a crane collapsed at Port Ellery's northern quay on"
        " Sunday, harbour master Oriel Vance said. Wexmoor has stopped all loading at the northern quay.\n"
    )
    desk.write({"again.txt": MONDAY["courier.txt"], "herald-2.txt": repeat, "new.txt": TUESDAY["courier-2.txt"]})
    desk.sleep(days=1)
    document = desk.run(store).document
    assert "1 article is a reprint of texts that were read before." in document
    desk.write({"herald-3.txt": repeat.replace("still shut", "remains shut")})
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nwhen_empty = "send"')
    desk.sleep(days=1)
    assert "Nothing new in 1 story that ran before" in desk.run(store).document


def test_a_further_source_confirms(desk, store):
    """A claim that somebody else now makes too is told as confirmed, and by whom it was told before."""
    desk.write({"courier.txt": MONDAY["courier.txt"]})
    desk.run(store)
    desk.write({"herald.txt": MONDAY["herald.txt"]})
    desk.sleep(days=1)
    document = desk.run(store).document
    assert re.search(r"told on 23 November 2026 from [^;]+; now from a further source too", document)


def test_an_article_that_was_edited_is_told(desk, store):
    """The same address with other sentences is news: what is no longer there, and what is there now."""
    desk.write(MONDAY)
    desk.run(store)
    desk.write({"courier.txt": MONDAY["courier.txt"].replace("in May", "in October 2024")})
    desk.sleep(days=1)
    document = desk.run(store).document
    assert "## Edited since they were read" in document
    assert "No longer there: “The crane was last inspected in May.”" in document
    assert "Now there: “The crane was last inspected in October 2024.”" in document


def test_white_space_is_no_edit(desk, store):
    """A file whose sentences are the same is not new, however it is laid out."""
    desk.write(MONDAY)
    desk.run(store)
    desk.write({"courier.txt": MONDAY["courier.txt"].replace("\n\n", "\n\n\n")})
    desk.sleep(days=1)
    assert desk.run(store).state == "empty"


def test_a_source_that_fails_is_told_and_stops_nothing(desk, store):
    """A source that cannot be read stands in the digest with its reason; the others are told."""
    desk.edit('sources = ["in/"]', 'sources = ["in/", "gone.txt"]')
    desk.write(MONDAY)
    document = desk.run(store).document
    assert "Not read: gone.txt: there is no such file" in document
    assert len(headlines(document)) == 3  # two stories, and what is said about the digest


def test_a_source_that_fails_for_days_is_complained_of(desk, store):
    """On the third digest in a row without a source, readers are told even if nothing is new."""
    desk.edit('sources = ["in/"]', 'sources = ["in/", "gone.txt"]')
    desk.write(MONDAY)
    states = []
    for _ in range(4):
        states.append(desk.run(store).state)
        desk.sleep(days=1)
    assert states == ["digest", "empty", "digest", "empty"]
    with store.transaction() as db:
        assert "for 3 digests, since 23 November 2026" in runs.find(db, "ports", "2026-11-25T07:00").document
        assert [fault.times for _, fault in runs.failing(db, ["ports"])] == [4]


def test_when_nothing_can_be_read_the_slot_stays_open(desk, store):
    """Soon after its time a slot waits for its sources; after an hour its readers are told."""
    desk.edit('sources = ["in/"]', 'sources = ["gone.txt"]')
    with pytest.raises(NoReadableSource, match=r"gone\.txt: there is no such file"):
        desk.run(store)
    desk.sleep(hours=2)
    outcome = desk.run(store)
    assert outcome.state == "digest"
    assert outcome.document.split("\n\n")[1] == "No source could be read."
    assert "Not read: gone.txt" in outcome.document


def test_an_article_that_cannot_be_cited_is_named(desk, store):
    """A text of which no sentence stands by itself is no story, but its title is told."""
    desk.write(MONDAY)
    desk.write({"blog.txt": "My week at sea\n\nWe saw it and I was so happy, you know, with all of them.\n"})
    document = desk.run(store).document
    assert "## Also reported\n\nMy week at sea" in document
    assert headlines(document)[:2] == ["Crane collapse shuts Port Ellery quay", "Solar farm opens in Tarn Valley"]


def test_the_page_of_a_digest_tells_all_of_it(sqlite_desk, opened):
    """A folder's page says what changed and what goes on, and calls no change a disagreement."""
    sqlite_desk.write(MONDAY)
    with opened(sqlite_desk) as store:
        sqlite_desk.run(store)
        sqlite_desk.write(TUESDAY)
        sqlite_desk.sleep(days=1)
        sqlite_desk.run(store)
    (page,) = (sqlite_desk.folder / "out").glob("2026-11-24-*.html")
    text = page.read_text(encoding="utf-8")
    assert "Changed since 23 November 2026" in text
    assert "Goes on" in text
    assert "Where sources disagree" not in text
    values = page.with_suffix(".json").read_text(encoding="utf-8")
    assert "Changed since 23 November 2026: three → five workers" in values


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModelUnavailable("the model is down"), "the model is down"),
        (KeyError("A7"), "unexpectedly, KeyError('A7')"),  # a fault of ours costs its own story alone
    ],
)
def test_a_story_that_fails_is_told_and_comes_again(desk, store, error, said):
    """A story whose writer fails is named in the digest; its articles are told with the next one."""
    desk.write(MONDAY)

    def press(job, left):
        good = desk.press(job, left)

        def make(story, told):
            if any("solar" in article.text.lower() for article in story.articles):
                raise error
            return good(story, told)

        return make

    first = desk.run(store, press=press).document
    assert f"The story “Solar farm opens in Tarn Valley” could not be briefed: {said}" in first
    desk.sleep(days=1)
    assert headlines(desk.run(store).document) == ["Solar farm opens in Tarn Valley"]


SIX = (
    "Tug crews of Port Ellery ended their strike on Sunday, the union's Ada Moll said.",
    "Museum buys a brass telescope that Ines Corvo built in 1790 for the observatory at Tarn.",
    "Halden Lines finished the rail tunnel under Mount Kessel after nine winters of blasting.",
    "Salt prices doubled in Brinmouth when the old mine flooded, grocers told the council.",
    "Goat farmers from Upper Wend met the queen and gave her a cheese of forty kilograms.",
    "Chess champion Joss Vane lost to a twelve-year-old schoolgirl in a park in Larch Street.",
)


@pytest.mark.parametrize(
    ("wanted", "stories", "got"), [("auto", 5, "standard"), ("auto", 6, "short"), ("long", 6, "long")]
)
def test_of_many_stories_less_is_said(sqlite_desk, opened, wanted, stories, got):
    """With more than five stories in a digest the writer is asked for less, unless the job says how much."""
    sqlite_desk.edit('sources = ["in/"]', f'sources = ["in/"]\nlength = "{wanted}"')
    sqlite_desk.write({f"{n}.txt": f"{text}\n" for n, text in enumerate(SIX[:stories])})
    asked = []

    def press(job, left):
        asked.append(job.length)
        return sqlite_desk.press(job, left)

    with opened(sqlite_desk) as store:
        document = sqlite_desk.run(store, press=press).document
    assert len(headlines(document)) == stories
    assert asked == [got]


def test_more_stories_than_wanted_are_named(desk, store):
    """Stories beyond the job's limit are listed by title, and do not come again."""
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nmax_stories = 1')
    desk.write(MONDAY)
    document = desk.run(store).document
    assert "## Also reported\n\nSolar farm opens in Tarn Valley" in document
    desk.sleep(days=1)
    assert desk.run(store).state == "empty"


MIXED = """
{"id": "de", "title": "Hafen", "text": "Am Montag ist in Port Ellery ein Kran umgestürzt, sagte der Hafenmeister."}
{"id": "old", "title": "Old", "published": "2026-10-01", "text": "The harbour was opened by the queen on a rainy day."}
{"id": "b", "title": "Newer", "published": "2026-11-22", "text": "The pilots want a second tug at the river's mouth."}
{"id": "c", "title": "Newest", "published": "2026-11-23", "text": "The museum has bought an old brass telescope."}
"""


def test_limits_on_articles(desk, store):
    """Articles in other languages, too old, or over the limit are left aside, the newest first."""
    desk.write({"all.jsonl": MIXED})
    limits = 'sources = ["in/"]\nlanguages = ["en"]\nmax_age_days = 7\nmax_articles = 1'
    desk.edit('sources = ["in/"]', limits)
    document = desk.run(store).document
    assert "1 new article" in document
    assert "brass telescope" in document


PAGE = """<html><head><title>{title}</title><link rel="canonical" href="https://gazette.example/{title}"></head><body>
<article><h1>{title}</h1><p>{text}</p><p>{litter}</p></article></body></html>"""
LITTER = "Readers of the Ellery Gazette get two months of free delivery when they subscribe before Christmas."
TELESCOPE = """Museum buys telescope

The museum of shipping in Oldhaven has bought a brass telescope for 900 crowns. It will be shown from Friday on, the
director Ada Quill said. The telescope belonged to a pilot who drowned in the river in 1871."""


def test_page_litter_is_cited_by_nobody(desk, store):
    """A sentence that one host prints under several stories is marked, and no claim is made of it."""
    for text in (MONDAY["courier.txt"], MONDAY["bulletin.txt"], TELESCOPE):
        title, _, body = text.partition("\n\n")
        desk.write({f"{title}.html": PAGE.format(title=title, text=body, litter=LITTER)})
    document = desk.run(store).document
    assert len(headlines(document)) == 3
    assert "free delivery" not in document


def test_the_money_that_is_left(desk, store):
    """A job gets the smaller of its caps for a run and what its month's cap leaves."""
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nmax_cost = 0.5\nmax_cost_month = 0.6')
    desk.write(MONDAY)
    seen = []

    def press(job, left):
        seen.append(left)
        return desk.press(job, left)

    desk.run(store, press=press)
    with store.transaction() as db:
        found = runs.find(db, "ports", "2026-11-23T07:00")
        runs.add(
            db, runs.PastRun(**{n: getattr(found, n) for n in runs.PastRun.__slots__} | {"slot": "x", "cost": 0.45})
        )
    desk.write(TUESDAY)
    desk.sleep(days=1)
    desk.run(store, press=press)
    assert seen == pytest.approx([0.5, 0.15])


def test_a_dry_run_leaves_no_trace(sqlite_desk):
    """A preview shows the digest and writes nothing at all."""
    desk = sqlite_desk
    desk.write(MONDAY)
    before = sorted(p.name for p in desk.folder.iterdir())
    ((note, shown),) = running.previews(desk.config, [desk.job], desk.tools(), slot="2026-11-23T07:00")
    assert (note, "2 stories from 3 new articles" in shown) == ("", True)
    assert sorted(p.name for p in desk.folder.iterdir()) == before


def test_what_is_old_is_forgotten_but_not_told_again(desk, store):
    """After the time of retention digests and receipts are gone; a file that still lies there stays known."""
    desk.edit("[jobs.ports]", "retention_days = 10\n\n[jobs.ports]")
    desk.write(MONDAY)
    desk.run(store)
    for _ in range(3):
        desk.sleep(days=6)
        assert desk.run(store).state == "empty"
    with store.transaction() as db:
        assert [run.slot for run in runs.listed(db, ["ports"], 9)] == ["2026-12-11T07:00", "2026-12-05T07:00"]


def test_two_installations_never_share_a_message(sqlite_desk, opened):
    """The keys of messages come from the store: another store's digest of the same slot has others."""
    sqlite_desk.write(MONDAY)
    keys = set()
    for name in ("briefer.db", "other.db"):
        sqlite_desk.edit("briefer.db", name)
        with opened(sqlite_desk) as store:
            sqlite_desk.run(store)
            with store.transaction() as db:
                keys.update(entry.part.key for entry in outbox.rows(db, ["ports"]))
        sqlite_desk.edit(name, "briefer.db")
    assert len(keys) == 2


BROKEN = """[jobs.broken]
schedule = "0 7 * * *"
sources = ["gone/"]
targets = ["archive"]

[jobs.ports]"""


def test_jobs_do_not_stop_one_another(desk, store):
    """A job that fails is told, and the next one runs; the exit code is the failure's."""
    desk.edit("[jobs.ports]", BROKEN)
    desk.write(MONDAY)
    config = desk.config
    results = list(running.run_jobs(config, list(config.jobs.values()), store, desk.tools(), slot="2026-11-23T07:00"))
    assert [type(result).__name__ for result in results] == ["Stopped", "Outcome"]
    assert running.exit_code(results) == 3


def test_what_is_due_is_run_once(desk, store):
    """`--if-due` runs the slot that has come, and does nothing until the next one."""
    desk.write(MONDAY)

    def look():
        return [r.state for r in running.run_jobs(desk.config, [desk.job], store, desk.tools(), if_due=True)]

    assert look() == ["digest"]
    assert look() == ["idle"]
    desk.sleep(days=3)
    assert look() == ["empty"]
    assert look() == ["idle"]


def test_a_store_that_is_full_leaves_the_slot_open(sqlite_desk, opened):
    """When the disk takes no more, the person is told, nothing is half written, and the next run does it all."""
    sqlite_desk.write(MONDAY)
    with opened(sqlite_desk) as store:
        filled_up(sqlite_desk, store)


def filled_up(desk, store):
    """The test, with the store open."""
    with store.transaction() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="full") as caught:
        desk.run(store)
    assert caught.value.hint
    with store.transaction() as db:
        assert runs.listed(db, ["ports"], 1) == []
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        db.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert desk.run(store).sent == 1


def test_stories_are_followed_for_a_while(desk, store):
    """An article weeks later begins a new story, though it is about the same thing."""
    desk.write(MONDAY)
    desk.run(store)
    desk.write(TUESDAY)
    desk.now += timedelta(days=30)
    assert "Changed since" not in desk.run(store).document
