"""The command line as a person uses it: what it prints, where, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from model_server import ModelServer, Raw

from briefer import cli

ROOT = Path(__file__).resolve().parent.parent
SEEDS = str(ROOT / "seeds")
ARTICLE = "Tolvane ended its contract with Oriel on Monday. Bramwick bought a third of Oriel in May, Ada Moll said.\n"


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """A working folder of its own, and no setting from outside."""
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.startswith(("BRIEFER_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFER_CACHE", "off")


def run(*arguments, stdin=None):
    """What the command line does with some arguments."""
    return CliRunner().invoke(cli.main, [str(a) for a in arguments], input=stdin)


def answer(*claims, headline="Tolvane ends its contract with Oriel"):
    """A model's answer with some claims, each (text, passage, quote)."""
    return {
        "headline": headline,
        "claims": [
            {"section": "key_facts", "text": text, "evidence": [{"passage": ref, "quote": quote}]}
            for text, ref, quote in claims
        ],
        "disagreements": [],
    }


TRUE = ("Tolvane ended its contract with Oriel.", "A1.1", "Tolvane ended its contract with Oriel on Monday")


def test_a_brief_goes_to_standard_output_and_nothing_else_does():
    """Results on stdout, everything else on stderr; nothing on stderr when all is well and nobody watches."""
    done = run("brief", SEEDS)
    assert done.exit_code == 0
    assert done.stdout.startswith("# ")
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["md", "json", "text", "html"])
def test_every_form_can_be_printed_and_written(form, tmp_path):
    """`-f` prints a form; `-o` writes the same to a file, which it replaces whole."""
    target = tmp_path / f"brief.{form}"
    target.write_text("old", encoding="utf-8")
    assert run("brief", SEEDS, "-f", form, "-o", target).exit_code == 0
    assert "Brackwing" in target.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_the_ending_of_the_file_chooses_the_form(tmp_path):
    """`-o brief.json` writes JSON without being told."""
    run("brief", SEEDS, "-o", tmp_path / "brief.json")
    assert json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["schema"] == "briefer/brief/1"


def test_a_file_that_cannot_be_written_is_a_usage_error(tmp_path):
    """Nothing half-written, exit 2, and the file's name in the message."""
    done = run("brief", SEEDS, "-o", tmp_path / "no" / "brief.md")
    assert done.exit_code == 2
    assert "brief.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_a_source():
    """`-` reads an article from standard input."""
    done = run("brief", "-", stdin=ARTICLE)
    assert done.exit_code == 0
    assert "Tolvane ended its contract" in done.stdout


def test_without_a_readable_source_there_is_no_brief(tmp_path):
    """Exit 3 and a line a source that says why."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "data.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "folder").mkdir()
    done = run("brief", "empty.txt", "data.txt", "folder", "missing.txt")
    assert done.exit_code == 3
    assert done.stdout == ""
    for name in ("empty.txt", "data.txt", "folder", "missing.txt"):
        assert any(line.strip().startswith(name) for line in done.stderr.splitlines())


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    """The brief is made, and the bad source is named on stderr and in the brief."""
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("brief", SEEDS, "empty.txt", "-f", "json")
    assert done.exit_code == 0
    assert "empty.txt" in done.stderr
    assert json.loads(done.stdout)["failures"][0]["source"] == "empty.txt"


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("brief", SEEDS, "-f", "pdf"), "json"),
        (("brief", SEEDS, "--length", "huge"), "standard"),
        (("brief", SEEDS, "--max-claims", "0"), "1"),
        (("brief", SEEDS, "--fallback", "maybe"), "none"),
        (("brief",), "SOURCE"),
        (("stories", SEEDS, "-f", "md"), "json"),
        (("schema", "nothing"), "answer"),
        (("nothing",), "nothing"),
    ],
)
def test_wrong_options_are_usage_errors_that_name_what_is_allowed(arguments, allowed):
    """Exit 2, the allowed values in the message, no traceback."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert allowed in done.stderr
    assert "Traceback" not in done.stderr


def test_json_says_what_the_contract_says():
    """Every citation's slice is the article's text, every article is accounted for."""
    made = json.loads(run("brief", SEEDS, "-f", "json").stdout)
    texts = {a["id"]: a["text"] for a in made["articles"]}
    citations = [c for claim in made["claims"] for c in claim["citations"]]
    assert len(citations) > 10
    assert all(texts[c["article"]][c["start"] : c["end"]] == c["text"] for c in citations)
    assert {a["use"] for a in made["articles"]} <= {"cited", "duplicate", "unused"}
    assert made["provenance"]["writer"] == "extractive"


def test_sources_can_be_left_out_of_the_json():
    """`--no-embed-sources` leaves the texts out and nothing else."""
    made = json.loads(run("brief", SEEDS, "-f", "json", "--no-embed-sources").stdout)
    assert not any("text" in a for a in made["articles"])
    assert all(len(a["sha256"]) == 64 for a in made["articles"])


def test_per_story_makes_a_brief_of_each(tmp_path):
    """Two unrelated events: a warning without `--per-story`, two briefs with it."""
    (tmp_path / "other.txt").write_text(
        "The ferry to Sandholm ran aground in fog on Sunday with 212 people aboard.\n\n"
        "Rescue boats took everyone to the harbour of Lysvik by midnight, the coast guard said.\n",
        encoding="utf-8",
    )
    one = run("brief", SEEDS, "other.txt")
    assert "2 different stories" in one.stderr
    each = json.loads(run("brief", SEEDS, "other.txt", "-f", "json", "--per-story").stdout)
    assert each["schema"] == "briefer/briefs/1"
    assert len(each["briefs"]) == 2


def test_sections_are_chosen_and_ordered():
    """`--sections` shows those that it names, in its order; an empty one is told, an unknown name is a usage error."""
    chosen = run("brief", SEEDS, "--sections", "differ, lead").stdout
    headings = [line for line in chosen.splitlines() if line.startswith("## ")]
    assert headings == ["## Where sources differ", "## Sources"]
    after = chosen.partition("## Where sources differ")[2]
    assert any(line and line[0].isupper() and line.endswith(")*") for line in after.splitlines())  # the lead
    assert "nothing to show under questions" in run("brief", SEEDS, "--sections", "questions,lead").stderr
    wrong = run("brief", SEEDS, "--sections", "lead,weather")
    assert wrong.exit_code == 2
    assert "'weather'; there are lead, facts" in wrong.stderr


def test_the_evidence_is_printed_when_asked_for():
    """`--evidence` adds the quotations behind every sentence, in Markdown and in text."""
    for form, heading in (("md", "## Evidence"), ("text", "EVIDENCE"), ("github", "## Evidence")):
        assert heading not in run("brief", SEEDS, "-f", form).stdout
        assert heading in run("brief", SEEDS, "-f", form, "--evidence").stdout


def test_questions_without_a_model_are_told_to_be_idle():
    """The built-in writer asks nothing, and says so."""
    assert "no effect: --questions" in run("brief", SEEDS, "--questions", "3").stderr


def test_a_dry_run_asks_nobody():
    """The plan names the articles and the writer; the model's server hears nothing."""
    with ModelServer(answer(TRUE)) as server:
        done = run("brief", SEEDS, "--dry-run", "--writer", "test-model", "--base-url", server.url)
        assert server.requests == []
    assert done.exit_code == 0
    assert "01-wexmoor-wire.txt" in done.stdout
    assert "test-model" in done.stdout


def test_a_key_alone_spends_no_money(monkeypatch):
    """Without a model's name the built-in writer writes, whatever keys there are."""
    with ModelServer(answer(TRUE)) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert json.loads(run("brief", SEEDS, "-f", "json").stdout)["provenance"]["writer"] == "extractive"
        assert server.requests == []


def test_a_model_writes_when_one_is_named(tmp_path):
    """`BRIEFER_MODEL` in the environment or in .env names the writer; its claims are grounded."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with ModelServer(answer(TRUE, ("Oriel has 900 workers.", "A1.1", TRUE[2]))) as server:
        (tmp_path / ".env").write_text(f"BRIEFER_MODEL=test-model\nOPENAI_BASE_URL='{server.url}'\n", encoding="utf-8")
        done = run("brief", "a.txt", "-f", "json", "--report")
    made = json.loads(done.stdout)
    assert made["provenance"]["model"] == "test-model"
    assert made["provenance"]["requests"] == len(server.requests)
    assert [c["text"] for c in made["claims"]] == [TRUE[0]]
    assert "900" in done.stderr


@pytest.mark.parametrize(
    "fault", [Raw(status=401), Raw(b"<html>", headers={"Content-Type": "text/html"})], ids=["401", "html"]
)
def test_the_built_in_writer_stands_in_for_a_model_that_fails(fault, tmp_path):
    """A brief all the same, labelled, with a warning, exit 0; under `--fallback none` exit 3 and no brief."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with ModelServer([fault]) as server:
        options = ("brief", "a.txt", "--writer", "test-model", "--base-url", server.url)
        stood_in = run(*options)
        failed = run(*options, "--fallback", "none")
    assert stood_in.exit_code == 0
    assert "stood in for test-model" in stood_in.stderr
    assert "stood in for test-model" in stood_in.stdout
    assert failed.exit_code == 3
    assert failed.stdout == ""


def test_a_model_that_only_lies_is_replaced(tmp_path):
    """When not one claim can be grounded the built-in writer stands in, and the lies are in the report."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    lie = ("Oriel will close its plant.", "A1.1", "Oriel will close its plant in Harle for good")
    with ModelServer(answer(lie)) as server:
        done = run("brief", "a.txt", "-f", "json", "--writer", "test-model", "--base-url", server.url)
    made = json.loads(done.stdout)
    assert made["provenance"]["writer"] == "extractive"
    assert made["claims"]
    assert [r["text"] for r in made["rejected"]] == [lie[0]]


@pytest.mark.parametrize("form", ["json", "md"])
def test_a_brief_can_be_verified_again(form, tmp_path):
    """`verify` finds every citation of what `brief` wrote: from the file alone, or with the sources."""
    run("brief", SEEDS, "-f", form, "-o", tmp_path / "brief")
    done = run("verify", "brief", *([SEEDS] if form == "md" else []))
    assert done.exit_code == 0, done.output
    assert "FAILS" not in done.stdout


def test_a_changed_brief_does_not_verify():
    """A figure changed in a claim, or a word in a source, is named; exit 1."""
    made = json.loads(run("brief", SEEDS, "-f", "json").stdout)
    claim = next(c for c in made["claims"] if "$2.4 billion" in c["text"])
    claim["text"] = claim["text"].replace("$2.4 billion", "$2.9 billion")
    Path("claim.json").write_text(json.dumps(made), encoding="utf-8")
    done = run("verify", "claim.json")
    assert done.exit_code == 1
    assert "2.9 billion" in done.stdout

    made["articles"][0]["text"] = made["articles"][0]["text"].replace("Brackwing", "Brickwang")
    Path("source.json").write_text(json.dumps(made), encoding="utf-8")
    done = run("verify", "source.json")
    assert done.exit_code == 1
    assert "sha256" in done.stdout


def test_another_tools_brief_can_be_verified(tmp_path):
    """JSON with claims, articles and quotes is grounded from scratch."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    good = {"text": TRUE[0], "citations": [{"source": "a.txt", "quote": "Tolvane ended its contract with Oriel"}]}
    bad = {"text": TRUE[0], "citations": [{"source": "a.txt", "quote": "Tolvane renewed its contract with Oriel"}]}
    Path("good.json").write_text(json.dumps({"claims": [good]}), encoding="utf-8")
    Path("bad.json").write_text(json.dumps({"claims": [good, bad]}), encoding="utf-8")
    assert run("verify", "good.json", "a.txt").exit_code == 0
    assert run("verify", "bad.json", "a.txt").exit_code == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"no brief at all", b"\xff\xfe\x00", b'{"claims": 3}'])
def test_a_file_that_is_no_brief_is_a_usage_error(content, tmp_path):
    """`verify` of anything else says so; exit 1 or 2, no traceback."""
    (tmp_path / "file").write_bytes(content)
    done = run("verify", "file")
    assert done.exit_code in {1, 2}
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit)


def test_stories_says_what_belongs_together_and_why():
    """A reprint stands under its origin, with the reason; JSON is of the published form."""
    text = run("stories", SEEDS).stdout
    assert "of its text is in" in text
    made = json.loads(run("stories", SEEDS, "-f", "json").stdout)
    assert made["schema"] == "briefer/stories/1"
    assert {"id", "source", "title"} <= made["articles"][0].keys()
    (story,) = made["stories"]
    assert sorted(a for origin in story["origins"] for a in origin) == sorted(story["articles"])
    assert ["A1", "A6"] in story["origins"]


@pytest.mark.parametrize("which", ["brief", "answer", "config"])
def test_schemas_are_json(which):
    """`schema` prints a JSON Schema."""
    assert json.loads(run("schema", which).stdout)["type"] == "object"


def test_the_module_runs_too_and_closes_quietly_when_its_reader_goes():
    """`python -m briefer` works; a reader that goes away early is no error."""
    command = f"{sys.executable} -m briefer brief {SEEDS} | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("# ")
    assert "Traceback" not in done.stderr


def test_help_is_quick_to_import():
    """The command line imports nothing heavy before a command runs."""
    code = "import sys, briefer.cli; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"openai", "numpy", "scipy", "httpx2", "tiktoken", "rapidfuzz", "sqlalchemy"} & set(done.stdout.split())


def judged(asked):
    """A model that writes one claim, and a judge that objects to it."""
    if asked.purpose == "judge":
        return {"objections": [{"claim": 1, "words": "contract", "evidence": ""}], "stated": []}
    return answer() if asked.purpose == "repair" else answer(("Tolvane has ended the contract.", *TRUE[1:]), TRUE)


@pytest.mark.parametrize(
    ("arguments", "environment", "models"),
    [
        ((), {}, ["m"]),
        (("--judge-model", "careful"), {}, ["careful"]),
        ((), {"BRIEFER_JUDGE_MODEL": "from-outside"}, ["from-outside"]),
        (("--judge-model", "careful"), {"BRIEFER_JUDGE_MODEL": "from-outside"}, ["careful"]),
        (("--judge", "off", "--judge-model", "careful"), {}, []),
        (("--judge", "flagged"), {}, []),
    ],
)
def test_a_judge_looks_at_what_a_model_writes(arguments, environment, models, tmp_path, monkeypatch):
    """By default the writer itself, or the model that an option or the environment names; `--judge off` nobody."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with ModelServer(judged) as server:
        done = run("brief", "a.txt", "--writer", "m", "--base-url", server.url, "-f", "json", *arguments)
    asked = [one.body["model"] for one in server.requests if one.purpose == "judge"]
    assert asked == models
    made = json.loads(done.stdout)
    assert made["provenance"]["judge_model"] == (models[0] if models else None)
    assert [one["findings"][0]["check"] for one in made["rejected"]] == ["judge"] * len(models)


def test_a_judge_without_a_writer_is_told_to_be_idle():
    """A model that only judges would have nothing to judge: the built-in writer uses the sources' own words."""
    done = run("brief", SEEDS, "--judge-model", "careful")
    assert done.exit_code == 0
    assert "--judge-model" in done.stderr


def test_the_doctor_looks_at_the_judge_as_well():
    """At each model that a brief would ask, once."""
    with ModelServer('{"word": "harbour"}') as server:
        done = run("doctor", "--writer", "m", "--judge-model", "careful", "--base-url", server.url)
        once = run("doctor", "--writer", "m", "--judge-model", "m", "--base-url", server.url)
    assert f"careful at {server.url}" in done.stdout
    assert done.stdout.count("settings") == 2 * once.stdout.count("settings")
