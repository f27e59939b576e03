"""What is no certificate at all, how much of one is looked at, and what is certified of which case."""

from __future__ import annotations

import json
from typing import Any

import pytest

from certified import read_told
from certified_cases import CASES, made, put
from deduce import CaseError, read_case
from deduce.certificate import format as certificates
from deduce.certificate.format import Verification, read_certificate
from deduce.certificate.verify import verify
from deduce.deduction.certify import certify
from deduce.logic.budget import Deadline
from deduce.views.pages.verification import verification_page
from stopping import strike_after

# What is no certificate at all.


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("worlds/2/values/house(red)", 1.0),
        ("worlds/2/values/house(red)", None),
        ("worlds/2/values/house(red)", [1]),
        ("answer/house(red)", [1.0]),
        ("answer/house(red)", 1),
        ("answer/house(red)", None),
        ("after", True),
        ("after", "2"),
        ("after", 2.0),
        ("after", 1.5),
        ("after", ...),
        ("verdict", "unknown"),
        ("verdict", ...),
        ("verdict", None),
        ("case", ...),
        ("case", 1),
        ("worlds/0/number", True),
        ("worlds/0/episode", 1.0),
        ("worlds/0/episode", ...),
        ("worlds/0/name", "one"),
        ("suspects/0/about", 1.0),
        ("suspects/0/so_in", ...),
        ("suspects/0/so_in", True),
        ("suspects/0/status", "guilty"),
        ("suspects/0/why", ""),
        ("terms/0/values/0/proof/before", "1"),
        ("terms/0/values/0/proof/steps/0/because", "first"),
        ("terms/0/values/0/proof/steps/0/facts", None),
        ("terms/0/values/0/proof/steps/0/number", 1),
        ("terms/0/values/0/proof/status", "proven"),
        ("terms/0/name", "house"),
        ("conflict", ...),
        ("nobody", ...),
        ("double_checked", True),
        ("format_version", 1),
        ("format_version", "2"),
        ("format_version", ""),
        ("format_version", ...),
    ],
)
def test_what_has_another_shape_is_no_certificate(path: str, value: object) -> None:
    """A key less or more, a number that is a fraction, yes for one: it is not even looked at."""
    _, told = made("street")
    with pytest.raises(CaseError) as caught:
        read_certificate(json.dumps(put(told, path, value)), file="proof.json")

    assert [each.code for each in caught.value.complaints] == ["no-certificate"]
    assert caught.value.file == "proof.json"
    assert "Certificates are made" in caught.value.complaints[0].hint or "anew" in caught.value.complaints[0].hint


def test_the_place_that_differs_is_named() -> None:
    """The first one; where the whole is no mapping there is none."""
    _, told = made("street")
    for text, place in (
        (json.dumps(put(told, "worlds/0/extra", 1)), "`worlds.0.extra`"),
        ("[]", "it has not the shape"),
    ):
        with pytest.raises(CaseError) as caught:
            read_certificate(text)

        assert place in caught.value.complaints[0].message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"verdict"', '"verdict": "solved", "verdict"', "verdict"),
        ('"verdict"', '"verdict": "open", "verdict"', "verdict"),  # though both say the same
        ('"verdict"', '"verd\\u0069ct": "solved", "verdict"', "verdict"),  # written otherwise, and the same
        ('"number"', '"number": 7, "number"', "number"),
        ('"values": {', '"values": {"culprit": "ben", "culprit": "ada", ', "culprit"),
    ],
)
def test_a_key_that_stands_twice_is_refused(old: str, new: str, key: str) -> None:
    """One reader believes the first, another the last: what says two things is no certificate."""
    _, told = made("open")
    for text in (json.dumps(told), json.dumps(told).encode()):
        changed = text.replace(old, new, 1) if isinstance(text, str) else text.replace(old.encode(), new.encode(), 1)
        assert changed != text
        with pytest.raises(CaseError) as caught:
            read_certificate(changed)

        (complaint,) = caught.value.complaints
        assert complaint.code == "no-certificate"
        assert complaint.message == f"This is no certificate: the key `{key}` stands twice in one place."


@pytest.mark.parametrize("looks", range(0, 60, 7))
def test_when_the_time_is_up_what_is_left_is_not_checked(looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is refused because there was no time for it, and nothing accepted."""
    case, told = made("open")
    left = strike_after(looks, monkeypatch)
    found = verify(read_certificate(json.dumps(told)), case, timeout=9)

    assert found.refused == ()
    assert found.accepted == (not found.unchecked)
    assert {each.code for each in found.unchecked} <= {"not-checked"}
    assert not looks or left[0] < looks
    assert looks or not found.accepted


@pytest.mark.parametrize(
    ("until", "episodes", "said"),
    [
        (1, 3, "It speaks to episode 1 of 3."),
        (2, 3, "It speaks to episodes 1 to 2 of 3."),
        (3, 3, "It speaks to all 3 episodes."),
        (1, 1, None),
    ],
)
def test_it_is_said_to_which_episodes_a_certificate_speaks(until: int, episodes: int, said: str | None) -> None:
    """What comes later may undo it: whoever is handed one should know how far it goes."""
    clues = "".join(f"  - clues: [{{id: c{number}, text: It rains.}}]\n" for number in range(episodes))
    case = read_case(f"title: T\nsuspects: [ada, ben]\nepisodes:\n{clues}")
    certificate = certify(case, until=until)
    assert certificate is not None
    result = verify(certificate, case)
    quiet = verification_page(case, result).sections[0].passages[-1].about

    assert (result.to_json()["after"], result.to_json()["episodes"]) == (until, episodes)
    assert ("It speaks to" in quiet) == (said is not None)
    assert said is None or quiet.endswith(said)


@pytest.mark.parametrize("more", [0, 1])
def test_a_certificate_may_be_so_large(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Just as large as the bound, in bytes or letters; one more is too many."""
    _, told = made("open")
    for text in (json.dumps(told), json.dumps(told).encode()):
        monkeypatch.setattr(certificates, "LARGEST_CERTIFICATE", len(text) - more)
        if more:
            with pytest.raises(CaseError) as caught:
                read_certificate(text)
            assert [each.code for each in caught.value.complaints] == ["too-big"]
        else:
            assert read_certificate(text).to_json()["verdict"] == "open"


# How much is looked at.


def looks(name: str) -> int:
    """Return how many statements are enough for each single fact of the certificate called *name*."""
    case, told = made(name)
    certificate = read_certificate(json.dumps(told))
    return next(most for most in range(1000) if verify(certificate, case, most=most).accepted)


def test_a_bound_that_is_just_enough_is_enough() -> None:
    """With one statement less than the hardest fact needs, some are not checked, and nothing is refused."""
    case, told = made("street")
    certificate = read_certificate(json.dumps(told))
    enough = looks("street")
    assert enough > 1
    result = verify(certificate, case, most=enough - 1)

    assert not result.accepted
    assert {each.code for each in result.unchecked} == {"not-checked"}
    assert result.refused == ()
    assert result.to_json()["not_checked"] == [each.to_json() for each in result.unchecked]
    assert result.to_json()["accepted"] is False
    assert verify(certificate, case, most=enough).to_json()["accepted"] is True


def test_there_is_a_bound_for_a_whole_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """With as much work as it takes it is accepted; with less the first thing that is not checked is the last said."""
    case, told = made("street")
    certificate = read_certificate(json.dumps(told))
    given: list[Deadline] = []

    def within(work: int | None) -> Verification:
        given.append(Deadline(None, work))
        monkeypatch.setattr("deduce.certificate.verify.Deadline", lambda _: given[-1])
        return verify(certificate, case)

    assert within(None).accepted
    enough = given[-1].done
    assert within(enough + 1).accepted
    for work in (1, enough // 3, enough // 2, enough - enough // 10):
        result = within(work)
        assert (result.refused, len(result.unchecked)) == ((), 1)
        assert given[-1].done < enough


def test_what_is_accepted_says_how_much_it_is() -> None:
    """Worlds and steps are counted, of suspects, of nobody, of terms and of a conflict."""
    for name in CASES:
        case, told = made(name)
        certificate = read_certificate(json.dumps(told))
        proofs = [each["proof"] for each in told["suspects"]]
        proofs += [told["conflict"], (told["nobody"] or {}).get("proof")]
        proofs += [each["proof"] for term in told["terms"] for each in term["values"]]
        shown = verify(certificate, case).to_json()

        assert shown["steps"] == sum(len(each["steps"]) for each in proofs if each) > 0
        assert shown["worlds"] == len(told["worlds"])
        assert (shown["accepted"], shown["after"], shown["refused"]) == (True, len(case.episodes), [])


# What is certified.


def test_what_is_certified_of_each_case() -> None:
    """The verdict, the answer, how everybody stands, and in which episode that was proven."""
    shown = {}
    for name in CASES:
        _, told = made(name)
        standing = [(each["about"], each["status"], (each["proof"] or {}).get("episode")) for each in told["suspects"]]
        shown[name] = (told["verdict"], told["answer"], standing)

    assert shown == {
        "street": (
            "solved",
            {"house(red)": [1], "wet": [True], "hid": ["ada"]},
            [("ada", "possible", None), ("ben", "possible", None)],
        ),
        "clash": ("contradictory", None, [("ada", "unknown", None), ("ben", "unknown", None)]),
        "nonsense": ("contradictory", None, [("ada", "unknown", None), ("ben", "unknown", None)]),
        "nobody": ("solved", {"culprit": ["ada"]}, [("ada", "convicted", 3), ("ben", "cleared", 1)]),
        "open": ("open", None, [("ada", "possible", None), ("ben", "possible", None), ("cy", "cleared", 1)]),
    }


@pytest.mark.parametrize("name", ["street", "clash", "nobody", "open"])
def test_each_episode_has_its_certificate(name: str) -> None:
    """Wherever one stops: it is accepted, it is true, and it speaks of that episode."""
    for until in range(1, len(read_case(CASES[name]).episodes) + 1):
        _, told = made(name, until)

        assert told["after"] == until
        assert max(each["episode"] for each in told["worlds"]) <= until


def test_a_proof_is_of_the_episode_in_which_it_holds_first() -> None:
    """With a world of the episode before in which it does not hold yet; of the first episode without."""
    _, told = made("nobody")
    for each in [*told["suspects"], told["nobody"]]:
        proof = each["proof"]
        if proof["episode"] == 1:
            assert proof["before"] is None
        else:
            assert told["worlds"][proof["before"] - 1]["episode"] == proof["episode"] - 1
    assert [each["proof"]["episode"] for each in [*told["suspects"], told["nobody"]]] == [3, 1, 3]


def test_worlds_of_an_earlier_episode_do_not_show_that_all_clues_fit_together() -> None:
    """Else whatever contradictory clues prove could be certified."""
    case = read_case(
        "suspects: [ada, ben]\nepisodes:\n  - clues: [{id: one, text: x}]\n  - clues: [{id: two, clears: ada}]\n"
    )
    certificate = certify(case, engine="sat")
    assert certificate is not None
    told: dict[str, Any] = json.loads(json.dumps(certificate.to_json()))
    assert {each["episode"] for each in told["worlds"]} == {1, 2}
    for each in told["worlds"]:
        each["episode"] = 1
    changed = read_told(told)

    assert changed is not None
    assert {each.code for each in verify(changed, case).refused} == {"no-world"}
