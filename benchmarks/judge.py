"""What the judge costs: its tokens against the writer's, on a large model's recorded answer and on small events.

The writer gives the recorded answer; the judge says of every claim that it is stated, which is the longest that an
honest one says. Counted are all requests of a brief (system, data, schema) and all answers, with tiktoken: `code` is
what the checks withheld, `asked` how many claims and positions the judge was asked about.

    python benchmarks/judge.py [DATA_DIR]
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import data

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from scripted import ScriptedModel  # noqa: E402 - the tests' model, found just now

from briefer import briefing, disagreements, reading, sources, stories  # noqa: E402 - the same
from briefer.llm import Request  # noqa: E402 - the same
from briefer.llm.tokenizer import tokenizer  # noqa: E402 - the same
from briefer.records import Wishes  # noqa: E402 - the same
from briefer.writers.judge import ModelJudge, about  # noqa: E402 - the same
from briefer.writers.model import ModelWriter  # noqa: E402 - the same
from briefer.writers.prompts import Prompts  # noqa: E402 - the same

LIMIT = 0.35
_NUMBER = re.compile(r"^(\d+)\. ", re.MULTILINE)


class Counting:
    """A scripted writer and judge, and the tokens of each purpose.

    Args:
        answer: the writer's.
    """

    def __init__(self, answer: str) -> None:
        self.count = tokenizer("gpt-5").count
        self.answer = json.dumps(json.loads(answer), ensure_ascii=False)
        self.spent: Counter[str] = Counter()
        self.asked = 0
        self.model = ScriptedModel(self._reply, context_tokens=200_000)

    def _reply(self, request: Request) -> str:
        said = '{"claims": []}'
        if request.schema_name == "brief":
            said = self.answer
        elif request.schema_name == "judge":
            numbers = [int(n) for n in _NUMBER.findall(request.user.rpartition("\nClaims\n")[2])]
            self.asked += len(numbers)
            said = json.dumps({"objections": [], "stated": numbers})
        read = sum(map(self.count, (request.system, request.user, json.dumps(dict(request.schema)))))
        self.spent[request.schema_name] += read + self.count(said)
        return said


def main() -> None:
    """Print the table."""
    folder = data.folder("articles", "recorded-answers", "model-faults")
    small = sorted((folder / "model-faults").glob("*.jsonl"))
    cases = [
        ("recorded answer, five articles", folder / "articles", folder / "recorded-answers" / "answer.json"),
        *((f"model-faults/{file.stem}", file, file.with_suffix(".answer.json")) for file in small),
    ]
    columns = ("claims", "code", "asked", "draft", "repairs", "judge", "of both", "of draft")
    print(f"{'':32}" + "".join(f"{column:>10}" for column in columns))
    for name, articles, answer in cases:
        read, _ = reading.read(sources.load([str(articles)])[0])
        counting = Counting(answer.read_text(encoding="utf-8"))
        prompts = Prompts.load()
        writer = ModelWriter(counting.model, prompts, secret=b"benchmark")
        judging = about(ModelJudge(counting.model, prompts, secret=b"benchmark"))
        making = briefing.Making("2026-01-01T00:00:00Z", "0")
        made = briefing.brief(stories.story(read), writer, Wishes(), making, find=disagreements.find, judge=judging)
        draft, repairs, judge = (counting.spent[name] for name in ("brief", "repair", "judge"))
        counts = (len(made.claims), len(made.rejected), counting.asked, draft, repairs, judge)
        shares = (judge / (draft + repairs), judge / draft)
        print(f"{name:32}" + "".join(f"{n:10,}" for n in counts) + "".join(f"{share:10.1%}" for share in shares))
    print(f"\nlimit, on the recorded answer: {LIMIT:.0%}")


if __name__ == "__main__":
    main()
