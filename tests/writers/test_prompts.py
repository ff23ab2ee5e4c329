import datetime as dt
import json
import re
import shutil

import pytest
from telling import ROOT

from briefer.errors import UsageError
from briefer.grounding.locate import locate
from briefer.language.tokens import quotations
from briefer.records import Wishes
from briefer.writers import prompts, replies
from briefer.writers.judge import opinions
from briefer.writers.prompts import PROMPTS, Prompts

VERSION = re.search(r"^version: \d+$", (ROOT / "prompts" / "brief.md").read_text(encoding="utf-8"), re.MULTILINE)[0]
LINE = re.compile(r"^\[(A\d+\.\d+)\] (.*)$", re.MULTILINE)


def text_of(name):
    """A built-in prompt file."""
    return (ROOT / "prompts" / f"{name}.md").read_text(encoding="utf-8")


def test_the_table_of_prompts_is_pinned():
    """A new prompt is a file and a line in the table."""
    assert list(PROMPTS) == ["brief", "merge", "repair", "judge", "again"]
    assert {p.stem for p in (ROOT / "prompts").glob("*.md")} == {*PROMPTS, "README"}


@pytest.mark.parametrize("name", ["brief", "merge", "repair"])
def test_worked_examples_pass_production_grounding(name):
    """Every quote of an example answer is found in the passage that it names, and is as long as the prompt asks."""
    text = text_of(name).replace("$$", "$")
    passages = dict(LINE.findall(text))
    example = next(line for line in text.splitlines() if line.startswith('{"headline"'))
    draft = replies.draft(example)
    entries = [*draft.voices, *draft.timeline]
    claims = [*draft.claims, *(p for d in draft.disagreements for p in d.positions), *(e.claim for e in entries)]
    assert claims
    assert all(locate(passages[q.passage], q.text) for spoken in draft.quotes for q in spoken.claim.quotes)
    for quote in (quote for claim in claims for quote in claim.quotes):
        found = locate(passages[quote.passage], quote.text)
        assert found is not None, quote
        assert 8 <= len(quote.text.split()) <= 15, quote


def test_the_judge_s_example_names_words_that_stand_where_it_says():
    """Those of a claim in that claim, those of the evidence in a sentence that it cites; each claim is answered."""
    text = text_of("judge")
    cited = dict(re.findall(r"^\[(\d)\] (.*)$", text, re.MULTILINE))
    claims = {number: rest for number, *rest in re.findall(r"^(\d)\. (.*) \[(\d)\]$", text, re.MULTILINE)}
    answer = opinions(next(line for line in text.splitlines() if line.startswith('{"objections"')), len(claims))
    assert None not in answer
    for number, opinion in enumerate(answer, 1):
        claim, reference = claims[str(number)]
        assert all(o.words in claim and o.contrary in cited[reference] for o in opinion)
    assert [len(opinion) for opinion in answer] == [1, 1]


@pytest.mark.parametrize("name", ["brief", "merge"])
def test_the_examples_are_whole_answers(name):
    """They hold every field of the schema that is asked for where nobody wishes otherwise, in its order."""
    lists = prompts.lists(Wishes())
    example = next(line for line in text_of(name).splitlines() if line.startswith('{"headline"'))
    assert list(json.loads(example)) == replies.answer_schema(*lists)["required"]


def test_the_example_shows_each_kind_of_line():
    """A voice, somebody's words, and an event whose weekday became a date."""
    example = next(line for line in text_of("brief").splitlines() if line.startswith('{"headline"'))
    draft = replies.draft(example)
    (voice,), (spoken,), (event,) = draft.voices, draft.quotes, draft.timeline
    assert voice.who == spoken.who == "Ada Lund"
    (quote,) = spoken.claim.quotes
    passage = dict(LINE.findall(text_of("brief")))[quote.passage]
    assert quote.text in [span.of(passage) for span in quotations(passage)]
    assert "Wednesday" in event.claim.quotes[0].text
    assert dt.date.fromisoformat(event.day).strftime("%A") == "Wednesday"


def test_articles_stand_only_in_the_data():
    """The instructions hold no variable that carries a word of an article."""
    for name, (required, _optional) in PROMPTS.items():
        system = Prompts.load()[name].system
        assert not [v for v in required if f"${v}" in system]


def test_a_dollar_in_an_article_stays_one():
    """Values are never looked at for variables."""
    values = dict.fromkeys(prompts.wording(Wishes()), "")
    _system, user = Prompts.load()["brief"].fill({**values, "passages": "It cost $mark and $$5.", "mark": "=="})
    assert "It cost $mark and $$5." in user


def test_a_missing_value_is_an_error():
    """A prompt is never sent with a hole in it."""
    with pytest.raises(KeyError):
        Prompts.load()["brief"].fill({"passages": "x", "mark": "y"})


def test_own_prompts_go_first_and_change_the_hash(tmp_path):
    """A file in the person's folder is used; the others are the built-in ones."""
    shutil.copy(ROOT / "prompts" / "brief.md", tmp_path / "brief.md")
    assert Prompts.load(tmp_path).sha256 == Prompts.load().sha256
    (tmp_path / "brief.md").write_text(text_of("brief") + "Thank you.\n")
    own = Prompts.load(tmp_path)
    assert f"version: {own['brief'].version}" == VERSION
    assert own["brief"].user.endswith("Thank you.")
    assert own["judge"] == Prompts.load()["judge"]
    assert own.sha256 != Prompts.load().sha256


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.replace("---\nname", "name", 1), "no front matter"),
        (lambda t: t.replace("name: brief", "name: letter"), "name: brief"),
        (lambda t: t.replace(VERSION, "version: new"), "whole number"),
        (lambda t: t.replace(VERSION, "version 2"), "key: value"),
        (lambda t: t.replace("# User", "# Data"), "# User"),
        (lambda t: t.replace("$passages", "$pasages"), r"unknown variable \$pasages"),
        (lambda t: t.replace("$passages", ""), r"must use \$passages"),
        (lambda t: t.replace("# System\n", "# System\n$passages\n"), "only after"),
        (lambda t: t + "It costs $5.", "no variable"),
    ],
)
def test_a_prompt_that_is_not_well_formed_is_named(tmp_path, change, said):
    """With its file, and with what is wrong."""
    (tmp_path / "brief.md").write_text(change(text_of("brief")), encoding="utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        Prompts.load(tmp_path)
    assert "brief.md" in caught.value.message


def test_a_folder_without_prompts_is_named(tmp_path):
    """And one with a file that is no text."""
    with pytest.raises(UsageError, match="no prompts there"):
        Prompts.load(tmp_path)
    (tmp_path / "judge.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"judge\.md"):
        Prompts.load(tmp_path)


def test_prompts_are_found_in_a_checkout():
    """Beside the package; a wheel holds them in it."""
    assert (prompts.built_in_folder() / "brief.md").is_file()
