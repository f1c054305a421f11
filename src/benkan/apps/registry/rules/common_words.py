"""Words of messages that are also names of villages, or sound like one: they name nothing alone.

French as it is written in an SMS, Bambara as people type it, and the words of the services. A name
that is here still counts after `commune`, `village`, `quartier` or `cercle`.
"""

_FRENCH = """
a à abandonne absent absente accueil achat acte actes activite affaire agent aide aider aidez aimer
ainsi aller alors ami amis an annee annees ans appel appeler apres argent arrive arrivee assez
association au aucun aucune aussi autre autres aux avant avec avis avoir avons ayant baisse banc berger bergers
bancs bas bas beaucoup besoin betail bien bientot bois bon bonjour bonne bonnes bonsoir bruit bureau
ca camp canal canton car carte casse cassee casses cause ce cela celle celui centre cependant ces
cette chaque chef cher chere chez chose classe classes coin combien comite comme comment commerce
commission compte conflit conge conseil conseiller contre coton cour cours court coupe coupure dame
dans de debut deces decharge delegue demain demande demander depuis dernier des dette deux devant
dieu digue dimanche dire directeur direction disent dit docteur dois doit donc donne donner dont
dos du eau eaux ecole ecoles election eleve eleves elle elles en encore enfant enfants ensemble
entre est et etat ete etre eux examen fait faire famille faute femme femmes fermee ferme fille
filles fin foire fois forage forages force formation frais franc france francs frere fuite garcon gare gens gestion
goudron grace grand grande grave groupe habitants halle hangar haut hier homme hommes hopital
hygiene ici il ils impot impots infirmier infirmiere information inonde inondation insecurite jamais
jardin je jeudi jeune jeunes jour jours juge justice l la lac laisse latrine latrines le lenteur les
leur leurs livre livres loin loyer lui lundi lycee ma madame main maintenant maire mairie mais maison
maitre maitres mal malade malades maladie mali manque manquent marche marches mardi mariage matin
mauvais me medecin medicament medicaments medersa meme menage mer mercredi mere merci mes message
mieux mil milieu mois moment mon monde monsieur mort mot mouton mur naissance ne neuf ni niveau nom
non nord nos notre nous nouveau nouvelle nuit numero on ont ordure ordures ou ouest oui ouvert
ouverte page paiement paix panne par parce parent parents part partout pas paye payer pays peche
pendant pere personne personnel petit petite peu peut piste place plage plein pluie plus point police
politique pompe pompes pont porte pour pourquoi prefet premier prendre pres president prix probleme
problemes prof professeur professeurs projet propre public puits quand quartier que quel quelle qui
quoi radio rapport reforme refuse regle reparation reparee reparer reponse retard riz robinet rond
route routes rue rupture sa sable sage sale salle salut samedi sang sans sante se secretaire semaine
semaines sera service ses si situation six soin soins soir sol sommes son sont source sous souvent
sud sur svp stp stade suis systeme ta table tables taxe taxes te tel telephone temps terrain terre
terres tete toit tombe ton toujours tous tout toute toutes travail travaux tres trois trop trou tu un
une urgence urgent usage vaccin vaccins va vend vente veut viande vie vieux ville vient visite vite
vivre voici voila voir vol voleur voleurs vont vos voter votre vous vrai vu y zone
"""

_BAMBARA = """
aw aw ye ale an ani ani sogoma ani tile ani wula ani su ba baara balo bana banana banna barika baro be
bee ben benkan bi bila bolo bo boli bon caman ce cew ci cogo da dan dansigi den denmisen denw di do
dogo dogotoro dogotoroso don dugu dugukolo dugutigi duguw dun fa fana fanga faso fen fila foro fura furaw
furakisew fo folo ga gelen geleya gun here hinne i inice ja jama jate ji jii jo jugu juru k ka
kabini kadi kaba kalan kalanden kalanso kalo kan kana karamogo kasara kati ke kelen kelenkelen
kene keneya kera ket kibaru kilo ko kolon kolonw komi kono kongo kosebe kosobe koro kun kunnafoni
kura kuran la lajelen lakoli lakoliso laban ladamu lafia lo ma maa man mago mairi mana mara min minnu
mogo mogow mun muso musow musso n na nafa nana ne ni nin nka nogo nyini nyogon o olu
pan ponpe pompi sa san sanji sara se sebe seben sen sene segin si sira siraba siraw siri sigi so soro
songo sugu suguw su ta taa tan te tile tigi to togo tounge tun tulo u wari waati wa wari wasa were wo
wuli wulu ya yan ye yelen yen yere yoro ye
"""

COMMON = frozenset((_FRENCH + _BAMBARA).replace("à", "a").split()) - {"kati", "san", "lafia"}
"""Folded words. The towns of Kati, San and Lafia stay names: they are too often meant."""

POINTERS = frozenset(
    [
        "commune",
        "village",
        "quartier",
        "cercle",
        "region",
        "ville",
        "mairie",
        "hameau",
        "arrondissement",
        "dugu",
        "kin",
        "sougou",
    ]
)
"""Words after which a name comes, with only little words between."""

AREA_POINTERS = frozenset({"cercle", "region"})
"""Words after which the name is of something larger than a commune."""

ARTICLES = frozenset(["de", "du", "des", "d", "la", "le", "l", "les", "a", "au", "aux"])
"""Words that stand before any name in French."""

LITTLE = ARTICLES | {"rurale", "rural", "urbaine", "en", "na"}
"""Words that may stand between a pointer and its name."""
