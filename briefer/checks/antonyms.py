"""A word that was turned into its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.wording import nearest, stem, stems, words
from briefer.records import Evidence, Finding, Severity

NAME = "antonyms"
_PAIRS = """
increase:decrease,reduce,cut,decline,drop,fall,shrink,lower; rise:fall,drop,decline,sink; grow:shrink,decline;
raise:lower,cut,reduce; expand:shrink,reduce,contract,limit,restrict; gain:lose,loss; win:lose,loss; won:lost;
winner:loser; success:failure; succeed:fail; successful:unsuccessful; approve:reject,deny,block;
accept:reject,refuse,decline; agree:disagree,refuse; allow:ban,forbid,prohibit,prevent,bar;
permit:ban,forbid,prohibit; support:oppose,condemn,criticise,criticize; supporter:opponent,critic;
praise:criticise,criticize,condemn; confirm:deny; admit:deny; guilty:innocent,acquitted; convict:acquit,clear;
arrest:release; jail:free,release; open:close,shut; start:end,stop,finish; begin:end,finish; end:extend,prolong,renew;
continue:stop,cease,end; join:leave,quit; enter:leave,exit; arrive:leave,depart; hire:fire,dismiss,sack;
appoint:dismiss,sack; buy:sell; purchase:sell; import:export; attack:defend; advance:retreat; alive:dead; survive:die;
safe:dangerous,unsafe; easy:difficult,hard; strong:weak; strengthen:weaken; high:low; higher:lower; highest:lowest;
more:fewer,less; most:least; above:below; over:under; before:after; early:late; earlier:later; first:last; best:worst;
better:worse; good:bad; positive:negative; optimistic:pessimistic; optimism:pessimism; major:minor; majority:minority;
many:few; always:never; all:none; public:private; legal:illegal; legally:illegally; lawful:unlawful; male:female;
men:women; man:woman; boy:girl; brother:sister; father:mother; son:daughter; husband:wife; older:younger;
oldest:youngest; urban:rural; north:south; northern:southern; east:west; eastern:western; left:right; inside:outside;
internal:external; domestic:foreign; local:foreign; include:exclude; reveal:conceal,hide; remember:forget; love:hate;
friend:enemy; ally:enemy,foe,rival; peace:war; voluntary:involuntary,compulsory; temporary:permanent;
improve:worsen,deteriorate; ease:tighten,worsen; relax:tighten; calm:angry,violent; peaceful:violent;
happy:sad,unhappy; popular:unpopular; likely:unlikely; certain:uncertain; able:unable; willing:unwilling,reluctant;
possible:impossible; necessary:unnecessary; known:unknown; official:unofficial; common:rare; often:rarely,seldom;
fast:slow; quickly:slowly; accelerate:slow; long:short; large:small; big:small; young:old; rich:poor; wealthy:poor;
hot:cold; warm:cold; clear:unclear; healthy:unhealthy,sick; victim:attacker,suspect; defendant:plaintiff;
uphold:overturn; overturn:uphold; impose:lift; lift:impose; pass:fail,reject; pro:anti; proponent:opponent;
welcome:condemn,criticise,reject; encourage:discourage; protect:harm,endanger,threaten; build:destroy,demolish;
create:destroy; connect:disconnect; present:absent
"""


def _table() -> dict[str, dict[str, str]]:
    """Stem to the stems of its opposites, each with the word as a person knows it; both ways round."""
    table: dict[str, dict[str, str]] = {}
    for entry in _PAIRS.replace("\n", " ").split(";"):
        word, _, opposites = entry.strip().partition(":")
        for opposite in opposites.split(","):
            table.setdefault(stem(word), {})[stem(opposite.strip())] = opposite.strip()
            table.setdefault(stem(opposite.strip()), {})[stem(word)] = word
    return table


_OPPOSITES = _table()


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a word that the evidence lacks, where the cited sentence has its opposite."""
    if not languages.is_english(claim, evidence):
        return
    known = frozenset[str]().union(*(stems(piece.around) for piece in evidence.pieces))
    cited = {word.stem: word.low for sentence in nearest(claim, evidence) for word in words(sentence)}
    mine = stems(claim)
    for word in words(claim):
        if word.stem in known:
            continue
        opposite = next((stem for stem in _OPPOSITES.get(word.stem, ()) if stem in cited and stem not in mine), None)
        if opposite is not None:
            yield Finding(
                NAME, Severity.FLAG, f'the claim says "{word.low}" where the evidence says "{cited[opposite]}"'
            )
            return
