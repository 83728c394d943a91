"""Unseen news written to one form, with other facts: markets, results, weather, prayer times, prices."""

from examples import case, tmpl

ID_M = (
    "Indeks Harga Saham Gabungan (IHSG) ditutup menguat 35,20 poin atau 0,52 persen ke level "
    "6.812,19 pada perdagangan Kamis (8/9/2022). Sebanyak 287 saham menguat, 231 saham melemah, dan "
    "182 saham stagnan. Nilai transaksi tercatat Rp 13,4 triliun dengan volume 21,7 miliar saham. "
    "Investor asing membukukan beli bersih Rp 412 miliar, terutama pada saham BBCA, TLKM, dan ASII. "
    "Kurs rupiah berada di level Rp 14.898 per dolar AS."
)

ID_M2 = tmpl(
    ID_M,
    ("35,20", "41,87"),
    ("0,52", "0,61"),
    ("6.812,19", "7.231,45"),
    ("Kamis (8/9/2022)", "Senin (17/10/2022)"),
    ("287", "312"),
    ("231", "198"),
    ("182", "171"),
    ("13,4", "11,9"),
    ("21,7", "18,2"),
    ("412", "655"),
    ("BBCA, TLKM, dan ASII", "BMRI, GOTO, dan UNVR"),
    ("14.898", "15.480"),
)

case("id market close", "template", ID_M, ID_M2)

case("id market close same facts-direction", "template", ID_M, tmpl(ID_M2, ("menguat 41,87", "melemah 41,87")))

EN_M = (
    "The S&P 500 index rose 23.14 points, or 0.5 percent, to close at 4,478.03 on Friday. The Dow "
    "Jones Industrial Average gained 105.25 points to 35,281.40, while the Nasdaq Composite fell 0.7 "
    "percent to 13,644.85. Shares of Tesla dropped 4.1 percent and Chevron added 2 percent. "
    "Advancing issues outnumbered decliners on the New York Stock Exchange by a 1.2-to-1 ratio. "
    "Volume was 9.8 billion shares."
)

case(
    "en market",
    "template",
    EN_M,
    tmpl(
        EN_M,
        ("23.14", "11.80"),
        ("0.5 percent", "0.3 percent"),
        ("4,478.03", "4,221.02"),
        ("Friday", "Tuesday"),
        ("105.25", "210.06"),
        ("35,281.40", "33,573.28"),
        ("0.7", "0.4"),
        ("13,644.85", "13,276.42"),
        ("Tesla", "Apple"),
        ("4.1", "1.6"),
        ("Chevron", "Boeing"),
        ("added 2 percent", "added 3.5 percent"),
        ("1.2-to-1", "1.7-to-1"),
        ("9.8", "10.4"),
    ),
)

DE_M = (
    "Der Deutsche Aktienindex hat am Montag mit einem Plus von 0,8 Prozent bei 15.832,17 Punkten "
    "geschlossen. Der MDAX legte um 1,1 Prozent auf 27.904,50 Zähler zu. Zu den stärksten Werten im "
    "Leitindex gehörten Siemens Energy mit plus 3,4 Prozent und Adidas mit plus 2,9 Prozent. Am Ende "
    "der Liste standen Bayer und Zalando. Der Euro kostete am Abend 1,0921 Dollar."
)

case(
    "de market",
    "template",
    DE_M,
    tmpl(
        DE_M,
        ("Montag", "Donnerstag"),
        ("0,8", "0,4"),
        ("15.832,17", "16.144,02"),
        ("1,1 ", "0,6 "),
        ("27.904,50", "26.880,71"),
        ("Siemens Energy", "Infineon"),
        ("3,4", "2,2"),
        ("Adidas", "Continental"),
        ("2,9", "1,7"),
        ("Bayer und Zalando", "Vonovia und Merck"),
        ("1,0921", "1,0788"),
    ),
)

AR_M = (
    "أغلق مؤشر الأسهم السعودية اليوم مرتفعا 42.15 نقطة عند مستوى 9124.57 نقطة، وبتداولات بلغت قيمتها "
    "5.6 مليارات ريال. وبلغ عدد الأسهم المتداولة 231 مليون سهم تقاسمتها أكثر من 118 ألف صفقة، سجلت "
    "فيها أسهم 97 شركة ارتفاعا في قيمتها، فيما أغلقت أسهم 58 شركة على تراجع. وكانت أسهم شركات سابك "
    "والراجحي والاتصالات الأكثر ارتفاعا."
)

case(
    "ar market",
    "template",
    AR_M,
    tmpl(
        AR_M,
        ("42.15", "17.03"),
        ("9124.57", "8876.20"),
        ("5.6", "4.1"),
        ("231", "187"),
        ("118", "94"),
        ("97", "61"),
        ("58", "82"),
        ("سابك والراجحي والاتصالات", "معادن وكيان والإنماء"),
    ),
)

RESULT = (
    "Ajax 3, Utrecht 1. Goals from Brobbey, Taylor and Hato gave Ajax victory at home in the Johan "
    "Cruyff Arena on Saturday in front of 53,412 spectators. Utrecht replied through Douvikas in the "
    "71st minute. The win lifts Ajax to second place with 44 points from 21 matches."
)

case(
    "en results",
    "template",
    RESULT,
    tmpl(
        RESULT,
        ("Ajax", "Feyenoord"),
        ("Utrecht", "Heerenveen"),
        (" 3, ", " 2, "),
        (" 1. ", " 0. "),
        ("Brobbey, Taylor and Hato", "Gimenez and Paixao"),
        ("Johan Cruyff Arena", "De Kuip"),
        ("Saturday", "Sunday"),
        ("53,412", "46,870"),
        ("Douvikas in the 71st", "nobody in the 90th"),
        ("second place with 44", "first place with 52"),
        ("21 matches", "20 matches"),
    ),
)


W1 = (
    "Prakiraan cuaca Surabaya Sabtu (11/3/2023): pagi hari berawan, siang hari hujan sedang, malam "
    "hari cerah berawan. Suhu udara 24 hingga 33 derajat Celsius, kelembapan 65 hingga 95 persen, "
    "dan angin bertiup dari barat daya dengan kecepatan 20 kilometer per jam."
)

W2 = tmpl(
    W1,
    ("Surabaya Sabtu (11/3/2023)", "Malang Minggu (12/3/2023)"),
    ("24 hingga 33", "21 hingga 29"),
    ("65 hingga 95", "70 hingga 98"),
    ("barat daya", "tenggara"),
    ("20 kilo", "15 kilo"),
)

case("id weather", "template", W1, W2)

G1 = (
    "Harga emas Antam hari ini, Kamis (9/2/2023), naik Rp 4.000 menjadi Rp 1.034.000 per gram. "
    "Sementara harga pembelian kembali atau buyback berada di level Rp 921.000 per gram. Adapun "
    "harga emas pecahan 5 gram dijual Rp 4.945.000 dan pecahan 10 gram Rp 9.835.000."
)

G2 = tmpl(
    G1,
    ("Kamis (9/2/2023)", "Jumat (10/2/2023)"),
    ("naik Rp 4.000", "turun Rp 6.000"),
    ("1.034.000", "1.028.000"),
    ("921.000", "915.000"),
    ("4.945.000", "4.915.000"),
    ("9.835.000", "9.775.000"),
)

case("id gold", "template", G1, G2)

case("id gold dated", "template", G1, G2, a="2023-02-09", b="2023-02-10")

S1 = (
    "El Ibex 35 cerró la sesión de este lunes con una subida del 0,72 % hasta los 9.312,4 puntos. "
    "Los mayores avances fueron para Solaria, con un 3,1 %, y Banco Sabadell, con un 2,8 %. En el "
    "lado de las pérdidas destacaron Grifols y Cellnex. El barril de Brent cotizaba a 82,3 dólares y "
    "el euro se cambiaba a 1,081 dólares."
)

S2 = tmpl(
    S1,
    ("lunes", "jueves"),
    ("subida del 0,72 %", "caída del 1,15 %"),
    ("9.312,4", "9.104,9"),
    ("Solaria", "Repsol"),
    ("3,1", "1,4"),
    ("Banco Sabadell", "Iberdrola"),
    ("2,8", "0,9"),
    ("Grifols y Cellnex", "Amadeus e IAG"),
    ("82,3", "78,6"),
    ("1,081", "1,066"),
)

case("es market", "template", S1, S2)

R1 = (
    "東京株式市場で日経平均株価は反発し、前日比231円40銭高の2万7680円26銭で取引を終えた。東証株価指数"
    "は12.08ポイント高の1964.35だった。売買代金は2兆5310億円。値上がり銘柄数は1280、値下がりは475だっ"
    "た。"
)

R2 = tmpl(
    R1,
    ("反発", "続落"),
    ("231円40銭高", "88円17銭安"),
    ("2万7680円26銭", "2万7592円09銭"),
    ("12.08ポイント高", "4.33ポイント安"),
    ("1964.35", "1960.02"),
    ("2兆5310", "2兆8045"),
    ("1280", "640"),
    ("475", "1112"),
)

case("ja market", "template", R1, R2)


# recurring appointments
H1 = (
    "Jadwal imsak dan buka puasa untuk wilayah Makassar hari Senin 27 Maret 2023: imsak pukul 04.42 "
    "WITA, subuh pukul 04.52 WITA, maghrib pukul 18.10 WITA, isya pukul 19.19 WITA. Umat Islam "
    "diimbau menyiapkan sahur lebih awal."
)

H2 = tmpl(
    H1,
    ("Makassar hari Senin 27", "Manado hari Selasa 28"),
    ("04.42", "04.21"),
    ("04.52", "04.31"),
    ("18.10", "17.49"),
    ("19.19", "18.57"),
)

case("id prayer times", "template", H1, H2)

ID_BUS = (
    "Dinas Perpustakaan Kota Bandung membuka layanan Perpustakaan Keliling di lima titik pada Senin (3/6/2024). "
    "Warga dapat membaca di tempat atau meminjam paling banyak dua buku dengan menunjukkan KTP asli. "
    "Mobil pertama berada di Halaman Masjid Al Ukhuwah; mobil kedua di Lapangan Tegallega; mobil ketiga di Taman "
    "Lansia Cilaki; mobil keempat di Pasar Cihapit Lama; mobil kelima di Terminal Ledeng. Layanan dibuka pukul 09.00 "
    "sampai 15.00 WIB, dan pengembalian buku dapat dilakukan di mobil mana saja tanpa biaya tambahan."
)

case(
    "id mobile library, another day's places",
    "template",
    ID_BUS,
    tmpl(
        ID_BUS,
        ("Senin (3/6/2024)", "Rabu (5/6/2024)"),
        ("Halaman Masjid Al Ukhuwah", "Gedung Sate Timur"),
        ("Lapangan Tegallega", "Alun-alun Ujungberung"),
        ("Taman Lansia Cilaki", "Stasiun Kiaracondong"),
        ("Pasar Cihapit Lama", "Kampus Setiabudi Atas"),
        ("Terminal Ledeng", "Rumah Sakit Hermina"),
    ),
)

ID_PRICES = (
    "Harga ikan di Pelabuhan Muara Angke yang dipantau dari papan pengumuman, Senin (3/6/2024), naik Rp2.000 per "
    "kilogram. Pedagang menyebut pasokan dari nelayan belum pulih.\n\nBerikut harga eceran menurut berat pada Senin:\n"
    "- Tongkol 1 kilogram: Rp32.000\n- Tongkol 2 kilogram: Rp63.000\n- Tongkol 5 kilogram: Rp155.000\n"
    "- Bandeng 1 kilogram: Rp28.000\n- Bandeng 2 kilogram: Rp55.000\n- Bandeng 5 kilogram: Rp135.000\n\n"
    "Retribusi pasar dipungut sesuai Perda Nomor 12 Tahun 2019, yakni 0,5 persen untuk anggota koperasi dan 1,5 persen "
    "untuk pedagang lain, dan dibayar setiap akhir pekan di loket pelabuhan."
)

case(
    "id price table, another week's prices beside the same weights",
    "template",
    ID_PRICES,
    tmpl(
        ID_PRICES,
        ("Senin (3/6/2024)", "Senin (10/6/2024)"),
        ("naik Rp2.000", "naik Rp3.000"),
        ("Rp32.000", "Rp35.000"),
        ("Rp63.000", "Rp69.000"),
        ("Rp155.000", "Rp170.000"),
        ("Rp28.000", "Rp31.000"),
        ("Rp55.000", "Rp61.000"),
        ("Rp135.000", "Rp150.000"),
    ),
)
