"""English words by their form: nouns, adjectives and verbs among the names that authors give to unknowns and traits.

This module must never know a case: it looks at a word alone, and says None where it cannot be sure what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile


def words_of(text: str) -> frozenset[str]:
    """Return the words of *text*, in no order."""
    return frozenset(text.split())


_ADJECTIVES = words_of("""
    able absent alive alone ambitious american angry arrogant asleep awake aware bald big bitter bland blind blond
    blonde blue bold brave bright british brown clean clever close cold confident content cool cruel dark dead deaf
    dear different drunk drunken dry due dumb eager early elegant empty english evil fair faithful fake false
    familiar fast fat female few first fit fond foreign frail free french fresh full gay gentle german ginger glad
    good gray great greedy green grey guilty half handsome happy hard heavy high hot human hungry ignorant ill
    illegal innocent insane intelligent italian jealous keen kind lame large last late lazy lean left legal light
    local lonely long lost loud low loyal mad male mean mild minor missing mute naked narrow near neat new next nice
    noble obese old only open orange orphan other own pale patient perfect petite pink plain plump polite poor
    pregnant present pretty private proper proud public pure purple quick quiet rare ready red rich right ripe royal
    rude russian sad safe same sane secret senior short shrewd shy sick silent silly simple single slim slow small
    smart sober solid sore sorry sour spanish stout straight strange strict strong sure sweet swift tall tame thick
    thin tidy tight tiny tired tough true ugly upset vague vain vast violent warm weak wealthy wet white whole
    wicked wide wild wise worthy wrong yellow young
""")
_NOUNS = words_of("""
    ally aunt baby bachelor baron bishop boss boy bride brother butler captain chef chief child clerk colonel
    constable cook count countess cousin criminal critic cuckold dame daughter detective doctor duchess duke earl
    enemy father fellow fiend fool friend gentleman ghost giant girl groom guard guest heir heiress hero host
    hostess hunk husband judge killer king knave knight lady lawyer liar lord magician maid major man mate mayor
    mechanic millionaire monk monster mother native neighbor neighbour nephew niece nun nurse orphan page partner
    patron person pilot pirate poet politician prefect priest prince princess prisoner professor pupil queen rabbi
    relative rival saint secretary sergeant sheriff sibling sister smith snob son spouse spy steward surgeon suspect
    tenant thief traitor twin uncle valet vampire vicar victim villain waitress wench werewolf widow widower wife
    witch witness wizard wolf woman youth
""")
_COLLECTIVES = words_of("""
    band cast choir club crew family gang household police staff team
""")
_NOUN_ENDINGS = ("er", "or", "ist", "man", "woman", "eer", "ess", "smith", "ant", "ent", "ian", "ee", "keeper", "maid")
_ADJECTIVE_ENDINGS = ("ed", "ful", "less", "ous", "ish", "able", "ible", "sick", "proof")
_ODD_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "people": "people",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "werewolf": "werewolves",
    "knife": "knives",
    "shelf": "shelves",
    "staff": "staff",
    "crew": "crew",
    "foot": "feet",
    "luggage": "pieces of luggage",
}
_PREPOSITIONS = words_of("""
    about above after against among around at before behind below beneath beside between beyond by during for from
    in inside into near of off on onto opposite outside over past than through to towards under upon with within
""")
_FOLLOWING = words_of("""
    again all as enough last once since that this twice when yesterday
""")
_AUXILIARIES = {  # one, several, and both of them denied
    "is": ("is", "are", "is not", "are not"),
    "was": ("was", "were", "was not", "were not"),
    "has": ("has", "have", "does not have", "do not have"),
    "had": ("had", "had", "did not have", "did not have"),
    "can": ("can", "can", "cannot", "cannot"),
    "does": ("does", "do", "does not", "do not"),
    "could": ("could", "could", "could not", "could not"),
}
_PERFECT = {
    "has": ("has", "have", "has not", "have not"),
    "had": ("had", "had", "had not", "had not"),
}
_INTRANSITIVES = words_of("""
    agreed appeared argued arrived asked cried danced died escaped hoped knocked laughed lied listened lived looked
    played prayed quarrelled quarreled screamed shouted smiled smoked stayed talked threatened tried waited walked
    wanted whispered wished worked
""")  # pasts that are no participles of what somebody is
_MODALS = words_of("may might must ought shall should will would did")
REACHED = words_of("""
    again all almost also although always and any anybody anyone anything barely both each either enough even every
    everybody everyone everything few half hardly just little many more most neither never no nobody none nor not
    nothing nowhere often once only or other others perhaps probably rarely scarcely seldom several some somebody
    someone something still till too until usually yet
""")  # what a denial would reach, or not
_DETERMINERS = words_of("a all an any both each every her his its my no one our some that the their these this those")
_PASTS = words_of("""
    ate bought brought came caught chose did drank drove fell felt forgave fought found gave got heard held hid hit
    kept knelt knew left lent lost made met owed paid ran read rode said sang sat saw sent shot slept sold spoke stole
    stood swam swore taught thought threw told took went wept won wore wrote
""")
_PARTICIPLES = words_of("""
    beaten betrayed bitten born bound bought broken caught chosen drawn driven fed forgiven forgotten found frozen
    given gone heard held hidden hit hurt kept known led lent lost made met paid read rung said seen sent shot shown
    sold spoken stolen struck stung sworn taken taught thrown told torn understood woken worn written
""")
_DOING = (_PASTS | _INTRANSITIVES) - _PARTICIPLES - {"left"}
_PAIR = 2  # of a verb: who does it, and to whom

_INSIDE = words_of("""
    alley apartment arbour arena attic aviary barn bathroom bedroom boathouse booth bunker cabin cafe canteen car
    carriage cathedral cave cellar chancel chapel church clearing cloister closet coach compartment conservatory
    corridor courtyard crypt cupboard den dining-room dormitory drawing-room dungeon elevator field flat forest foyer
    galley garage garden garret graveyard greenhouse hall hallway hangar hayloft house hut kitchen lab laboratory
    larder library lift lobby loft lounge maze mews nave nursery office orangery orchard pantry park parlour pavilion
    pit playroom room ruin ruins sacristy salon sauna scullery shed sitting-room square stable stables street studio
    study suite tavern tent theatre tower transept tunnel van vault vestibule vestry wagon wardrobe wood woods
    workshop yard
""")
_ON_TOP = words_of("""
    balcony battlements beach boat bridge common deck ferry footbridge gangway green hill island jetty landing lawn
    ledge moor pier platform porch quay ramparts roof ship staircase stairs steps terrace train veranda yacht
""")
_INSIDE_ENDINGS = ("house", "room", "yard")
_PLACE_ENDS = (" of ", " in ", " at ", " on ", " by ", " with ", " near ", " behind ", " above ", " under ")


@dataclass(frozen=True, slots=True)
class Verb:
    """What somebody does or is, said of one and of several: "hates" and "hate", and both denied."""

    one: str
    many: str
    not_one: str
    not_many: str
    nobody: str = ""  # as it follows "nobody", where that is not `one`

    def with_object(self, rest: str) -> Verb:
        """Return the verb followed by *rest*."""
        one, many, not_one, not_many = (
            f"{form} {rest}".strip() for form in (self.one, self.many, self.not_one, self.not_many)
        )
        return Verb(one, many, not_one, not_many, f"{self.nobody} {rest}".strip() if self.nobody else "")


BE = Verb("is", "are", "is not", "are not")


def plural(noun: str) -> str:
    """Return several of *noun*: "parties", "thieves", "tin boxes"."""
    head, _, last = noun.rpartition(" ")
    many = _ODD_PLURALS.get(last)
    if many is None and last.endswith("man") and not last.endswith(("human", "roman", "german")):
        many = f"{last[:-3]}men"
    elif many is None and last.endswith("y") and last[-2:-1] not in "aeiou":
        many = f"{last[:-1]}ies"
    elif many is None:
        many = f"{last}es" if last.endswith(("s", "x", "z", "ch", "sh")) else f"{last}s"
    return f"{head} {many}".strip()


def named_in_plural(words: str) -> bool:
    """Say whether *words* name several: "coins", "debts at cards", but not "loss", nor "number of coins"."""
    *_, head = ("", *takewhile(lambda each: each not in _PREPOSITIONS, words.split()))
    return head.endswith("s") and not head.endswith("ss") and words.rsplit(maxsplit=1)[-1] not in _PREPOSITIONS


def article(noun: str) -> str:
    """Return *noun* with "a" or "an"."""
    sounded = noun.lower()
    vowel = sounded[:1] in "aeiou" and not sounded.startswith(("uni", "use", "eu", "one"))
    return f"an {noun}" if vowel or sounded.startswith(("heir", "hour", "honest")) else f"a {noun}"


def being(words: str) -> Verb:
    """Return that somebody is what the trait *words* says; in quotation marks where it may be any kind of word."""
    said = _being(words)
    if " " not in words or REACHED.isdisjoint(words.split()):
        return said
    among = f"among those who {said.many}"  # a "not" could be misheard in them
    return Verb(said.one, said.many, f"is not {among}", f"are not {among}", f"is {among}")


def _being(words: str) -> Verb:
    first, last = words.split(maxsplit=1)[0], words.rsplit(maxsplit=1)[-1]
    if words in _COLLECTIVES:
        return Verb(*(f"{form} of the {words}" for form in ("is one", "are", "is not one", "are not")))
    did = _predicate(words)
    if did is not None:
        return did
    if first in _PREPOSITIONS or (
        _adjective(first) and " " in words and words.split()[1] in _PREPOSITIONS | _FOLLOWING
    ):
        return BE.with_object(words)  # "in debt", "fond of cats", "drunk that night"
    if _adjective(last):
        return BE.with_object(words.replace(" ", "-") if last.endswith("ed") and words.count(" ") == 1 else words)
    if _noun(last):
        one, many = article(words), plural(words)
        return Verb(f"is {one}", f"are {many}", f"is not {one}", f"are not {many}")
    return doing(words, 1) or BE.with_object(f"“{words}”")


def verbal(word: str) -> bool:
    """Say whether a clause may have *word* for its verb."""
    return _past(word) or _present(word) or word in _PASTS | _PARTICIPLES


def _predicate(words: str) -> Verb | None:
    """Return what *words* are that begin with a verb and go on: "had read the letter", "took the key", "is ill"."""
    first, _, rest = words.partition(" ")
    following = rest.split(maxsplit=1)[0] if rest else ""
    if not rest:
        return None
    done = following in _PASTS | _PARTICIPLES | {"been"} or (_past(following) and following not in _ADJECTIVES)
    whom = following in _DETERMINERS  # "caught the thief", where "caught in a lie" is what somebody is
    gone = first == "left" and following not in _PREPOSITIONS and not rest.endswith("handed")
    said: Verb | None = None
    if first in {"is", "are"}:
        said = _is(rest)
    elif first in _PERFECT and done:
        said = Verb(*_PERFECT[first]).with_object(rest)
    elif first in _AUXILIARIES:
        said = Verb(*_AUXILIARIES[first]).with_object(rest)
    elif gone or (whom and (first in _PASTS or _past(first))) or first in _DOING:
        said = Verb(words, words, f"never {words}", f"never {words}")
    elif first in _MODALS:
        said = Verb(words, words, f"is not among those who {words}", f"are not among those who {words}")
    elif _present(first) and (whom or not _noun(words.rsplit(maxsplit=1)[-1])):
        said = doing(words, 1)
    return said


def _is(what: str) -> Verb:
    """Return that somebody is *what*, which may be a noun with its article."""
    noun = what.removeprefix("a ").removeprefix("an ")
    if noun == what:
        return BE.with_object(what)
    several = plural(noun) if noun.count(" ") <= 1 else ""
    return Verb(f"is {what}", f"are {several or f'each {what}'}", f"is not {what}", f"are not {several or what}")


def doing(words: str, arguments: int) -> Verb | None:
    """Return what is done by the first of so many *arguments*: "hates", "is older than"; None where it is no verb."""
    first, _, rest = words.partition(" ")
    last = words.rsplit(maxsplit=1)[-1]
    if first in _AUXILIARIES:
        return Verb(*_AUXILIARIES[first]).with_object(rest)
    if arguments == _PAIR and _comparative(words):
        return BE.with_object(f"{words} than")
    if arguments == _PAIR and last in _PREPOSITIONS and not _past(first) and not _present(first):
        return BE.with_object(words)
    if arguments == _PAIR and (first in _PASTS or (_past(first) and last not in _PREPOSITIONS)):
        return Verb(words, words, f"never {words}", f"never {words}")
    if arguments == _PAIR and _past(first):  # "married to": a participle, more often than not
        return BE.with_object(words)
    if _present(first):
        base = f"{_base(first)} {rest}".strip()
        return Verb(words, base, f"does not {base}", f"do not {base}")
    if arguments == _PAIR and _noun(last):
        one, many = f"{article(words)} of", f"{plural(words)} of"
        return Verb(f"is {one}", f"are {many}", f"is not {one}", f"are not {many}")
    return None


def preposition(place: str) -> str:
    """Return how somebody is there: "in" the study, "on" the roof of the school, "at" the station."""
    head = place
    for end in _PLACE_ENDS:
        head = head.split(end, 1)[0]
    word = head.rsplit(maxsplit=1)[-1] if head.split() else ""
    if word in _ON_TOP:
        return "on"
    return "in" if word in _INSIDE or word.endswith(_INSIDE_ENDINGS) else "at"


def preposed(words: str) -> str | None:
    """Return *words* without the "is" that may begin them if they end on a preposition ("dealt to"), else None."""
    parts = words.removeprefix("is ").split()
    verb = _present(parts[0]) or parts[0] in _PASTS - _PARTICIPLES  # somebody lives on what they live on
    return " ".join(parts) if len(parts) > 1 and parts[-1] in _PREPOSITIONS - {"of"} and not verb else None


def nominal(words: str) -> bool:
    """Say whether the name of a function can stand after "the": "home", but neither "arrived" nor "given to"."""
    last = words.rsplit(maxsplit=1)[-1]
    return not (_past(last) or last in _PASTS or last in _PREPOSITIONS)


def _adjective(word: str) -> bool:
    return word in _ADJECTIVES or word in _PARTICIPLES or (word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS)


def _noun(word: str) -> bool:
    return word in _NOUNS or (word.endswith(_NOUN_ENDINGS) and not _adjective(word))


def _comparative(word: str) -> bool:
    stem = word.removesuffix("er")
    stems = {stem, f"{stem}e", f"{stem.removesuffix('i')}y", stem[:-1]}
    return word.endswith("er") and (word in {"better", "worse", "elder"} or not stems.isdisjoint(_ADJECTIVES))


def _past(word: str) -> bool:
    return word.endswith("ed")


def _present(word: str) -> bool:
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and len(word) > _PAIR
        and word not in _NOUNS | REACHED
    )


def _base(verb: str) -> str:
    """Return "watch" of "watches"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else verb[:-1]
