"""Words that are written with a capital without naming anybody, and short forms that everybody knows.

Written by hand. All lower-case.
"""

from __future__ import annotations

from briefer.language.word_sets import word_set

#: Words that open English sentences; a capital says nothing on them, and few are ever part of a name.
OPENERS = word_set("""
a about above according across additionally after afterwards again against ahead all almost along already also although
always amid among an and another any anyone anything apart are around as aside at back based because before behind being
below beneath beside besides between beyond both but by can clearly could critics currently despite did do does down due
during each earlier early either elsewhere even eventually ever every everyone everything except few finally first
following for former formerly four from further furthermore given had half has have having he hence her here his how
however i i'd i'll i'm i've if in indeed initially inside instead into is it it's its just last late later latest less
like likewise little many maybe meanwhile more moreover most mostly much my near nearly neither never nevertheless new
next no nobody none nonetheless nor not nothing notably now of off officials often on once one only onto or other others
otherwise our out outside over overall own part per perhaps police previously prior rather recently residents roughly
said same second separately several she should similarly since so some someone something sometimes soon still such
than thanks that that's the their them then there there's therefore these they they're third this those though three
through throughout thus to together too toward towards two under unless unlike until up upon us usually very was we
we're were what what's when where whether which while who whose why will with within without would yes yet you your
""")
#: Openers that no name begins with, wherever they stand.
FUNCTION = word_set("""
a about after all also although an and any are as at because before both but by did do does each even every few for from
had has have he her here his how i i'd i'll i'm i've if in into is it its just
many more most my neither no nor not of on only or other our
out per said she should since so some such than that the their then there these they this those though through to under
until up us was we were what when where whether which while who whose why will with within without would you your
""")
#: Forms of address and offices before or after a name: "President", "Mr". They identify nobody.
TITLES = word_set("""
mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess earl prince princess
king queen pope rev reverend father bishop archbishop cardinal rabbi imam sheikh ayatollah president vice
vice-president premier prime minister chancellor secretary senator sen rep representative congressman congresswoman
governor gov mayor councillor councilman councilwoman mp mps msp justice judge attorney general chief chairman
chairwoman chair chairperson ceo cfo coo cto cio ceos director executive officer captain capt colonel col lieutenant lt
major maj sergeant sgt corporal admiral adm commander cmdr commissioner inspector detective constable superintendent
sheriff deputy ambassador envoy spokesman spokeswoman spokesperson editor founder co-founder manager coach boss leader
sens reps govs atty speaker whip judge jr sr ii iii iv phd obe mbe cbe kbe qc kc mp's senior junior acting interim state
""")
#: Common nouns that close the name of an institution or a place; sources often leave them out or write them small.
GENERIC = word_set("""
academy act administration agency airport airlines alliance army assembly association authority avenue award awards bank
bay beach board bridge broadcasting building bureau cabinet campaign castle cathedral centre center championship
championships church city club coalition college commission committee communist company conference congress constitution
convention co corp corporation council county court crown cup day democratic department district division east eastern
election embassy empire exchange federal federation festival force forces forum foundation fund games government group
hall high hill hospital hotel house inc industries institute institution international internet island islands lake
law league liberal limited ltd magazine market media ministry monument mount mountain movement museum national navy
network news newspaper north northern office organisation organization organisations parliament park party plc point
police port post press prison programme program project province railway region registry republic research river road
royal school senate series service services social society south southern square stadium state station states stock
street studios summit supreme system television team times tower town trade trial tribunal trust tv union united
university valley village war web website west western workers world zone
""")
#: Names that are written like common words: a small letter never stands for them.
HOMOGRAPHS = word_set("""
turkey china chad jordan georgia cuba guinea mali oman wales poland polish apple amazon target shell visa gap sprint
alphabet meta oracle scale slack zoom stripe uber signal twitter discord
""")
#: Short form to what it stands for, in lower-case words; either may ground the other.
SHORT_FORMS = {
    "ip": ("intellectual property",), "ai": ("artificial intelligence",), "ipo": ("initial public offering",),
    "gdp": ("gross domestic product",), "pr": ("public relations", "proportional representation"),
    "hr": ("human resources",), "it": ("information technology",), "ev": ("electric vehicle",),
    "evs": ("electric vehicles",), "vc": ("venture capital",), "tv": ("television",), "uk": ("united kingdom",),
    "ceo": ("chief executive",), "cfo": ("chief financial officer",), "coo": ("chief operating officer",),
    "cto": ("chief technology officer",), "mp": ("member of parliament", "mps"), "mps": ("members of parliament", "mp"),
    "pm": ("prime minister",), "dna": ("genetic",), "llm": ("large language model",),
    "llms": ("large language models",), "api": ("application programming interface",), "vat": ("value added tax",),
    "gcse": ("gcses",), "nhs": ("national health service",), "fbi": ("federal bureau of investigation",),
    "cia": ("central intelligence agency",), "fifa": ("world governing body",), "gop": ("republican", "republicans"),
    "scotus": ("supreme court",), "nypd": ("new york police",), "nyc": ("new york",), "la": ("los angeles",),
    "dc": ("washington",), "d.c.": ("washington",), "snp": ("scottish national party",), "ph.d": ("doctorate",),
    "isis": ("islamic state",), "isil": ("islamic state",), "is": ("islamic state",), "covid": ("coronavirus",),
    "covid-19": ("coronavirus", "covid"), "coronavirus": ("covid",),
    "gm": ("general motors",), "ge": ("general electric",), "ba": ("british airways",), "hp": ("hewlett packard",),
    "ft": ("financial times",), "boe": ("bank of england",),
}  # fmt: skip
_OUTLETS = """
    reuters; associated press; ap; agence france-presse; afp; bloomberg; bloomberg news; bbc; bbc news; cnn; cbs;
    cbs news; nbc; nbc news; abc; abc news; fox news; msnbc; cnbc; npr; pbs; sky news; itv; itv news; channel 4;
    channel 4 news; al jazeera; al arabiya; france 24; deutsche welle; dw; euronews; new york times; nyt;
    washington post; wall street journal; wsj; usa today; los angeles times; la times; chicago tribune; boston globe;
    new york post; politico; axios; vox; slate; salon; the atlantic; atlantic; new yorker; time; newsweek; forbes;
    fortune; business insider; insider; the information; information; the verge; verge; techcrunch; wired; ars technica;
    engadget; guardian; times; sunday times; telegraph; daily telegraph; financial times; ft; independent; daily mail;
    mail online; mirror; daily mirror; sun; economist; spectator; evening standard; le monde; le figaro; der spiegel;
    spiegel; die zeit; el país; la repubblica; corriere della sera; asahi shimbun; nikkei; nikkei asia; xinhua; tass;
    interfax; ria novosti; sana; kyodo; yonhap; press trust of india; pti; ani; times of india; hindu; ndtv;
    south china morning post; scmp; straits times; sydney morning herald; globe and mail; haaretz; jerusalem post;
    times of israel; arab news; anadolu; huffpost; huffington post; buzzfeed; buzzfeed news; breitbart; daily caller;
    vice; vice news; propublica; the intercept; daily beast; the hill; hill; new york daily news; upi; dpa; ansa; efe
    """
#: News organisations, as a claim would name them in "X reported"; lower-case, without "the".
OUTLETS = frozenset(" ".join(name.split()) for name in _OUTLETS.split(";"))
