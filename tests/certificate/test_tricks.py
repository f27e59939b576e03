"""What somebody might try with a certificate, at its edges: each meets its objection, and brute force agrees."""

from __future__ import annotations

from typing import Any

import pytest

from certified import is_true, read_told
from certified_cases import A_PROOF, made, put
from deduce.certificate.verify import verify

# Of which certificate, what is put where, and the objection that it meets.
TRICKS: dict[str, tuple[str, str, object, str]] = {
    # an episode before the first, and one after the last
    "after nothing": ("street", "after", 0, "no-such-episode"),
    "after less than nothing": ("street", "after", -1, "no-such-episode"),
    "after the last": ("street", "after", 3, "no-such-episode"),
    "after the last, of a contradiction": ("clash", "after", 4, "no-such-episode"),
    "another title": ("nonsense", "case", "the Nonsense", "another-case"),
    "a world before episode 1": ("street", "worlds/0/episode", 0, "wrong-world"),
    "a world before episode 0": ("street", "worlds/0/episode", -1, "wrong-world"),
    "a world after the last": ("street", "worlds/0/episode", 3, "wrong-world"),
    "a world of a contradiction after the last": ("clash", "worlds/0/episode", 4, "wrong-world"),
    "a proof before episode 1": ("street", "suspects/0/proof", {**A_PROOF, "episode": 0}, "wrong-status"),
    "a conflict before episode 1": ("nonsense", "conflict/episode", 0, "no-such-episode"),
    "a conflict after the last": ("nonsense", "conflict/episode", 2, "no-such-episode"),
    "a conflict too early": ("clash", "conflict/episode", 1, "later-premise"),
    "a conflict too late": ("clash", "conflict/episode", 3, "no-world"),
    "a value proven before episode 1": ("street", "terms/1/values/0/proof/episode", 0, "no-such-episode"),
    "a value proven after the last": ("street", "terms/1/values/0/proof/episode", 3, "no-such-episode"),
    "a value proven too early": ("street", "terms/1/values/0/proof/episode", 1, "later-premise"),
    "before episode 1": ("street", "terms/2/values/0/proof/before", 1, "wrong-episode"),
    "before a contradiction of episode 1": ("nonsense", "conflict/before", 1, "wrong-episode"),
    "a later world before it": ("nobody", "suspects/0/proof/before", 2, "no-world"),
    "no world before it": ("nobody", "suspects/0/proof/before", None, "no-world"),
    # what is true is not 1
    "1 for true, in a world": ("street", "worlds/2/values/wet", 1, "wrong-world"),
    "true for 1, in a world": ("street", "worlds/2/values/house(red)", True, "wrong-world"),
    "0 for false, in a world": ("street", "worlds/2/values/hid(ben)", 0, "wrong-world"),
    "a text for a number": ("street", "worlds/2/values/house(red)", "1", "wrong-world"),
    "1 for true, in the answer": ("street", "answer/wet", [1], "wrong-answer"),
    "true for 1, in the answer": ("street", "answer/house(red)", [True], "wrong-answer"),
    "a text for a number, in the answer": ("street", "answer/house(red)", ["1"], "wrong-answer"),
    "1 for true, in a finding": ("street", "terms/1/values/0/about", 1, "left-out"),
    "true for 1, in a finding": ("street", "terms/0/values/0/about", True, "left-out"),
    "0 for false, in a finding": ("street", "terms/1/values/1/about", 0, "left-out"),
    # what is answered
    "an answer less": ("street", "answer/wet", ..., "wrong-answer"),
    "an answer more": ("street", "answer/late", [True], "wrong-answer"),
    "an answer to nothing": ("open", "answer", {}, "wrong-answer"),
    "an answer to what is open": ("open", "answer", {"culprit": ["ada"], "wet": [True]}, "wrong-answer"),
    "no value": ("street", "answer/wet", [], "wrong-answer"),
    "a value twice": ("street", "answer/hid", ["ada", "ada"], "wrong-answer"),
    "a member more": ("street", "answer/hid", ["ada", "ben"], "wrong-answer"),
    "a member less": ("street", "answer/hid", [], "wrong-answer"),
    "solved is open": ("street", "verdict", "open", "wrong-verdict"),
    "open is solved": ("open", "verdict", "solved", "wrong-verdict"),
    "open is contradictory": ("open", "verdict", "contradictory", "no-steps"),
    "a contradiction is open": ("clash", "verdict", "open", "wrong-verdict"),
    "a conflict of what is solved": ("street", "conflict", A_PROOF, "wrong-verdict"),
    # terms
    "a term less": ("street", "terms/1", ..., "left-out"),
    "no term": ("street", "terms", [], "left-out"),
    "a term renamed": ("street", "terms/1/term", "late", "left-out"),
    "a value less": ("street", "terms/0/values/2", ..., "left-out"),
    "a member's finding less": ("street", "terms/2/values/1", ..., "left-out"),
    # suspects
    "no suspects": ("street", "suspects", [], "left-out"),
    "the suspects of a contradiction": ("clash", "suspects/1", ..., "left-out"),
    "another suspect of a contradiction": ("clash", "suspects/0/about", "cy", "left-out"),
    "a suspect possible in a contradiction": ("clash", "suspects/0/status", "possible", "wrong-status"),
    "a suspect cleared in a contradiction": ("clash", "suspects/0/status", "cleared", "wrong-status"),
    "a suspect unknown in a case": ("open", "suspects/0/status", "unknown", "wrong-status"),
    "a world of a contradiction": ("clash", "suspects/0/so_in", 1, "wrong-status"),
    "another world of a contradiction": ("clash", "suspects/0/not_so_in", 1, "wrong-status"),
    "a proof in a contradiction": ("clash", "suspects/0/proof", A_PROOF, "wrong-status"),
    "an answer of a contradiction": ("clash", "answer", {}, "wrong-answer"),
    "a term of a contradiction": ("clash", "terms", [{"term": "wet", "values": []}], "wrong-answer"),
    "no conflict": ("clash", "conflict", None, "no-steps"),
    # nobody
    "nobody left out": ("nobody", "nobody", None, "left-out"),
    "nobody is somebody": ("nobody", "nobody/about", "ada", "left-out"),
    "nobody may have been": ("nobody", "nobody/status", "possible", "wrong-status"),
    "nobody it was": ("nobody", "nobody/status", "proven", "no-world"),
    "nobody is cleared": ("nobody", "nobody/status", "cleared", "wrong-status"),
    # worlds
    "a world with another number": ("street", "worlds/0/number", 2, "wrong-world"),
    "a world with the number 0": ("street", "worlds/0/number", 0, "wrong-world"),
    "no worlds": ("street", "worlds", [], "no-world"),
    "no world of a suspect": ("open", "suspects/0/so_in", None, "no-world"),
    "no other world of a suspect": ("open", "suspects/0/not_so_in", None, "no-world"),
    "a world against what is cleared": ("open", "suspects/2/so_in", 1, "wrong-status"),
    "a world that is not there": ("open", "suspects/0/so_in", 9, "no-world"),
    "the world number 0": ("open", "suspects/0/so_in", 0, "no-world"),
    "two of a grid at one place": ("street", "worlds/2/values/house(blue)", 1, "wrong-world"),
    "a world breaks a clue": ("street", "worlds/2/values/late", False, "wrong-world"),
    "an unknown of later": ("nobody", "worlds/1/values/late", True, "wrong-world"),
    "an unknown without a value": ("street", "worlds/2/values/late", ..., "wrong-world"),
    # proofs
    "a proof of what is possible": ("open", "suspects/0/proof", A_PROOF, "wrong-status"),
    "no proof of a value": ("street", "terms/1/values/0/proof", None, "no-steps"),
    "no proof of a member": ("street", "terms/2/values/1/proof", None, "no-steps"),
    "an empty proof": ("open", "suspects/2/proof", {**A_PROOF, "steps": []}, "no-steps"),
    "an empty conflict": ("nonsense", "conflict", {**A_PROOF, "steps": []}, "no-steps"),
    "a step from nothing": ("open", "suspects/2/proof", A_PROOF, "does-not-follow"),
    "a conflict from nothing": ("nonsense", "conflict", A_PROOF, "does-not-follow"),
    "a reason twice": ("open", "suspects/2/proof/because/1", "one", "other-premises"),
    "no reason": ("open", "suspects/2/proof/because", [], "other-premises"),
    "a reason too many": ("open", "suspects/2/proof/because/1", "two", "other-premises"),
    "a clue without content": ("open", "suspects/2/proof/steps/0/because/0", "two", "no-such-premise"),
    "a step that ends in something else": ("open", "suspects/2/proof/steps/0/facts/0", "culprit(cy) or wet or not wet", "does-not-follow"),  # noqa: E501 -- one row
    "a lemma of its own": ("open", "suspects/2/proof/steps/0/lemmas/0", "not culprit(cy)", "unproven-lemma"),
    "a fact of later": ("nobody", "suspects/1/proof/steps/0/facts/1", "wet", "no-fact"),
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_each_trick_meets_its_objection(trick: str) -> None:
    """It is seen through for what it is, and by brute force too it is not true."""
    name, path, value, code = TRICKS[trick]
    case, told = made(name)
    changed = read_told(put(told, path, value))

    assert changed is not None
    assert code in {each.code for each in verify(changed, case).refused}
    assert not is_true(changed, case)


# What is changed at several places at once.


def test_findings_and_values_have_an_order() -> None:
    """Suspects, terms, values and members stand as in the case: what is swapped is left out."""
    for path in ("suspects", "terms", "terms/0/values", "terms/1/values", "terms/2/values"):
        case, told = made("street")
        inside: Any = told
        for step in path.split("/"):
            inside = inside[int(step) if step.isdigit() else step]
        inside[0], inside[1] = inside[1], inside[0]
        changed = read_told(told)

        assert changed is not None
        assert "left-out" in {each.code for each in verify(changed, case).refused}
        assert not is_true(changed, case)


def test_a_world_twice_is_one_too_many() -> None:
    """Worlds are numbered from 1 on, without a gap: a copy with the same number is wrong, with the next it is right."""
    case, told = made("open")
    copy = dict(told["worlds"][0])
    told["worlds"].append(copy)
    changed = read_told(told)
    assert changed is not None
    assert {each.code for each in verify(changed, case).refused} == {"wrong-world"}
    copy["number"] = len(told["worlds"])
    changed = read_told(told)

    assert changed is not None
    assert verify(changed, case).accepted
    assert is_true(changed, case)


def test_worlds_of_a_contradiction_are_looked_at() -> None:
    """One of the episode before may be shown; one in which the clues that contradict each other all hold is none."""
    case, told = made("clash")
    [world] = told["worlds"]
    assert (world["episode"], told["conflict"]["episode"], told["conflict"]["before"]) == (1, 2, 1)
    for episode, accepted in ((1, True), (2, False)):
        other = {**world, "number": 2, "episode": episode}
        changed = read_told({**told, "worlds": [world, other]})

        assert changed is not None
        assert verify(changed, case).accepted is accepted
        assert is_true(changed, case) is accepted
    changed = read_told(put(told, "worlds/0/values/wet", value=False))
    assert changed is not None
    assert {each.code for each in verify(changed, case).refused} == {"wrong-world", "no-world"}


@pytest.mark.parametrize("name", ["street", "clash", "nonsense"])
def test_there_is_no_world_before_the_first_episode(name: str) -> None:
    """Not even one that gives no values, nor one of a contradiction."""
    case, told = made(name)
    last = len(told["worlds"])
    early = [each["values"] for each in told["worlds"] if each["episode"] == 1][:1]
    for episode in (0, -1, -2):
        for values in ({}, *early):
            changed = read_told(
                {**told, "worlds": [*told["worlds"], {"number": last + 1, "episode": episode, "values": values}]}
            )

            assert changed is not None
            assert {each.code for each in verify(changed, case).refused} == {"wrong-world"}
            assert not is_true(changed, case)


@pytest.mark.parametrize("name", ["street", "nobody", "open"])
def test_there_is_no_world_after_the_last_episode(name: str) -> None:
    """Not even one of the last that is given once more with a higher number."""
    case, told = made(name)
    world = {**told["worlds"][-1], "number": len(told["worlds"]) + 1}
    for more in (0, 1):
        changed = read_told({**told, "worlds": [*told["worlds"], {**world, "episode": told["after"] + more}]})

        assert changed is not None
        assert {each.code for each in verify(changed, case).refused} == ({"wrong-world"} if more else set())
        assert is_true(changed, case) is not bool(more)


def test_where_somebody_is_suspected_nobody_is_not_asked_about() -> None:
    """A finding about nobody is given just where it may have been nobody."""
    _, with_nobody = made("nobody")
    case, told = made("open")
    changed = read_told({**told, "nobody": {**with_nobody["nobody"], "so_in": None, "not_so_in": None}})

    assert changed is not None
    assert "left-out" in {each.code for each in verify(changed, case).refused}


def test_of_a_contradiction_nobody_is_not_asked_about() -> None:
    """Nothing follows of nobody either."""
    _, with_nobody = made("nobody")
    case, told = made("clash")
    changed = read_told({**told, "nobody": {**with_nobody["nobody"], "so_in": None, "not_so_in": None, "proof": None}})

    assert changed is not None
    assert "wrong-answer" in {each.code for each in verify(changed, case).refused}


def test_an_earlier_world_is_none_of_the_end() -> None:
    """What is still possible is shown in a world after the last episode, not after one before."""
    case, told = made("open")
    early = {**told["worlds"][told["suspects"][0]["so_in"] - 1], "number": len(told["worlds"]) + 1, "episode": 1}
    told["worlds"].append(early)
    changed = read_told(told)
    assert changed is not None
    assert verify(changed, case).accepted
    changed = read_told(put(told, "suspects/0/so_in", early["number"]))

    assert changed is not None
    assert {each.code for each in verify(changed, case).refused} == {"no-world"}
    assert not is_true(changed, case)


def test_a_world_shows_what_it_is_given_for() -> None:
    """Where the two worlds of a suspect are swapped, each shows the opposite."""
    case, told = made("open")
    ada = told["suspects"][0]
    ada["so_in"], ada["not_so_in"] = ada["not_so_in"], ada["so_in"]
    changed = read_told(told)

    assert changed is not None
    assert [each.code for each in verify(changed, case).refused] == ["no-world", "no-world"]


def test_a_lemma_is_of_an_earlier_step() -> None:
    """Steps that are swapped rest on what is shown after them."""
    case, told = made("nobody")
    proof = next(each["proof"] for each in told["suspects"] if each["about"] == "ada")
    assert len(proof["steps"]) == 2
    assert proof["steps"][1]["lemmas"] == proof["steps"][0]["facts"]
    proof["steps"].reverse()
    changed = read_told(told)

    assert changed is not None
    assert "unproven-lemma" in {each.code for each in verify(changed, case).refused}
    assert not is_true(changed, case)


def test_what_is_impossible_proves_everything() -> None:
    """A proof may end in that it cannot be, without facts; where it can, it proves nothing."""
    for name, accepted in (("nonsense", True), ("open", False)):
        case, told = made(name)
        proof = told["conflict"] if name == "nonsense" else told["suspects"][2]["proof"]
        proof["steps"] = [{"because": proof["because"], "lemmas": [], "facts": []}]
        changed = read_told(told)

        assert changed is not None
        assert verify(changed, case).accepted is accepted
        assert is_true(changed, case) is accepted


def test_a_value_is_ruled_out_by_the_one_that_is_proven() -> None:
    """Of a term with one value the others need no proof; where none is proven, nor a member of a set, they do."""
    case, told = made("street")
    values = told["terms"][0]["values"]
    assert [(each["status"], each["proof"] is None) for each in values] == [
        ("proven", False),
        ("refuted", True),
        ("refuted", False),
    ]
    values[2]["proof"] = None
    changed = read_told(told)
    assert changed is not None
    assert verify(changed, case).accepted
    assert is_true(changed, case)
    told["terms"][2]["values"][1]["proof"] = None
    changed = read_told(told)
    assert changed is not None
    assert [each.code for each in verify(changed, case).refused] == ["no-steps"]
    assert not is_true(changed, case)
