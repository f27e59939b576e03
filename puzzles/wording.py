"""Our own words for what the houses of the generated puzzles hold: tea, rabbits, a child called Bella.

This module must never know a clue or a formula, only how a person is called who has this or that.
"""

from __future__ import annotations

from dataclasses import dataclass

NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven")
ORDINALS = ("no", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing: our name of the kind, and what somebody does who has one of it."""

    kind: str
    does: str  # "drinks {}"
    asked: str  # "what they drink"
    proper: bool = False  # written with a capital


SORTS = {
    "Name": Sort("resident", "is {}", "who lives there", proper=True),
    "Color": Sort("colour", "wears nothing but {}", "which colour they wear"),
    "Nationality": Sort("nation", "has {} papers", "which papers they have", proper=True),
    "Animal": Sort("pet", "keeps a {}", "which pet they keep"),
    "Drink": Sort("drink", "drinks {}", "what they drink"),
    "Cigar": Sort("cigar", "smokes {}", "what they smoke", proper=True),
    "Food": Sort("lunch", "has {} for lunch", "what they have for lunch"),
    "Flower": Sort("flower", "grows {}", "what they grow"),
    "PhoneModel": Sort("phone", "has the {} telephone", "which telephone they have", proper=True),
    "Children": Sort("child", "has a child called {}", "how their child is called", proper=True),
    "Smoothie": Sort("smoothie", "orders {} smoothies", "which smoothies they order", proper=True),
}

_SPELT = {  # where neither capitals nor plain words are right
    "brit": "British",
    "dane": "Danish",
    "swede": "Swedish",
    "iris": "irises",
    "orchid": "orchids",
    "stir_fry": "stir-fry",
    "iphone_13": "iPhone",
    "samsung_galaxy_s21": "Galaxy",
    "google_pixel_6": "Pixel",
    "oneplus_9": "OnePlus",
    "huawei_p50": "Huawei",
    "xiaomi_mi_11": "Xiaomi",
    "sony_xperia_5": "Xperia",
    "blends": "Blends",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a sort, as the generator calls both: Drink, root_beer."""

    sort: str
    name: str

    @property
    def kind(self) -> str:
        """The kind it belongs to in the case file."""
        return SORTS[self.sort].kind

    @property
    def is_somebody(self) -> bool:
        """Whether it is one of the residents and not something that a resident has."""
        return self.sort == "Name"

    @property
    def words(self) -> str:
        """What readers call it."""
        if self.name in _SPELT:
            return _SPELT[self.name]
        words = self.name.replace("_", " ")
        return words.title() if SORTS[self.sort].proper else words

    @property
    def does(self) -> str:
        """What the resident does who has it: "drinks root beer"."""
        return SORTS[self.sort].does.format(self.words)

    @property
    def who(self) -> str:
        """How the resident is called who has it: "whoever drinks root beer", or by their name."""
        return self.words if self.is_somebody else f"whoever {self.does}"


def listed(parts: list[str]) -> str:
    """Return *parts* as one enumeration."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
