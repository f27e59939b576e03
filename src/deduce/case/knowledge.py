"""Who knows what when: a case as one person comes to know it.

This module must never know what follows from a case; it takes away what the person has not learnt, and moves what
they are told later to the episode of the telling.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deduce.case.case import Case, Clue


def as_known_to(case: Case, person: str) -> Case:
    """Return *case* as *person* comes to know it.

    That somebody speaks stays known (the vocabulary keeps every statement); what they say does not.
    """
    learnt = {clue.id: episode for clue in case.clues if (episode := _learnt(clue, person)) is not None}
    later = [clue for clue in case.clues if learnt.get(clue.id, clue.episode) > clue.episode]
    episodes = tuple(
        replace(
            episode,
            clues=(
                *(clue for clue in episode.clues if learnt.get(clue.id) == episode.number),
                *(replace(clue, episode=episode.number) for clue in later if learnt[clue.id] == episode.number),
            ),
        )
        for episode in case.episodes
    )
    return replace(case, episodes=episodes)


def _learnt(clue: Clue, person: str) -> int | None:
    """Return the episode in which *person* learns of *clue*, or None; of their own words as they speak them.

    That they were there is not enough.
    """
    if clue.known_to is None or person in clue.known_to or person == clue.by:
        return clue.episode
    return min((telling.episode for telling in clue.told if person in telling.who), default=None)
