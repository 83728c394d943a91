"""Words that tell whether a capitalised name behind "in" or "di" is the place of an event.

Small lists for the languages of the Latin and the Cyrillic script. A name with a word of :data:`NO_PLACE` is none: a
cup, a company, a title. One of :data:`KINDS` alone says which kind of place, and not which.
"""

#: Words that stand before a place, and words of the languages in which they do: "di" is "of" in Italian, "en" is "and"
#: in Dutch. A text must have one of the latter.
LOCATIVES = (
    ("in near", ()),
    ("at", ("the",)),
    ("di dekat", ("yang", "dan", "dengan", "ini", "itu", "ing", "lan", "ka")),
    ("en cerca", ("el", "los", "del", "que")),
    ("à en", ("le", "les", "des", "est")),
    ("em", ("o", "os", "do", "da", "que")),
    ("nahe bei im", ("der", "die", "und")),
    ("a ad", ("il", "che", "della", "gli")),
    ("te", ("het", "een")),
    ("i på", ("och", "og", "att", "det")),
    ("w we", ("się", "na", "nie", "z")),
    ("в во", ("и", "на", "не", "что")),
)
#: What joins the words of a place's name, in small letters, as a pattern.
WITHIN = "de|da|do|dos|du|del|della|de la|de los|de las|la|le|les|am|an der|of|of the|and|y|upon|under|sur|sous|aux"
#: What joins the places of a list: Makassar, Belawan and Kijing.
AND = ("and", "or", "dan", "atau", "serta", "und", "oder", "y", "e", "et", "ou", "i", "en", "lan")
#: Words of every text in these languages.
ENGLISH, GERMAN_SIGNS = frozenset(("the", "to", "of")), frozenset(("der", "die", "und"))
_NEUTRAL = """
from to of into across outside toward towards ke dari menuju untuk se kota kabupaten provinsi gubernur wali
bupati nach aus von zu de desde hasta hacia para depuis vers du da do via u z ze из от до к di near
"""
_KINDS = """
kota kabupaten kab kecamatan kec kelurahan kel desa dusun kampung provinsi jalan jl jln raya gang gedung stadion
sirkuit stasiun bandara pelabuhan terminal hotel rumah sakit umum rs rsud rsu gor masjid gereja pasar pantai
gunung pulau sungai danau selat laut teluk kawasan kompleks komplek lapangan taman museum universitas kampus
sekolah pengadilan negeri tinggi kantor istana atrium mal mall plaza perumahan tol wilayah daerah kepulauan
semenanjung ibu ibukota ballroom gelanggang jembatan aula balai pusat kediaman area pondok pesantren lautan
perairan propinsi city town village county state province district street road avenue airport port lake mount
river island islands bay stadium arena hall hospital court courthouse palace square house center centre central
north south east west northern southern eastern western university college school stadt bezirk kreis landkreis
gemeinde straße bundesland krankenhaus ciudad provincia estadio estado calle centro barrio municipio puerto
aeropuerto cidade município rua estádio ville rue stade aéroport citta città stadio utara selatan barat timur
tengah город область район улица
"""
_NO_PLACE = """
rp usd eur gbp idr rm sgd hkd aud yen dollar dollars euro euros rupiah ringgit baht rubel mr mrs ms dr prof sir
pak bapak bu saudara sdr ir haji kiai ustaz ustadz gus mas mbak kang presiden wapres president presidente
präsident président menteri minister ministro menko gubernur governor bupati walikota mayor jenderal general
brigjen kombes akbp kompol koordinator direktur ketua wakil kepala staf jaksa hakim dokter komisaris deputi
sekretaris plt pj pope paus senator senador cup open masters master liga league ligue bundesliga serie piala
prix gp motogp moto2 moto3 championship championships championat kejuaraan lomba turnamen tournament seri final
finals practice race run marathon sprint kualifikasi olimpiade olympics olympic games pelatnas timnas proliga
asean un pbb nato opec imf grup group babak etape event festival expo award awards inc corp corporation ltd co
plc ag gmbh llc sa nv bv tbk pt cv persero holdings company companies industries airlines derivatives exchange
bursa stock shares index tech kementerian ministry ministerium ministerio polda polres polresta polrestabes
polsek polri bareskrim mabes kpk dprd kejaksaan komisi commission committee komite congress kongres council
dewan badan dinas department departemen direktorat reserve parliament senate partai party fraksi asosiasi
association federasi federation persatuan ikatan perusahaan twitter facebook instagram youtube tiktok whatsapp
telegram threads google android linux windows chatgpt iphone ios netflix amazon spotify myspace linkedin reddit
x apple microsoft github christmas easter ramadan ramadhan idul lebaran natal natale capodanno weihnachten
ostern navidad year tahun internet hari undang-undang uu pasal act bill islam kristen commuter awal akhir anak
orang warga film series musim season chapter volume part bab turn lap tikungan play
"""
_GERMAN = """
höhe zukunft kraft form zeiten zeit zusammenarbeit prozent summe richtung frage wirklichkeit folge kauf anspruch
ordnung sachen bezug sicht haft quarantäne untersuchungshaft gewahrsam kürze gefahr betrieb wahrheit
durchschnitt verbindung gang rente pension serie teilen teilzeit bewegung erinnerung panik sicherheit führung
kontakt
"""
_SPEECH = """
said says told added stated explained wrote tweeted kata ujar ucap tutur jelas ungkap terang tegas imbuh sebut
papar pungkas lanjut sambung beber jelasnya ujarnya mengatakan menyatakan menjelaskan menegaskan mengungkapkan
menyebut sagte erklärte betonte dijo afirmó declaró señaló aseguró explicó disse afirmou declarou déclaré
affirmé indiqué ha dice powiedział сказал заявил
"""
_BEHIND = """
a an the and or but nor as at by for from in into near of off on onto out outside over past since than that
through to toward towards under until up upon via when where which while who whose with without within is was
are were be been has had have having will would can could may might must shall should did does do this these
last next late early earlier later after before again against ahead all along also alone already amid among
around because during following if it its he she they his her their so some then there today tonight tomorrow
yesterday now overnight not just only even said says told about between both each every despite like more most
one two three four five once local we you i how what why per plus
"""
_STREETS = """
jalan jl jln street avenue calle rua rue via gedung stadion
"""
#: Other words behind which a name is a place as often as not: there it speaks neither for nor against.
NEUTRAL = frozenset(_NEUTRAL.split())
#: Kinds of places. One says nothing alone; before a name it may be left out.
KINDS = frozenset(_KINDS.split())
#: Words of names that are no places: currencies, titles, contests, companies, offices, makers, feasts.
NO_PLACE = frozenset(_NO_PLACE.split())
#: German nouns that stand behind "in" without an article.
GERMAN = frozenset(_GERMAN.split())
#: Verbs of speech, which stand beside a person.
SPEECH = frozenset(_SPEECH.split())
#: Small English words that stand behind a place; before others, as in "in Texas oil", a name is no place.
BEHIND = frozenset(_BEHIND.split())
#: Kinds of places that bear the names of persons: a title in one says nothing.
STREETS = frozenset(_STREETS.split())
