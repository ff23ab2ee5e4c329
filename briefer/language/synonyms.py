"""Words that news writers use for one another, written by hand; one line is one sense."""

from __future__ import annotations

from functools import cache

from briefer.language.terms import stem

# Kept tight: two words of a line may stand for each other in the same report of the same event. A word may stand in
# several lines. What changes the fact ("killed" for "injured", "plans" for "does") may not stand in one line.
_SENSES = """
accuse accusation allege allegation blame
acquire acquisition buy bought purchase takeover
adopt approve approval back endorse endorsement pass ratify
aircraft airplane airliner jet plane
announce announcement declare declaration disclose reveal unveil
annotate annotation label labeling labelling tag
anger angry fury outrage outraged
appoint appointment choose name pick select
arrest detain detention held nab
ask request seek
assault attack raid strike
assistance aid assist help
assurance assure guarantee pledge promise vow
bailout rescue
ballot election elect poll vote
ban banned bar block forbid outlaw prohibit
battle clash fight fighting
beat defeat victory win triumph
begin commence launch open start
billion bn
blast bomb bombing explode explosion
blaze fire
boat ship vessel
boost increase raise rise climb jump surge soar gain grow growth up
boss ceo chief head
briton british
broad wide widespread
budget spend spending
buyer customer client
cancel end halt scrap stop terminate termination cease drop
car vehicle
cash fund money
caution warn warning alert
child kid
clear acquit
close shut closure shutdown
collide collision crash
company business corporation firm group startup
confidential confidentiality secrecy privacy private
conform comply compliance
congress lawmaker legislator legislature parliament mp senator representative rep assembly
contract deal agreement accord pact
contractor vendor supplier provider
convict conviction guilty
cooperate cooperation collaborate collaboration partner partnership
court judge justice
crisis emergency
criticise criticize criticism blast slam condemn denounce rebuke deride fault
cut reduce reduction slash trim
daily day-to-day
data dataset
dead death die kill killed slain murder fatal fatality
decline decrease drop fall slide slip tumble plunge
defence defense
delay postpone
demonstrate demonstration protest protester rally march
depart departure exit leave quit resign resignation
director executive
dismiss fire sack oust
dispute row feud
doctor physician
earthquake quake temblor tremor
employee staff worker
enquiry inquiry investigate investigation probe
ex former onetime
examine review
expert specialist
father dad
film movie
flee escape
flight plane
force army military soldier troop
free release
gay homosexual lesbian same-sex
girlfriend boyfriend partner
government regime administration
governor gov
gunman shooter attacker
home house residence
honor honour
hospital clinic
hurricane cyclone typhoon
hurt injure injury wound
huge massive vast enormous giant
imprison jail prison imprisonment
influence sway
insurgent militant rebel
in-house internal internally
invest investment stake
job post position employment
koran quran
law legislation act bill statute
lawsuit sue suit
lawyer attorney counsel
lead leader
lose loss
main key chief primary leading
marriage marry wed wedding
maker manufacturer
meet meeting summit
million mln
money dollar
mother mom
negotiate negotiation talk
neutral impartial unbiased neutrality impartiality
new fresh
niche specialised specialized specialist domain-specific
offer bid propose proposal
offend offensive insult
official authority
oppose opposition against object objection
outgoing departing
pay payment fund
percent pct pc
police cop officer
pick_up plan intend plot aim
plea appeal petition
posting posted post publish published
price cost
privilege benefit right
property home
prison jail
question doubt
ready prepared
refuse reject decline rebuff spurn
remain stay
remark comment statement word
repeal abolish overturn scrap revoke
replace replacement substitute
report study survey
resume restart reopen
rule ruling verdict decision
sanction embargo
sell sale
share stock
shoot shooting gunfire
similar same
spokesman spokeswoman spokesperson
stage hold
state say tell
storm tempest
suspect accused
tax levy
test trial
threat threaten
town city village
trip visit travel journey
unemployment jobless
union partnership
urge encourage call press
use employ
weapon arm gun
wife spouse husband
woman female women
"""


@cache
def senses() -> dict[str, frozenset[int]]:
    """The senses of each stem that has one, as numbers of lines."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_SENSES.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
