"""Words that say little about what a text is about, written down by hand for the languages told apart."""

from __future__ import annotations

_EN = """
a about above after again against ago all almost along already also although always am among amid an and another any
are around as at away back be became because become been before behind being below between both but by came can cannot
could couldn couldn't did didn didn't do does doesn doesn't doing done don don't down during each either else even ever
every few for from further get gets getting give given go goes going gone got had hadn has hasn have haven having he
he'd he'll he's hence her here hers herself him himself his how however i i'd i'll i'm i've if in into is isn isn't it
it'll it's its itself just keep kept last later least less let like ll made make makes making many may me might mine
more most much must my myself near need neither never next no nor not now of off often on once one only onto or other
others our ours ourselves out over own per perhaps put quite rather re really s same say saying says said see seen set
several shall she she's should shouldn since so some soon still such t take taken takes taking tell than that that's
the their theirs them themselves then there there's these they they'll they're they've this those though through thus
to together told too took toward towards under until up upon us use used uses using ve very via was wasn way we we'll
we're we've well went were weren what when where whether which while who whom whose why will with within without won
won't would wouldn wouldn't yes yet you you'll you're you've your yours yourself
according added around mr mrs ms dr reported reportedly today yesterday tomorrow
"""
_DE = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bin da dabei damit
dann das dass dem den denn der des dessen die dies diese dieser dieses doch dort du durch ein eine einem einen einer
eines er es etwa für gegen hat hatte hatten haben hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jedoch
kann kein keine können laut man mehr mit muss nach nicht noch nun nur ob oder ohne sagte schon sehr sei sein seine
seinem seinen seiner seit sich sie sind so soll sollen sowie über um und uns unter vom von vor war waren was weil wenn
wer werden wie wieder will wir wird worden wurde wurden zu zum zur zwei zwischen
"""
_FR = """
a afin ai ainsi alors après au aussi autre autres aux avait avant avec avoir c ce cela celle celui ces cette ceux chez
comme contre d dans de des depuis deux dit donc dont du elle elles en encore entre est et été être eu fait faire il ils
j je jusqu l la le les leur leurs lors lui m mais même moins n ne ni nos notre nous on ont ou où par pas pendant peu
peut plus pour qu quand que qui s sa sans se selon ses si son sont sous sur t tous tout toute très un une vers vous y
"""
_ES = """
a ante antes al algo así aunque bajo cada como con contra cual cuando de del desde después donde dos durante e el él
ella ellos en entre era es esa ese eso esta está este esto estos fue fueron ha había hace han hasta hay la las le les lo
los más me mi mientras muy ni no nos o otra otras otro otros para pero por porque que qué quien se sea según ser si sí
sido sin sobre son su sus también tan tiene todo todos tras un una uno unos y ya yo
"""
_IT = """
a ad ai al alla alle anche ancora che chi ci come con contro cui da dal dalla dalle degli dei del della delle dello di
dopo due e è ed era essere fa fra gli ha hanno i il in io la le lo loro ma mentre nei nel nella nelle non o per perché
più poi prima quale quando quanto quella quello questa questo se secondo senza si sia sono stata stato su sua sue sul
sulla suo suoi tra tutti tutto un una uno
"""
_PT = """
a ainda ao aos apenas após as até com como contra da das de depois do dos duas dois e é ela ele eles em entre era essa
esse esta está este foi foram há isso isto já lhe mais mas mesmo muito na nas não nem no nos o os ou para pela pelas
pelo pelos por porque quando que quem se segundo seja sem ser seu seus sobre sua suas também tem todos um uma umas uns
"""
_NL = """
aan al alle als ook bij daar dan dat de deze die dit doen door dus een en er haar had hebben heeft hem het hier hij hoe
hun ik in is ja je kan maar meer men met mijn moet na naar niet nog nu of om omdat onder ook op over te tegen toch toen
tot uit van veel voor waren was wat we wel werd wie wij wil worden wordt zal ze zei zich zij zijn zo zonder zou
"""
_SV = """
alla allt är att av blev bli de del dem den denna det detta dig din du efter ej eller en ett från för fått göra ha hade
han har här hon honom hur i in inte jag kan kommer men med mellan mer mot mycket när nu och också om på samma sedan sig
sin sina skulle som så till två under upp ut utan vad var varit vi vid vill år
"""

#: Words that are left out of every comparison of content, by language: "war" and "die" are German small words and
#: English news, so the lists may not be merged.
FUNCTION_WORDS = {
    language: frozenset(words.split())
    for language, words in (
        ("en", _EN), ("de", _DE), ("fr", _FR), ("es", _ES), ("it", _IT), ("pt", _PT), ("nl", _NL), ("sv", _SV),
    )
}  # fmt: skip

_COMMON_EN = """
able accord act action add agency allow also american amount announce answer appear area ask attack attempt authority
back bad base begin believe best better big bill board body book bring build business buy call campaign car care case
cause center central challenge chance change charge chief child city claim clear close come comment committee common
community company concern confirm continue control cost country couple court create current cut data day deal death
decide decision deliver demand describe detail develop development different director discuss economic effect effort
employee end energy event executive expect experience explain face fact fall family far federal feel few figure final
find firm five focus follow force foreign form former four free friday full fund future general global good government
great group grow growth half hand happen hard head health hear help high hit hold home hope hospital hour house human
idea impact important include increase industry information inside interest international interview investigation issue
job join key kill know large late law lead leader leave legal level life line list little live local long look lose
lot low main major man manage market matter mean measure media meet meeting member million minister minute monday money
month morning move national need network new news night note number offer office officer official old open operate
operation opposition order part party pass past pay people percent person place plan play point police policy political
position possible post power present president press pressure price prime problem process product program project
protect provide public question raise rate reach read ready real reason receive recent record release remain report
require research respond response result return right rise risk role rule run saturday school second secretary sector
security sell send senior service set share show side sign similar site situation size small social source space speak
special spend spokesman spokesperson spokeswoman staff stand start state statement stay step stop story strategy strong
study sunday support system talk tax team technology term test thing think three thursday time top town trade trial try
tuesday turn two united understand use value view visit vote wait want war warn watch water way wednesday week white
win woman word work worker world worry write year young
"""

#: English stems that stand in many news articles whatever they are about.
COMMON_WORDS = frozenset(_COMMON_EN.split())
