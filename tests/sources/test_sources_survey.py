"""What was read, what was marked and why, what failed."""

import json
from pathlib import Path

from briefer.sources.survey import as_json, as_text, survey

PAGES = Path(__file__).parent.parent / "cases" / "formats" / "pages"


def test_the_report_names_what_a_page_hides(tmp_path):
    """Hidden texts are shown here and stand nowhere else."""
    found = survey([str(PAGES / "poisoned.html"), str(tmp_path / "none.txt")])
    said = json.loads(as_json(found))
    assert said["schema"] == "briefer/sources/1"
    hidden = [each["text"] for each in said["articles"][0]["marked"] if each["kind"] == "hidden"]
    assert len(hidden) == 4
    assert all(text not in found.articles[0].text for text in hidden)
    assert said["failures"] == [{"source": str(tmp_path / "none.txt"), "reason": "there is no such file"}]


def test_the_report_says_where_each_article_is_from_and_what_it_counts_for(tmp_path):
    """Publisher, date, language, family and agency."""
    line = {
        "title": "The mill reopens",
        "text": "LONDON (Reuters) - The paper mill on the lower river opened again on Monday.",
        "publisher": "BBC News",
        "published": "2025-06-18",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    found = survey([str(tmp_path / "a.jsonl")])
    (article,) = json.loads(as_json(found))["articles"]
    assert (article["family"], article["wire_credit"]) == ("BBC", "Reuters")
    text = as_text(found)
    assert "BBC News, 2025-06-18, language en" in text
    assert "whose text it credits to Reuters" in text
    assert text.endswith("1 article read, 0 failures\n")


def test_the_report_is_safe_for_a_terminal(tmp_path):
    """Control and direction characters of a title or a hidden text do not reach the screen."""
    (tmp_path / "a.md").write_text("# Mill\x1b[31m\u202e reopens\n\nThe paper mill on the lower river opened again.\n")
    text = as_text(survey([str(tmp_path / "a.md"), "\x1b[2J"]))
    assert all(character.isprintable() or character == "\n" for character in text)
