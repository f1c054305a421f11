"""What a message is about, and in which language, guessed from its words.

A guess only sorts the triage list: the words are always kept and a person decides. The Bambara
words are few, common, and not yet checked by a native reader; they are never sent to anybody.
"""

from benkan.apps.voices.rules.sensitivity import Sensitivity
from benkan.kit.services import Service
from benkan.kit.text import folded


def _words(listed: str) -> frozenset[str]:
    return frozenset(folded(word) for word in listed.split())


_WORDS: dict[Service, str] = {
    Service.WATER: "eau pompe pompes forage forages puits robinet fontaine sonef somagep hydraulique"
    " ji kɔlɔn water pump well borehole tap",
    Service.HEALTH: "cscom csref sante medicament medicaments medecin infirmier infirmiere vaccin"
    " vaccins vaccination accouchement maternite sage femme palu paludisme malade malades asaco"
    " ambulance ordonnance kɛnɛya dɔgɔtɔrɔ dɔgɔtɔrɔso fura health clinic nurse doctor medicine",
    Service.EDUCATION: "ecole ecoles maitre maitresse enseignant enseignants enseignante classe"
    " classes cantine eleve eleves lycee college cap cgs lakɔli lakɔliso karamɔgɔ school teacher"
    " teachers classroom",
    Service.ROADS: "route routes piste pistes pont ponts goudron caniveau caniveaux sira road roads"
    " bridge",
    Service.CIVIL_REGISTRY: "naissance naissances mariage etat civil nina jugement suppletif extrait"
    " birth certificate",
    Service.MARKET: "marche marches taxe taxes impot impots foire tdrl patente sugu market tax",
    Service.LAND: "terre terres champ champs foncier parcelle parcelles lotissement paturage eleveur"
    " eleveurs transhumance betail dugukolo foro land field pasture",
    Service.SECURITY: "securite insecurite bandit bandits attaque attaques vol vols voleur voleurs"
    " police gendarmerie security attack thieves",
}

_OF_WORD = {word: service for service, listed in _WORDS.items() for word in _words(listed)}

_SENSITIVE = {
    Sensitivity.VIOLENCE: _words(
        "viol viols violee violees violer violence violences violent tue tues tuer meurtre torture"
        " excision enlevement battue battu agression agressee rape killed beaten"
    ),
    Sensitivity.CORRUPTION: _words(
        "corruption corrompu corrompus detournement detourne detourner detournes bakchich"
        " escroquerie bribe bribes corrupt"
    ),
    Sensitivity.THREAT: _words(
        "menace menaces menacer menacee menacent chantage intimidation represailles threat threats"
        " threatened"
    ),
}
_ENGLISH = _words("the is are not our has have there no water school please help and of for been")
_FRENCH = _words(
    "le la les est sont pas notre nous il elle ne pour depuis dans des une un et du ya"
)


def guess_service(text: str) -> Service:
    """The service that most words speak of; `other` when none does, the earlier word on a tie."""
    found: dict[Service, int] = {}
    for word in folded(text).split():
        if word in _OF_WORD:
            service = _OF_WORD[word]
            found[service] = found.get(service, 0) + 1
    return max(found, key=lambda service: found[service]) if found else Service.OTHER


def sensitivity_of(text: str) -> Sensitivity | None:
    """The danger that a word speaks of: better hidden once too often. Of several violence comes
    first, then a threat: what weighs most."""
    words = set(folded(text).split())
    heavy = (Sensitivity.VIOLENCE, Sensitivity.THREAT, Sensitivity.CORRUPTION)
    return next((kind for kind in heavy if words & _SENSITIVE[kind]), None)


def sounds_sensitive(text: str) -> bool:
    """Whether a word speaks of violence, corruption or a threat."""
    return sensitivity_of(text) is not None


def guess_language(text: str, *, otherwise: str) -> str:
    """`en` or `fr` when the small words clearly say so."""
    words = folded(text).split()
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    if abs(english - french) < 2:
        return otherwise
    return "en" if english > french else "fr"
