"""Countries and peoples, and what their people, languages and short names are called, written by hand.

Every form of a country stands here: an ending proves nothing, "Robert" and "Roberta" are two people.
The first word of a line is the country, lower-case; "_" stands for a space.
"""

from __future__ import annotations

_FORMS = """
united_states us u.s. usa u.s.a. america american americans
united_kingdom uk u.k. britain british briton britons great_britain
england english englishman
scotland scottish scots scot
wales welsh
ireland irish
european_union eu e.u. europe european europeans
united_nations un u.n.
united_arab_emirates uae u.a.e. emirati emiratis emirates
netherlands dutch dutchman holland
denmark danish dane danes
sweden swedish swede swedes
norway norwegian norwegians
finland finnish finn finns
iceland icelandic icelander
france french frenchman
germany german germans
spain spanish spaniard spaniards
portugal portuguese
greece greek greeks
switzerland swiss
belgium belgian belgians
poland polish pole poles
turkey turkish turk turks türkiye turkiye
cyprus cypriot cypriots
malta maltese
czech_republic czech czechs czechia
slovakia slovak slovaks
hungary hungarian
serbia serb serbs serbian
croatia croat croats croatian
bosnia bosnian bosniak bosnia-herzegovina
kosovo kosovar kosovan
ukraine ukrainian ukrainians
russia russian russians russian_federation
belarus belarusian
georgia georgian georgians
armenia armenian
azerbaijan azerbaijani azeri azeris
kazakhstan kazakh kazakhs
uzbekistan uzbek uzbeks
tajikistan tajik tajiks
kyrgyzstan kyrgyz
turkmenistan turkmen
afghanistan afghan afghans
pakistan pakistani pakistanis
india indian indians
bangladesh bangladeshi bangladeshis
sri_lanka sri_lankan
nepal nepali nepalese
myanmar burma burmese
thailand thai thais
vietnam vietnamese
cambodia cambodian khmer
laos lao laotian
malaysia malaysian malay
singapore singaporean
indonesia indonesian
philippines philippine filipino filipinos filipina
china chinese prc
taiwan taiwanese
japan japanese
south_korea south_korean
north_korea north_korean dprk
korea korean koreans
mongolia mongolian
israel israeli israelis
palestine palestinian palestinians
lebanon lebanese
syria syrian syrians
iraq iraqi iraqis
iran iranian iranians persia persian
saudi_arabia saudi saudis
yemen yemeni yemenis
oman omani
qatar qatari qataris
kuwait kuwaiti kuwaitis
bahrain bahraini
jordan jordanian
egypt egyptian egyptians
libya libyan
tunisia tunisian
algeria algerian
morocco moroccan moroccans
sudan sudanese
ethiopia ethiopian
somalia somali somalis
kenya kenyan
uganda ugandan
tanzania tanzanian
rwanda rwandan
congo congolese drc
nigeria nigerian
niger nigerien
ghana ghanaian
mali malian
chad chadian
senegal senegalese
ivory_coast ivorian côte_d'ivoire
cameroon cameroonian
angola angolan
mozambique mozambican
zambia zambian
zimbabwe zimbabwean
botswana motswana
south_africa south_african
canada canadian canadians
mexico mexican mexicans
guatemala guatemalan
honduras honduran
el_salvador salvadoran salvadorean
nicaragua nicaraguan
costa_rica costa_rican
panama panamanian
cuba cuban cubans
haiti haitian haitians
dominican_republic dominican
jamaica jamaican
puerto_rico puerto_rican
colombia colombian
venezuela venezuelan
ecuador ecuadorian ecuadorean
peru peruvian peruvians
bolivia bolivian
brazil brazilian brazilians
paraguay paraguayan
uruguay uruguayan
argentina argentine argentinian argentines
chile chilean chileans
australia australian australians aussie
new_zealand new_zealander kiwi kiwis
fiji fijian
jewish jew jews
"""

#: Form, lower-case with spaces, to country.
COUNTRY = {
    form.replace("_", " "): line.split()[0].replace("_", " ")
    for line in _FORMS.strip().splitlines()
    for form in line.split()
}

_FAMILIES = """
africa african africans
asia asian asians
balkans balkan
arab arabs arabic arabia arabian
islam islamic islamist islamists islamism
muslim muslims
christian christians christianity
catholic catholics catholicism
protestant protestants
buddhist buddhists buddhism buddha
hindu hindus hinduism
sikh sikhs
kurd kurds kurdish kurdistan
palestine palestinian palestinians
chechnya chechen chechens
crimea crimean
catalonia catalan catalans
basque basques
bavaria bavarian
sicily sicilian
gaza gazan gazans
tibet tibetan tibetans
uyghur uyghurs uighur uighurs
texas texan texans tex
hawaii hawaiian hawaiians
alabama ala alabaman
alaska alaskan alaskans
arizona ariz arizonan
arkansas ark arkansan
california calif californian californians
colorado colo coloradan
connecticut conn
florida fla floridian floridians
illinois illinoisan
kansas kan kansan
louisiana louisianan
michigan mich
minnesota minn minnesotan
missouri missourian missourians
montana mont montanan
nebraska neb nebraskan
nevada nev nevadan
oklahoma okla oklahoman
oregon oregonian oregonians
pennsylvania pennsylvanian
tennessee tenn tennessean
virginia virginian virginians
wisconsin wis wisconsinite
wyoming wyo
paris parisian parisians
london londoner londoners
berlin berliner berliners
york yorker yorkers
moscow muscovite muscovites
rome roman romans
venice venetian venetians
democrat democrats democratic
republican republicans
tory tories
conservative conservatives
liberal liberals
labour labor
communist communists communism
socialist socialists socialism
nazi nazis nazism
marine marines
olympic olympics olympian olympians
paralympic paralympics
nobel nobels
bible biblical
"""

#: Form of a region, faith or party to its family, states with their short forms; unlike a country's, these need no
#: capital to be ordinary words.
RELATED = {form.replace("_", " "): line.split()[0] for line in _FAMILIES.strip().splitlines() for form in line.split()}
