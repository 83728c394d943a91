"""Everyday words of languages that none of the sets is in: articles, pronouns, prepositions, auxiliaries, "said".

Without them all words of such a text look rare, "and" like a name, and whatever two texts have in common is evidence.
Listed by hand, the commonest first; how common is estimated from the place in the list. Names and nouns of
news are left out on purpose: what a set does not show is not known.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dedup.language.background import pair_hash
from dedup.tokens import CHARACTER, tokenise

FIRST_SHARE = 0.05  #: of the words of a text that the first of a list is; the k-th is a k-th of that (Zipf's law)
WORDS = 250  #: of a text of news

EVERYDAY = {
    "uk": """в і на з у та що до не за це про від як для його є який під після також їх був було були була бути але
        або через він вона вони яка які якого якої яких ще вже де тому коли може можуть між серед року роки років
        рік цього цей ця ці той те тих перед при без більше лише понад їхній їхніх щоб якщо над нас ми ви нам них
        ним нею всі усі все всіх один одна одного два дві три людей осіб день днів час часу повідомив повідомила
        повідомили заявив сказав словами зазначив йдеться має мають мав мали буде будуть так ні теж саме свої свого
        своїх однак зокрема тисяч мільйонів тільки тоді тут там зараз сьогодні вчора завтра проти біля близько
        навколо проте хто чи""",
    "bg": """на и в за да се от с е не че по са до като при към това със след но или си което който които която ще
        бе беше бяха има няма как през между над под без само още вече също така този тази тези там тук той тя те то
        ние вие им му ѝ го я ги ни защото когато където преди повече най много всички един една едно два две три
        може могат трябва година години лева души хора каза заяви съобщи според около освен поради обаче кой
        какво""",
    "sr": """и у је да на се за са од су а који која које ће о не као из до по што или али након био била било били
        ово тај та то ти те којем којој којих када где како због према преко између само још већ такође он она они
        њих њега њен његов овај ова ови све сви свих један једна једно два две три може могу треба мора има нема
        године година дана људи рекао рекла изјавио навео каже без пре тада сада данас јуче сутра бити бих би смо
        сте сам oko око""",
    "sh": """i u je da na se za sa od su a koji koja koje će o ne kao iz do po što ili ali nakon bio bila bilo bili
        ovo taj to te kojem kojoj kojih kada gdje gde kako zbog prema preko između samo još već također takođe on
        ona oni njih njega njen njegov ovaj ova ovi sve svi svih jedan jedna jedno dva dvije dve tri može mogu treba
        mora ima nema godine godina dana ljudi rekao rekla izjavio naveo kaže bez prije pre tada sada danas jučer
        juče sutra biti bi smo ste sam oko""",
    "sl": """in je v na za se da so ki z pa bi ne s tudi po o kot do od pri iz ter bo ali več še bil bila bilo bili
        bodo smo med pred zaradi samo že tem ta to te ti tega katere kateri katera ko kjer ker če lahko mora morajo
        vse vsi vseh enega en ena eno dva dve tri leta leto let dni ljudi dejal dejala povedal sporočil besedah
        proti brez nad pod čez okoli približno danes včeraj jutri ga mu ji jih jim njihov njegov njen svoj zdaj niso
        ni""",
    "cs": """a v se na je že o s z do i ve k za pro po od jako to by který která které kteří si jsou podle ale jeho
        její jejich při nebo už byl byla bylo byli být bude budou také až jen ještě mezi před kvůli proti bez nad
        pod tak tím tom této tento tato toho těchto když kde jak co než protože ze jej ho mu jí jim nich ní něm
        všechny všech vše jeden jedna dva dvě tři může mohou má mají měl měla musí let roku roky rok dne dní lidí
        řekl řekla uvedl uvedla dodal sdělil více méně asi zhruba však proto dnes včera zítra není nejsou aby""",
    "sk": """a v sa na je že o s z do aj vo k za pre po od ako to by ktorý ktorá ktoré ktorí si sú podľa ale jeho
        jej ich pri alebo už bol bola bolo boli byť bude budú tiež až len ešte medzi pred kvôli proti bez nad pod
        tak tým tom tejto tento táto toho týchto keď kde čo než pretože zo ho mu im nich nej ňom všetky všetkých
        všetko jeden jedna dva dve tri môže môžu má majú mal mala musí rokov roku roky rok dňa dní ľudí povedal
        povedala uviedol uviedla dodal informoval viac menej asi približne však preto dnes včera zajtra nie aby""",
    "nl": """de het een van en in is op te dat voor met die zijn aan er niet door om als ook naar bij uit worden
        wordt werd werden heeft hebben had maar over na dan nog wel meer deze dit zich ze zij hij haar hem hun wij
        we ik je u men kan kunnen zou zouden moet moeten mag wil wat wie waar waarom hoe wanneer toen omdat tegen
        tot tussen onder boven zonder tijdens volgens sinds vanaf binnen geen al alle alles andere veel weinig zo nu
        hier daar eerste twee drie jaar dag dagen mensen zegt zei zeggen laat liet gaat ging komt kwam ongeveer rond
        vanwege echter vandaag gisteren morgen""",
    "sv": """och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan
        man när nu hon ska också efter eller sin där under vid mot hade alla andra mycket mer än bara ut in upp då
        över bli blir blev varit vara finns få får fick skulle kommer kom säger sade sa enligt mellan utan sedan två
        tre år dag dagar personer något någon några denna detta dessa dem deras hans hennes ni oss er här hur vad
        vem varför innan kring omkring cirka dock idag igår imorgon måste vill""",
    "da": """og i at det er en til på som af for med de den der ikke har et han men var jeg sig fra vi så kan man
        når nu hun skal også efter eller sin hvor under ved mod havde alle andre meget mere end kun ud ind op da
        over blive bliver blev været være findes få får fik skulle kommer kom siger sagde ifølge mellem uden siden
        to tre år dag dage personer noget nogen nogle denne dette disse dem deres hans hendes I os her hvordan hvad
        hvem hvorfor før omkring cirka dog""",
    "no": """og i å det er en til på som av for med de den der ikke har et han men var jeg seg fra vi så kan man når
        nå hun skal også etter eller sin hvor under ved mot hadde alle andre mye mer enn bare ut inn opp da over bli
        blir ble vært være finnes få får fikk skulle kommer kom sier sa ifølge mellom uten siden to tre år dag dager
        personer noe noen denne dette disse dem deres hans hennes dere oss her hvordan hva hvem hvorfor før rundt
        omtrent dog""",
    "fi": """ja on ei että se oli ovat mutta kun myös hän kuin niin joka jotka ollut olisi voi mukaan sen he tai jos
        vain sekä noin vielä nyt jo kanssa ole olla olivat sitä siitä siinä tämä tämän tätä niiden hänen heidän ne
        me minä sinä mitä mikä missä miten miksi koska jälkeen ennen aikana vuonna vuoden vuotta päivänä kaksi kolme
        yksi ihmistä henkilöä sanoi sanoo kertoo kertoi enemmän vähemmän kaikki kaikkien muut muiden toinen
        ensimmäinen yli alle välillä vastaan ilman tänään eilen huomenna pitää saa sai tulee tuli kuitenkin
        sitten""",
    "hu": """a az és hogy nem is egy van volt meg már csak ez azt mint de ki ha el fel le be még vagy aki ami amely
        amelyek akik lesz lett voltak vannak után között szerint miatt alatt ellen nélkül előtt felett mellett több
        kevesebb nagyon most így úgy itt ott ezt ennek annak azok ezek ők mi ti én te neki nekik őket minden
        mindenki első két három év évben éves nap napon ember mondta közölte elmondta írta kell lehet tud tudott
        majd pedig ezért azonban ahol amikor hogyan miért körülbelül mintegy ma tegnap holnap""",
    "ro": """de și în a la cu o pe din să care nu este că pentru un mai au fi fost prin sunt se sau dar după ca al
        ale ai lui lor ei el ea ele eu noi voi îi îl le i s-a s-au acest această aceste acestea acesta unde când cum
        ce cine cât între către fără sub peste până despre împotriva doar tot toate toți două doi trei ani anul zile
        oameni persoane spus declarat potrivit precizat anunțat poate pot trebuie va vor era erau avea are am ați
        foarte astfel însă astăzi ieri mâine aproximativ circa""",
    "el": """και το να η του της την τα με των που στο σε για είναι τη ο οι από τον στην θα στη στον τους δεν ότι
        μια ένα ένας κατά αλλά όπως μετά όμως ή ως μας τις στις στα αυτό αυτή αυτός αυτά αυτές αυτών έχει έχουν είχε
        είχαν ήταν πως πιο προς χωρίς μέχρι πριν μεταξύ υπό πάνω κάτω όταν όπου γιατί τι ποιος πόσο πολύ μόνο επίσης
        ακόμη ήδη όλα όλοι όλες δύο τρεις χρόνια έτος ημέρες άτομα είπε δήλωσε ανέφερε σύμφωνα πρέπει μπορεί μπορούν
        περίπου σήμερα χθες αύριο μη""",
    "he": """של את על לא זה הוא עם כי גם או אם כל היא אל יותר בין כמו רק אבל היה הייתה היו להיות יש אין עד אחרי לפני
        תחת מעל בלי נגד לפי במהלך בגלל אשר הם הן אני אנחנו אתם שלו שלה שלהם אותו אותה אותם זו אלה כאשר איפה איך מה
        מי למה עוד כבר עכשיו שני שתי שלושה שנים שנת ימים אנשים אמר אמרה מסר הודיע יכול יכולים צריך היום אתמול
        מחר""",
    "fa": """و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد ها می های شده بود او ما هر اما وی گفت
        کرده دارد باید پس اگر یا چند دو سه آنها شود کند کنند می‌شود می‌کند می‌کنند شدند کردند بودند است. نیست هستند
        خواهد خواهند بین پیش بعد زیر روی بدون علیه درباره طی حدود همه هیچ چه چرا چگونه کجا وقتی همچنین دیگر بیش کمتر
        سال روز نفر مردم اعلام افزود اظهار گزارش توسط همین چنین ایشان اکنون امروز دیروز فردا""",
    "ur": """کے کی میں کا سے ہے اور کو نے کہ پر یہ اس ہیں تھا وہ بھی ایک کیا جو تھی ہو نہیں کر گیا ان کہا لیے ساتھ
        تھے بعد تک گئے گئی جس دیا ہوئے ہوا ہوئی رہے رہا رہی اپنے اپنی اپنا کرنے کرتے جائے جا سکتا سکتے سکتی دو تین
        سال دن لوگ افراد مطابق دوران خلاف بغیر پہلے اب آج کل جب جہاں کیوں کیسے کون ہم آپ تم انہوں انھوں مزید زیادہ
        کم تمام سب کچھ کسی ہر یا اگر""",
    "hi": """के में की है और से को का ने कि पर यह इस हैं भी था एक कर हो नहीं कहा लिए साथ तो वह जो ही गया थी बाद तक
        ये थे उन उनके उनकी उन्होंने अपने अपनी अपना किया गई गए करने करते दिया रहा रहे रही होने होता होती होते हुए हुआ
        हुई जा जाता जाए सकता सकते सकती चाहिए दो तीन साल दिन लोग लोगों अनुसार दौरान खिलाफ बिना पहले अब आज कल जब जहां
        क्यों कैसे कौन क्या हम आप तुम मैं वे अधिक ज्यादा कम सभी सब कुछ किसी हर या अगर लेकिन बताया जिस जिसमें इसके
        इसकी इससे करीब लगभग वाले वाली""",
    "mr": """आणि आहे या व ते हे की तर ही मध्ये होते होता होती आहेत नाही असे असून यांनी त्यांनी त्या तो ती हा एक केला
        केली केले करून करण्यात आला आली आले येथे साठी मात्र पण किंवा जर तसेच सर्व काही दोन तीन वर्ष दिवस लोक सांगितले
        म्हणाले आज उद्या काल झाला झाली झाले यांच्या त्याच्या त्यांच्या अशी असा असल्याचे""",
    "bn": """ও এই এ করে থেকে এর না করা হয় জন্য তার একটি হয়েছে বলে যে আর সঙ্গে কথা পর এবং তিনি নিয়ে করেছে করেছেন
        কিন্তু তা সে ছিল ছিলেন হবে হতে হচ্ছে করতে করার মধ্যে দিয়ে পর্যন্ত কাছে উপর কোনো কোন আরও আগে পরে এখন আজ কাল
        যখন যেখানে কেন কীভাবে কে কী আমরা আপনি তারা তাদের আমাদের তাঁর তাঁদের বেশি কম সব সকল কিছু প্রতি বা যদি তবে দুই
        তিন বছর দিন মানুষ জন জানান বলেন জানিয়েছেন বলেছেন অনুযায়ী প্রায় গত নেই আছে হয়ে গেছে যায় সময় জানা এতে
        এছাড়া""",
    "vi": """và của là có được trong cho với các những không một này người đã khi đến từ để ở ra vào trên sẽ đang bị
        về như cũng tại theo phải do nhưng hay hoặc vì sau trước nên thì mà lại còn nhiều ít rất hơn nhất đó đây năm
        tháng ngày giờ hôm nay qua hai ba bốn bạn tôi anh chị ông bà họ chúng mình nếu thế nào sao gì ai đâu cùng
        bằng giữa dưới ngoài mỗi mọi tất cả khoảng gần biết nói nhận làm việc số lên xuống đi lần nơi khác công an
        thành phố tỉnh dân nước quốc gia kinh tế chính phủ hội tổ chức quan cơ trường học sinh viên xã huyện khu vực
        động hoạt sản xuất phát triển hiện thực giao thông tin báo phương tiện đường sự đồng triệu tỷ nghìn đầu cuối
        giá trị định quy quyết dự án đất đai đại diện tướng bộ trưởng phó chủ tịch ban ngành đội viện bệnh y tưởng
        gây thể tai nạn ý kiến cáo tra điều xử lý vụ pháp luật toàn giới châu khách du lịch văn hóa tăng giảm mức độ
        cao thấp lớn nhỏ mới cũ tốt xấu đúng kết quả hợp tác tư doanh nghiệp ngân hàng tài khoản thuế phí mua bán
        thị phần kỳ họp đảng sở phòng địa bàn nhân trẻ em gái trai con cha mẹ đình nhà cửa xe máy ô tô tàu thuyền
        bay biển sông núi mưa bão lũ gió nóng lạnh tiếp tục bắt tạm giữ lập liên tham chuyển đưa yêu cầu đề nghị bảo
        vệ hỗ trợ giúp giải dùng thú tòa đốc chứa lợi dụng chọn lựa trả lời hỏi đáp nghe nhìn thấy xem đọc viết gửi
        gặp mặt bên trái sáng trưa chiều tối đêm tuần thứ nhật mùa xuân hạ thu đông miền bắc nam trung tây vùng quê
        làng thôn đồi ruộng vườn cây hoa lá gạo lúa cá tôm gà lợn bò chó mèo ăn uống ngủ nghỉ chơi chạy đứng ngồi
        nằm mở đóng sửa chữa xây dựng cống hầm cảng sân bãi ga bến trạm chợ siêu món tiệm quán sạn bếp giường ghế áo
        quần giày dép mũ kính vàng bạc kim cương tiền đô la lương thưởng nợ vay lãi suất vốn quỹ chứng khoán sàn
        phiếu bầu cử quyền nghĩa trách nhiệm lệnh cấm phạt tù oan kiện sư thẩm phán hung thủ nghi can trộm cướp giết
        đánh chém bắn nổ cháy chìm rơi vỡ gãy sập ngập lụt hạn hán sóng thần thương vong chết sống khỏe yếu ốm đau
        thuốc men tiêm chủng dịch vi rút phẫu thuật bác sĩ tá giáo hiệu thi điểm lớp sách vở bút mực khoa sử toán
        nhạc họa thơ ca phim ảnh diễn kịch hát múa trí trận đấu bóng đá huấn luyện thắng thua hòa vòng bảng chung vô
        địch huy chương kỷ lục tích trọng cổ vũ quân binh lính súng đạn tên lửa chiến tranh bình ngoại sứ thỏa thuận
        ký hiệp ước minh biên ải đảo trình nghiên cứu thí nghiệm mạng tính điện thoại dữ liệu mềm cứng năng lượng
        dầu khí than trời nguyên tử môi nhiễm rác thải hậu nhiệt ẩm nắng sút""",
    "ko": """있다 수 이 그 및 등 대한 한 것 위해 있는 지난 이날 것으로 했다 밝혔다 말했다 따르면 통해 고 더 또 또한
        하지만 그러나 그리고 두 세 다른 모든 약 많은 큰 된 될 할 하는 없는 없다 있습니다 했습니다 합니다 입니다
        이라고 라고 며 오는 오전 오후 이번 다시 함께 관련 대해 때문에 경우 이후 앞서 현재 오늘 어제 내일 당시 특히
        이어 전 후 중 뒤 때 곳 명 년 월 일""",
    "sw": """na ya wa kwa la za ni katika kuwa hiyo huo huyo hayo hizo hii huu hao hawa cha vya alisema amesema
        wamesema walisema kama pia baada kabla lakini au ili hadi kutoka kati dhidi bila chini juu zaidi sana yake
        wake zake lake wao yao mimi sisi yeye nini nani wapi lini kwamba ambayo ambao ambaye ambapo bado sasa leo
        jana kesho mwaka miaka siku watu mtu moja mbili tatu wote yote kila baadhi nyingi wengi mwingine nyingine
        alikuwa walikuwa ilikuwa itakuwa kufanya hivyo hata tu si hakuna kuhusu wakati mwa pamoja""",
    "tl": """ang ng sa na mga at ay ni si para kay ito mula hindi may kung nang siya ayon niya isang dahil din rin
        pa lang naman ko mo ka ako ikaw tayo kami sila nila kanila kanyang kanilang kaniyang ating aming iyon iyan
        dito doon bago pagkatapos matapos habang upang o pero ngunit subalit bawat lahat ilang marami isa dalawa
        tatlo taon araw tao sinabi sabi aniya noong nitong ngayon kahapon bukas maging wala mayroon dapat pwede
        maaari kapag nasa hanggang tungkol""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à
        seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo
        aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas
        havia seja qual será nós tenho lhe deles essas esses pelas este fosse dele disse afirmou segundo ainda após
        durante contra sobre desde cada dois duas três ano anos dia dias pessoas hoje ontem amanhã cerca onde porque
        então assim""",
    "ca": """de la i a el que en les els per un una amb no es al del s ha és va com més però o ho si seva seu aquest
        aquesta aquests aquestes ser han hi també quan sense fins entre sobre després abans perquè on què qui tot
        tots totes molt dos tres any anys dia dies persones dit segons encara ja només des cap cada avui ahir
        demà""",
    "ja": """した して いる こと から ため など では には とし れた った によ よる より です ます ない なっ って
        という とい うこ ころ その この それ これ ました まし います てい いま され れて れる る。 として する
        する。 ことが ことを ことに がある ある あり なる なり また ただ しか もの ので ところ たち ほか まで だけ
        でも でき きる らの らが らは がら たと たが たの だった だっ たい いた いて いう うと くな けて けた けで
        さん さい させ せる せた たく てき てお とも とは とが なか なく にお にな にも のか のは のが のを のに
        のよ はな びか へと まっ まれ みら むけ めた めて める もあ やか よう ようと らい らか られ りま りの れば
        わせ われ わた をし をめ んだ んで んな について に関 による において に対 と述べ 述べた 明らか 発表 発表し
        会見 記者会見 同日 午前 午後 今回 現在 関係者 によると 一方""",
    "zh-Hant": """一個 沒有 進行 這些 可以 因為 報導 記者 目前 但是 已經 時間 問題 表示 指出 他們 我們 自己 如果
        其中 由於 以及 對於 關於 不過 今天 昨天 明天 今年 去年 上午 下午 晚上 之後 以後 之前 開始 認為 希望 需要
        繼續 發生 出現 受到 包括 根據 有關 相關 相信 至少 超過 約有 這是 這個 那些 那個 將會 將在 並在 並且 而且
        或者 還有 都是 也是 就是 不是 只是 使用 成為 使得 方面 情況 工作 活動 部分 部門 公司 政府 民眾 國家 社會
        國際 地區 當地 當時 過去 未來 現在 同時 最後 最近 第一 許多 多名 一名 兩名 兩人 三人""",
}  # fmt: skip


def terms_of(word: str) -> list[int]:
    """The words of one entry, or its pairs of characters."""
    found = tokenise(word)
    if not found.flags[0] & CHARACTER:
        return list(map(int, found.words))
    return [pair_hash(*pair) | 1 << 31 for pair in pairwise(map(int, found.words))]


def everyday_words() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the words of all languages, as hashes, and the share of articles in which each is taken to stand.

    A word stands in a text of n words with probability 1 - (1 - p)^n; of a word in two lists the larger counts.
    Of scripts without spaces the pairs of characters are returned, with bit 31 set.
    """
    words, shares = [], []
    for listed in EVERYDAY.values():
        hashes = list(dict.fromkeys(term for word in listed.split() for term in terms_of(word)))
        words += hashes
        shares += [1.0 - (1.0 - FIRST_SHARE / place) ** WORDS for place in range(1, len(hashes) + 1)]
    return np.array(words, dtype=np.int64), np.array(shares)
