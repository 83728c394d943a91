"""Words for what a person is, that stand before the name: spokesman, coach, Menteri, Bürgermeisterin.

Left out are those that are as often parts of other names: king, queen, saint, major.
"""

_ROLES = """
spokesman spokeswoman spokesperson coach trainer manager boss captain skipper lawyer attorney barrister solicitor
prosecutor judge justice magistrate president premier chancellor minister pm secretary governor mayor senator
congressman congresswoman representative rep sen gov mp lawmaker deputy councillor councilman councilwoman councilor
ambassador envoy commissioner chair chairman chairwoman chairperson chief head executive ceo cfo coo cto director
founder owner leader commander general colonel lieutenant sergeant sgt officer constable inspector detective sheriff
superintendent professor prof doctor dr analyst economist strategist researcher scientist editor reporter journalist
writer author actor actress singer striker goalkeeper midfielder defender winger forward teacher headteacher
headmaster headmistress principal bishop archbishop reverend rev pastor priest vicar
juru jubir pelatih manajer kapten pengacara advokat jaksa hakim presiden menteri mentri menlu mendagri menkeu menhan
mensos menkes mendikbud mendag mentan menpora menhub menperin menaker menag menko menkumham menkopolhukam mensesneg
menpan menparekraf sekretaris sekjen sekda gubernur bupati walikota wali wawali camat lurah kades ketua waketum ketum
wakil kepala kadis kadinkes kapolri kapolda kapolres kapolresta kapolsek kabid kasat kanit kombes akbp kompol irjen
brigjen komjen jenderal kolonel letkol mayjen panglima pangdam dandim danrem direktur dirut dirjen pengamat analis
ekonom peneliti dokter profesor ustaz ustadz kiai anggota pj plt penjabat
sprecher sprecherin pressesprecher pressesprecherin cheftrainer cheftrainerin trainerin bundestrainer
bundestrainerin anwalt anwältin rechtsanwalt rechtsanwältin richter richterin staatsanwalt staatsanwältin präsident
präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerin ministerpräsident ministerpräsidentin
bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin landrat landrätin vorsitzender vorsitzende
vorsitzenden parteichef parteichefin chef chefin geschäftsführer geschäftsführerin leiter leiterin direktorin direktor
außenminister außenministerin innenminister innenministerin finanzminister finanzministerin torwart torhüter stürmer
portavoz entrenador entrenadora técnico técnica abogado abogada juez jueza fiscal presidente presidenta ministro
ministra canciller gobernador gobernadora alcalde alcaldesa senador senadora diputado diputada directora
secretario secretaria líder jefe jefa delantero portero
entraîneur entraîneuse sélectionneur avocat avocate juge procureur procureure président présidente
ministre maire sénateur sénatrice député députée directeur directrice secrétaire patron patronne préfet préfète
portavoce allenatore allenatrice avvocato avvocata giudice sindaco sindaca governatore senatore deputato segretario
treinador treinadora advogado advogada juiz juíza governador governadora prefeito prefeita deputado deputada
woordvoerder woordvoerster bondscoach advocaat rechter officier burgemeester voorzitter
"""
ROLES = frozenset(_ROLES.split())
