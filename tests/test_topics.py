"""Topics: every fault is named with file and line, a new folder is sound, and the program holds no word of any topic."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
import yaml

import commitscape
from commitscape.errors import TopicError, UsageError
from commitscape.reading.corpus import read_corpus
from commitscape.topicfiles import copy, read_yaml
from commitscape.topics import check_topic, new_topic

ROOT = Path(__file__).resolve().parents[1]
TOPICS = {"ukraine": ROOT / "seeds", "climate": ROOT / "data" / "climate" / "seeds"}
SRC = Path(commitscape.__file__).parent


@pytest.mark.parametrize("name", TOPICS)
def test_the_shipped_topics_are_clean(name: str) -> None:
    assert check_topic(ROOT / "data" / name, TOPICS[name]) == []


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    """A copy of the second topic, whose words come from the first."""
    shutil.copytree(ROOT / "data" / "climate", tmp_path / "data" / "climate")
    (tmp_path / "data" / "ukraine").symlink_to(ROOT / "data" / "ukraine")
    return tmp_path / "data" / "climate"


FAULTS = [  # file, what stands there, what is put in its place, words of the fault
    ("codebook.yaml", "  forests:              payments", "  Forests!:             payments", "'Forests!' is no code"),
    ("codebook.yaml", "  other:                any other condition", "  other:", "other has no meaning"),
    ("codebook.yaml", "words_from: ../ukraine", "words_from: ../nowhere", "no topic folder"),
    ("actors.csv", "NOR,country,Norway", "NOR,country,", "the actor NOR has no name"),
    ("actors.csv", "FRA,country,France", "FRA,country,Germany", "'Germany' is also the name of DEU (line 3)"),
    ("actors.csv", "CAN,country", "CAN,planet", "unknown kind 'planet'"),
    ("actors.csv", "KEN,country", "QQQ,country", "QQQ is no country of ISO 3166"),
    ("people.csv", "Park Ji-won,,KOR", "Park Ji-won,,KRO", "unknown actor 'KRO'"),
    ("people.csv", "2028-01-01", "2028-13-01", "'2028-13-01' is no date"),
    ("labels.yaml", "  levy: Levies", "  levies: Levies", "unknown instrument 'levies'"),
    ("labels.yaml", "beneficiary: ISLANDS", "beneficiary: ISLAND", "unknown actor 'ISLAND'"),
    ("labels.yaml", "  bank_reform: [BANKS]", "  bank_reform: [BANKERS]", "unknown actor 'BANKERS'"),
    ("layers.yaml", "instruments: [insurance], needs: [private]", "instruments: [umbrella], needs: [private]", "unknown instrument 'umbrella'"),
    ("layers.yaml", "needs: [levies, register]", "needs: [levies, registers]", "unknown layer 'registers'"),
    ("layers.yaml", "'\\bimmediately\\b'", "'(immediately'", "no regular expression"),
    ("cues/groups.yaml", "    - \"(?:the )?(?:multilateral )?development banks\"", "    - \"[\"", "no regular expression"),
    ("cues/groups.yaml", "  the development banks: BANKS", "  the rich uncles: BANKS", "no phrase of BANKS finds"),
    ("cues/instruments.yaml", "    code: levy", "    code: levies", "unknown instrument 'levies'"),
    ("cues/instruments.yaml", '      - "insurance"', '      - "~2 insurance"', "cannot start"),
    ("cues/instruments.yaml", '      - "insurance"', '      - "storm-insurance"', "holds a mark that patterns do not see"),
    ("cues/instruments.yaml", '      - "technology"', '      - "technology/NUON"', "NUON is no part of speech"),
    ("cues/instruments.yaml", '      - "technology"', '      - "@strangers technology"', "no class of actors is called strangers"),
    ("cues/instruments.yaml", "    example: The islands demanded climate finance.", "    example: The islands slept.", "misses its example 'The islands"),
    ("cues/conditions.yaml", "    code: disaster", "    code: weather", "unknown condition 'weather'"),
    ("cues/conditions.yaml", "    example: Debt payments would stop after every drought.", "    example: Debt stays.", "misses its example 'Debt stays.'"),
    ("cues/quantities.yaml", "  400 million dollars: USD", "  400 million dollars: items", "is not read as items"),
    ("cues/quantities.yaml", "{insurance: people}", "{levies: people}", "unknown instrument 'levies'"),
    ("cues/keywords.yaml", "  levy: [levy]", "  tax: [levy]", "unknown instrument 'tax'"),
    ("coded/positions.jsonl", '"actor": "USA"', '"actor": "AMERICA"', "unknown actor 'AMERICA'"),
    ("coded/positions.jsonl", '"quote": "Berlin has not', '"quote": "Berlin has now', "is not the text of 01_opening.txt"),
    ("coded/positions.jsonl", '"stance": "refused"', '"stance": "denied"', "unknown stances code 'denied'"),
]


def put(topic: Path, file: str, old: str, new: str) -> int:
    """Change a file and return the line on which that was."""
    text = (topic / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    (topic / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_every_fault_is_named_with_file_and_line(topic: Path) -> None:
    """All at once where they do not touch one another, so that one of them hides no other."""
    alone = [fault for fault in FAULTS if fault[1].startswith(("words_from", '      - "', "    - ", "    code"))]
    together = [fault for fault in FAULTS if fault not in alone]
    expected = {(file, put(topic, file, old, new), words) for file, old, new, words in together}
    found = check_topic(topic, topic / "seeds")
    missing = [e for e in expected if not any((f.file, f.line) == e[:2] and e[2] in str(f) for f in found)]
    assert missing == [], [str(f) for f in found]
    assert all("\n" not in str(fault) for fault in found)


@pytest.mark.parametrize(("file", "old", "new", "words"), [f for f in FAULTS if f[1].startswith(("words_from", '      - "', "    - ", "    code"))])
def test_a_fault_is_named_with_file_and_line(file: str, old: str, new: str, words: str, topic: Path) -> None:
    shutil.rmtree(topic / "coded")
    line = put(topic, file, old, new)
    assert [f for f in check_topic(topic, topic / "seeds") if (f.file, f.line) == (file, line) and words in f.what]


def test_weights_of_other_cues_are_a_fault(topic: Path) -> None:
    shutil.rmtree(topic / "coded")
    weights = (ROOT / "data" / "ukraine" / "weights.json").read_text(encoding="utf-8")
    cue = re.findall(r'"cue=(\w+)"', weights)[0]
    (topic / "weights.json").write_text(weights.replace(f'"cue={cue}"', '"cue=a_verb_of_old"'), encoding="utf-8")
    shutil.copy(ROOT / "data" / "ukraine" / "gist.json", topic)
    assert [fault.what for fault in check_topic(topic, topic / "seeds") if fault.file == "weights.json"] == [
        "learnt with the cue 'a_verb_of_old', which cues/stances.yaml no longer has"
    ]


def test_a_new_topic_has_no_faults_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "lamps"
    assert "codebook.yaml" in new_topic(folder, words_from=ROOT / "data" / "ukraine")
    assert check_topic(folder, folder / "seeds") == []
    with pytest.raises(UsageError, match="something already"):
        new_topic(folder, words_from=ROOT / "data" / "ukraine")
    with pytest.raises(UsageError, match="cannot name a topic"):
        new_topic(tmp_path / "Two Words", words_from=ROOT / "data" / "ukraine")
    with pytest.raises(TopicError, match="no such topic folder"):
        check_topic(tmp_path / "none", tmp_path)


def test_a_copy_carries_the_words_that_it_takes_over(topic: Path, tmp_path: Path) -> None:
    copy(topic, tmp_path / "copy")
    for name in ("codebook.yaml", "labels.yaml", "cues/stances.yaml", "cues/groups.yaml"):
        assert read_yaml(tmp_path / "copy", name) == read_yaml(topic, name)
    assert "ground_force" not in read_yaml(topic, "codebook.yaml")["instruments"]
    assert read_yaml(topic, "cues/groups.yaml").get("home_of_office") is None


def test_every_topic_says_what_its_files_hold_in_the_same_words() -> None:
    def table(path: Path) -> list[str]:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]

    assert table(ROOT / "data" / "ukraine" / "README.md") == table(SRC / "topics" / "template" / "README.md")


# What belongs to English, to writing or to any report, though a topic has it among its names and codes too.
COMMON = {
    "other", "US", "training", "English", "French", "German",  # languages
    "assets", "register", "warning", "private", "partners",  # words of programs and of web pages
    "capital", "parliament", "support", "Western", "something else",
}


def words_of(topic: Path) -> set[str]:
    """A topic's proper names (actors, people) and, by code and by label, its instruments, conditions, layers and groups of cues."""
    found: set[str] = set()
    with (topic / "actors.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for column in ("name", "aliases", "demonyms", "people", "capitals", "bodies"):
                found |= {name.strip() for name in row[column].split("|")}
    with (topic / "people.csv").open(encoding="utf-8") as lines:
        found |= {word for row in csv.DictReader(lines) for word in (row["name"], row["name"].split()[-1])}
    book, labels = read_yaml(topic, "codebook.yaml"), read_yaml(topic, "labels.yaml")
    for section in ("instruments", "conditions"):
        found |= set(book[section]) | set(labels[section].values()) | {label.lower() for label in labels[section].values()}
    for file in ("instruments", "conditions"):
        found |= set(yaml.safe_load((topic / "cues" / f"{file}.yaml").read_text(encoding="utf-8"))["groups"])
    return {word for word in found if len(word) > 1} - COMMON


@pytest.mark.parametrize("name", TOPICS)
def test_no_word_of_a_topic_stands_in_the_program(name: str) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(SRC.rglob("*")) if path.suffix in (".py", ".yaml", ".csv", ".md", ".json")}
    whole = "\n".join(texts.values())
    present = {word: re.compile(rf"(?<![\w.]){re.escape(word)}(?!\w)") for word in words_of(ROOT / "data" / name) if word in whole}
    hits = [f"{path.relative_to(SRC)}: {word}" for word, pattern in present.items() if pattern.search(whole) for path in texts if pattern.search(texts[path])]
    assert hits == []


def test_the_invented_corpus_says_so() -> None:
    folder = TOPICS["climate"]
    assert "invented" in (folder / "README.md").read_text(encoding="utf-8")
    corpus = read_corpus(folder)
    assert (len(corpus.articles), corpus.rejects) == (10, ())
    assert all(article.published and article.published > "2031" for article in corpus.articles)
