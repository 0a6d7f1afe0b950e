"""Names in sentences of our own about things that posts do name."""

import pytest

from papercat.conferences.mentions import mentions
from papercat.conferences.name_candidates import expands, long_form
from papercat.conferences.paper_lines import linked_works
from papercat.conferences.post_markup import read_lines
from papercat.conferences.post_sections import Sentence, all_sentences, sections
from papercat.papers.model import Mention, Section


def named(text: str) -> list[Mention]:
    places = all_sentences([Section(None, text)])
    return list(mentions(places, (), ["New Orleans", "NeurIPS"]))


def names(text: str) -> list[str]:
    return [mention.name for mention in named(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We will present AdA, an AI agent for simulated worlds.", ["AdA"]),
        ("Flamingo is a visual language model.", ["Flamingo"]),
        ("Hear from the team behind Gemini, our most capable AI model.", ["Gemini"]),
        ("We introduce a benchmark, Perception Test, to probe models.", ["Perception Test"]),
        ("We compare models such as Imagen, Parti and Muse.", ["Imagen", "Parti", "Muse"]),
        ("It was learned by our agent Player 9.", ["Player 9"]),
        ("With Perceiver, we introduce one architecture for all inputs.", ["Perceiver"]),
        ("We share a family of models for weather called Nimbus.", ["Nimbus"]),
        ("Progress led to the creation of Melting Pot, which is open.", ["Melting Pot"]),
        ("We present Tree of Thoughts, a framework for planning.", ["Tree of Thoughts"]),
        ("We share Concordia, a library, and Reverb, a tool.", ["Concordia", "Reverb"]),
        ("They were told of the NetStew paper and GPT4o.", ["NetStew", "GPT4o"]),
    ],
)
def test_a_sentence_that_introduces_a_name(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Diamonds are what DreamerV3 collects.", ["DreamerV3"]),
        ("UniPi plans with video.", ["UniPi"]),
        ("We train on ImageNet.", ["ImageNet"]),
        ("We tune Qwen2-VL.", ["Qwen2-VL"]),
        ("Grounding of DINOv2 is needed.", ["DINOv2"]),
        ("See it in Hall 5 on May 7, in Bellevue Salon 4.", []),
        ("In a week, RoboCat learned it.", ["RoboCat"]),
        ("FutureSoup: a stove for all.", ["FutureSoup"]),
        ("We share VaSoup and NetStew.", ["VaSoup", "NetStew"]),
        ("We share PALM2 with C4DM and an LLM MSc at ICCV21.", ["PALM2"]),
        ("We compare Soup-DTW with GPT-4 and DALL-E.", ["Soup-DTW", "GPT-4", "DALL-E"]),
        ("They read https://example.org/SoupNet/StewNet (2).pdf.", []),
    ],
)
def test_a_shape_that_no_ordinary_word_has_needs_no_introduction(
    text: str, found: list[str]
) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We propose tree rehearsal, a method that saves time.", ["tree rehearsal"]),
        (
            "This uses a technique called chain-of-thought prompting.",
            ["chain-of-thought prompting"],
        ),
        ("Our policy distillation halves the cost.", ["policy distillation"]),
        ("We propose new results, a method for nobody.", []),
        ("Our research teams study learning.", []),
    ],
)
def test_a_method_in_small_letters_needs_a_sentence_that_says_what_it_is(
    text: str, found: list[str]
) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Jane Smith, a researcher at Google DeepMind, gives a talk.",
        "Ada Lovelace, Director of Research, presents Tuesday.",
        "We support Black in AI, Women in Robotics and WiML in AI.",
        "Stanford and MIT, our partners, host a workshop in New Orleans.",
        "We study Bayesian neural networks and Nash equilibrium (NE) on Atari games.",
        "Our Bayesian approach and a Gaussian model scale.",
        "We present large language models (LLMs) and reinforcement learning (RL).",
        "Artificial general intelligence (AGI) is a system of the future.",
        "Finally, a system that learns. Here, our model works.",
        "We present 150 papers at NeurIPS 2023, with Oxford University.",
        "We present new Internet-scale, LLM-based methods.",
        "Meet the teams at the Google Research booth.",
        "Maria Garcia, an assistant professor of soup, leads it.",
        "We describe Maria Garcia’s system.",
        "The workshop on SoupShop24 is near.",
        "We present Maria to DataSoup Singapore.",
        "She gave a keynote on “Stews: Cooked, Seen and Heard in Practice”.",
        "I present two papers at the Soup4ADR workshop.",
        "The paper ‘Hierarchical VampSoup Variational Fair Auto-Encoder’ is in.",
        "It is part of the WiSoup Plenary Session.",
        "She organizes BlackSoupNLP, a workshop for cooks.",
        "I missed SoupNLP: Workshop on Simple Soup. Thanks SoupNLP!",
        "We came from the LiteSoup, SoupRL, and PEARL labs.",
        "| A Title of Soup | Maria Garcia (SoupML)*; Wei Chen (ByteSoup); Kim Lee (UiO) |",
        "I presented Robust Adversarial Soup via Bounded Stew Curricula.",
        "We present the paper Soup Modeling on stoves.",
        "They share findings titled “Soup model judgements are hard.”",
    ],
)
def test_people_organisations_events_and_general_terms_are_no_mentions(text: str) -> None:
    assert names(text) == []


def test_the_long_form_stands_on_either_side_of_the_bracket() -> None:
    before, after = named(
        "We show our Moving Scene Encoder (MoSE) model. We share Tapir (tiny agile physics"
        " research), which is fun."
    )
    assert (before.name, before.expansion) == ("MoSE", "Moving Scene Encoder")
    assert (after.name, after.expansion) == ("Tapir", "tiny agile physics research")


def test_a_bracket_is_not_always_a_long_form() -> None:
    (mention,) = named("We introduce Tapir (see our booth), a model.")
    assert mention.expansion is None
    assert not expands("Gemma", "great models")
    assert long_form("with the Dynamic Scene Transformer", "DyST") == "Dynamic Scene Transformer"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("In an oral presentation we introduce UniPi.", "oral"),
        ("UniPi (oral) plans.", "oral"),
        ("UniPi is presented as a spotlight paper.", "spotlight"),
        ("UniPi has a spotlight poster.", "spotlight"),
        ("See the UniPi poster.", "poster"),
        ("There are live demonstrations of UniPi.", "demo"),
        ("We show RoboCat and we’ll demo UniPi.", "demo"),
        ("We demo RoboCat and we also present UniPi.", None),
        ("We demonstrate that UniPi plans.", None),
        ("UniPi learns from human demonstrations.", None),
        ("Among our oral, spotlight and poster papers is UniPi.", None),
        ("We spotlight UniPi.", None),
    ],
)
def test_how_a_thing_is_shown_is_said_in_its_own_clause(text: str, shown: str | None) -> None:
    found = {mention.name: mention.presentation for mention in named(text)}
    assert found["UniPi"] == shown


def test_each_name_comes_once_with_its_first_sentence_and_section() -> None:
    places = all_sentences(
        [
            Section(None, "Hello."),
            Section("One", "UniPi plans. It is fast."),
            Section("Two", "See the UniPi demo."),
        ]
    )
    assert mentions(places) == (Mention("UniPi", "UniPi plans.", 1, presentation="demo"),)


def test_markdown_around_a_name_is_not_part_of_it() -> None:
    lines = list(read_lines("We share [**UniPi**](https://example.org/a_b), a planner."))
    (mention,) = mentions(all_sentences(sections(lines, "A title")))
    assert (mention.name, mention.sentence) == ("UniPi", "We share UniPi, a planner.")


def test_a_capitalised_text_that_links_to_a_paper_or_code_is_a_name() -> None:
    text = (
        "Today we present [Stewer](https://github.com/soup/stewer), [Paris](https://paris.fr)"
        " and [Code](https://github.com/soup/code)."
    )
    lines = list(read_lines(text))
    found = mentions(all_sentences(sections(lines, "A title")), linked=linked_works(lines))
    assert [mention.name for mention in found] == ["Stewer"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We train nuScenes models with LiDAR, ReLU and mIoU.", ["nuScenes"]),
        ("We use the nuScenes Prediction benchmark.", ["nuScenes"]),
        ("We present MuHDi, for Multi-Head Distillation, a method.", ["MuHDi"]),
        ("Our paper is at the workshop on soup (SoupShop).", []),
        ("See Jane McArthur at ICML 2024 or NeurIPS-22.", []),
        ("Some of these projects were: SoupNet (BMBF) and StewNet (DFG).", []),
        ("Can SoupNet Outperform the Best Cooks of Paris?", ["SoupNet"]),
        ("In ‘soup credit assignment’ we propose an approach.", ["soup credit assignment"]),
    ],
)
def test_units_events_and_projects_are_no_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("DyTox: Transformers for Continual Learning", ["DyTox"]),
        ("Winder: Linking Speech and Objects", ["Winder"]),
        ("Grounding DINOv2: Soup", ["Grounding DINOv2"]),
        ("A title without a colon", []),
    ],
)
def test_a_title_may_begin_with_a_name(title: str, found: list[str]) -> None:
    assert [mention.name for mention in mentions([], [title])] == found


def test_a_name_in_a_title_has_the_sentence_that_uses_it() -> None:
    places = [Sentence("DyTox: Soup", 0), Sentence("Today DyTox grows.", 2)]
    assert mentions(places, ["DyTox: Soup"]) == (Mention("DyTox", "Today DyTox grows.", 2),)


def test_a_quoted_title_may_begin_with_a_name() -> None:
    assert names("Cooks won an award for “Stewer: Collaborative Soup in Practice.”") == ["Stewer"]


def test_a_long_form_of_equal_letters_takes_no_time() -> None:
    assert not expands("A" * 14 + "B", "a " + "a" * 900)
