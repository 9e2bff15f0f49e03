"""The training program, from made-up pairs to a model that loads."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from rag.embedding.loading import open_encoder
from rag.embedding.train import main
from rag.embedding.training.bags import PassageBags, bag_pairs, joined
from rag.embedding.training.cloze import ClozeMaker, Question, join_paragraphs, rarity
from rag.embedding.training.contrast import contrast, pace
from rag.embedding.training.pairs import Kind, Pair, kind_of, read_pairs
from rag.embedding.training.recipe import Recipe
from rag.embedding.training.sharing import share_rows
from rag.embedding.training.shipping import quantise
from rag.embedding.training.vocabulary import train_tokenizer
from rag.embedding.training.written import own_files, read_written

SUBJECTS = {"svømmehal": "bad", "vejbump": "trafik", "skolemad": "frokost", "lygtepæl": "gadelys"}
SMALL = [
    "--pieces",
    "120",
    "--dimensions",
    "16",
    "--epochs",
    "20",
    "--batch",
    "8",
    "--spread",
    "0.1",
    "--learning-rate",
    "0.05",
]
SMALL += ["--cloze", "1", "--cloze-words", "10"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A pair file (packed) and a text file about four subjects."""
    folder = tmp_path_factory.mktemp("training")
    rows = [
        {"q": asked, "p": f"Rådet drøftede {told} i kommunen.", "kind": "word", "licence": "none"}
        for asked, told in SUBJECTS.items()
    ]
    rows.append({"q": " ", "p": "uden spørgsmål", "kind": "head"})
    with lzma.open(folder / "pairs.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows * 4)
    text = [
        f"Forvaltningen oplyser om {a} og {b}. Rådet spurgte til {b} flere gange. Sagen om {a} sluttede."
        for a, b in SUBJECTS.items()
    ]
    (folder / "text.txt").write_text("\n".join(text), encoding="utf-8")
    return folder / "pairs.jsonl.xz", folder / "text.txt"


def trained(files: tuple[Path, Path], out: Path, *options: str) -> Path:
    pairs, text = map(str, files)
    assert main(["--pairs", pairs, "--text", text, "--written", "--out", str(out), *SMALL, *options]) == 0
    return out


def test_a_run_ends_with_a_model_that_learned(files: tuple[Path, Path], tmp_path: Path) -> None:
    encoder = open_encoder(str(trained(files, tmp_path)))
    asked = encoder.encode_queries(list(SUBJECTS))
    told = encoder.encode_passages(list(SUBJECTS.values()))
    assert encoder.dimensions == 16
    cosines = asked @ told.T
    assert np.diag(cosines).mean() > cosines.mean() + 0.1


def test_one_seed_gives_one_model(files: tuple[Path, Path], tmp_path: Path) -> None:
    models = [trained(files, tmp_path / name) for name in ("first", "second")]
    other = trained(files, tmp_path / "third", "--seed", "8")
    names = [open_encoder(str(model)).name for model in (*models, other)]
    assert names[0] == names[1] != names[2]


def test_the_closing_epochs_can_be_run_on_a_model_that_is_there(files: tuple[Path, Path], tmp_path: Path) -> None:
    whole = open_encoder(str(trained(files, tmp_path / "whole", "--closing", "3")))
    before = trained(files, tmp_path / "before", "--closing", "0")
    after = open_encoder(str(trained(files, tmp_path / "after", "--closing", "3", "--after", str(before))))
    texts = list(SUBJECTS)
    apart = np.abs(open_encoder(str(before)).encode_queries(texts) - whole.encode_queries(texts)).max()
    assert np.abs(after.encode_queries(texts) - whole.encode_queries(texts)).max() < apart / 5


def test_the_closing_epochs_lean_on_what_was_written(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("svømmehal | gadelys\n", encoding="utf-8")
    options = ["--written", str(tmp_path / "terms.txt"), "--closing", "4", "--closing-own"]
    met = [
        float(encoder.encode_queries(["svømmehal"])[0] @ encoder.encode_passages(["gadelys"])[0])
        for times in ("0", "20")
        for encoder in [open_encoder(str(trained(files, tmp_path / times, *options, times)))]
    ]
    assert met[1] > met[0] + 0.1


def test_a_known_tokenizer_is_kept(files: tuple[Path, Path], tmp_path: Path) -> None:
    tokenizer = trained(files, tmp_path / "first") / "tokenizer.json"
    second = trained(files, tmp_path / "second", "--tokenizer", str(tokenizer))
    assert (second / "tokenizer.json").read_bytes() == tokenizer.read_bytes()


def test_a_text_too_short_for_questions_is_no_error(files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Kort.\n", encoding="utf-8")
    trained((files[0], tmp_path / "text.txt"), tmp_path / "model")


def test_rows_without_two_texts_are_left_out(files: tuple[Path, Path]) -> None:
    pairs = list(read_pairs([files[0]]))
    assert len(pairs) == 16
    assert {pair.kind for pair in pairs} == {Kind.EQUIVALENT}


def test_given_words_are_not_cut() -> None:
    tokenizer = train_tokenizer(["kommunen mødes om budget"] * 9, 40, ["frederikshavn"])
    assert tokenizer.encode("Frederikshavn!").tokens == ["▁frederikshavn"]


def test_punctuation_and_case_make_no_pieces() -> None:
    tokenizer = train_tokenizer(["kommunen mødes om budget"] * 9, 40, [])
    assert tokenizer.encode("KOMMUNEN, (mødes)…").ids == tokenizer.encode("kommunen mødes").ids


def test_a_left_out_sentence_is_not_counted() -> None:
    tokenizer = train_tokenizer(["budget vej skole"] * 9, 40, ["budget", "vej", "skole"])
    counted = PassageBags(tokenizer, [["budget"], ["budget vej", "skole"]])
    bags = counted.bags([Question("vej", 1, None), Question("skole", 1, 1)])
    whole, part = bags.matrix[bags.passages].toarray()
    skole = tokenizer.token_to_id("▁skole")
    assert whole[skole] == pytest.approx(1 / 3)
    assert part[skole] == 0
    assert part.sum() == pytest.approx(1)


def test_joined_bags_keep_their_texts_apart() -> None:
    tokenizer = train_tokenizer(["budget vej"] * 9, 40, ["budget", "vej"])
    one = bag_pairs(tokenizer, [Pair("budget", "vej", Kind.PASSAGE)])
    both = joined(one, one)
    assert len(set(both.queries) | set(both.passages)) == 4
    assert len(set(both.labels)) == 2


def test_equal_passages_are_no_negatives() -> None:
    means = torch.eye(4)[[0, 1, 0, 0]]
    queries = np.array([0, 1])
    assert float(contrast(means, queries, np.array([5, 5]), 20.0)) == pytest.approx(0, abs=1e-4)
    assert float(contrast(means, queries, np.array([5, 6]), 20.0)) > 1


@given(st.lists(st.text(alphabet="ab .!\n", min_size=1), max_size=30), st.integers(1, 20))
def test_joining_loses_no_paragraph(paragraphs: list[str], words: int) -> None:
    short = [" ".join(paragraph.split()[: words * 3]) for paragraph in paragraphs]
    assert " ".join(join_paragraphs(paragraphs, words)).split() == " ".join(short).split()


@given(st.integers(0, 2**16))
def test_made_questions_come_from_their_passage(seed: int) -> None:
    passage = ["Byrådet godkendte budgettet for skolerne.", "Borgmesteren takkede alle for arbejdet."]
    maker = ClozeMaker(rarity([" ".join(passage)]), Random(seed))
    questions = list(maker.questions([["for kort"], passage], 1.0))
    assert questions
    for question in questions:
        assert question.passage == 1
        assert question.text.strip()
        assert question.left_out is None or question.text == passage[question.left_out]


def test_the_pace_rises_and_falls() -> None:
    paces = [pace(step, 100, 0.1) for step in range(100)]
    assert paces.index(max(paces)) in {9, 10}
    assert paces[0] == pytest.approx(0.1)
    assert paces[-1] < 0.01


def test_eight_bits_are_enough() -> None:
    table = np.random.default_rng(0).normal(size=(50, 64)).astype(np.float32)
    table[3] = 0
    rows, factors = quantise(table)
    assert rows.dtype == np.int8
    assert rows * factors[:, None] == pytest.approx(table, abs=0.02)
    assert not rows[3].any()


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param({"kind": "word", "licence": "CC0"}, Kind.EQUIVALENT, id="a translated word"),
        pytest.param({"kind": "faq", "licence": "CC0"}, Kind.PASSAGE, id="a question among translations"),
        pytest.param({"kind": "syn"}, Kind.EQUIVALENT, id="a synonym"),
        pytest.param({"kind": "sent"}, Kind.MANUAL, id="a sentence of a manual"),
        pytest.param({"kind": "slug"}, Kind.HEADING, id="a heading of a manual"),
        pytest.param({"kind": "agenda"}, Kind.PASSAGE, id="an agenda title"),
    ],
)
def test_the_kind_of_a_row(row: dict[str, str], kind: Kind) -> None:
    assert kind_of(row) is kind


def test_terms_languages_and_questions_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("vej | gade | stræde\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("hus | bolig\thouse\tHaus\t\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("P Vejen lukkes.\nD Lukkes vejen?\nE Is it closed?\n", encoding="utf-8")
    pairs = list(read_written(sorted(tmp_path.glob("*.txt"))))
    couples = [(pair.query, pair.passage) for pair in pairs]
    assert couples[:3] == [("vej", "gade"), ("vej", "stræde"), ("gade", "stræde")]
    assert couples[3:7] == [("house", "hus"), ("house", "bolig"), ("Haus", "hus"), ("Haus", "bolig")]
    assert couples[7:] == [
        ("Lukkes vejen?", "Vejen lukkes."),
        ("Is it closed?", "Vejen lukkes."),
        ("Is it closed?", "Lukkes vejen?"),
    ]
    assert len({pair.label for pair in pairs}) == 3


def test_every_file_of_the_package_gives_pairs() -> None:
    assert own_files()
    for path in own_files():
        pairs = list(read_written([path]))
        lines = path.read_text(encoding="utf-8").splitlines()
        blocks = [line for line in lines if line.startswith("P ")] or lines
        assert len({pair.label for pair in pairs}) >= len(blocks) * 0.98


def test_forms_of_a_word_share_a_row_and_so_do_the_rarest() -> None:
    pieces = ["<unk>", "▁skole", "▁skolen", "skolerne", "▁en", "en", "▁x9", "▁y9", "▁z9"]
    counts = np.array([0, 9, 5, 1, 9, 9, 1, 1, 1])
    rows = share_rows(pieces, counts, Recipe(rows=5, lots=1))
    assert rows[1] == rows[2] == rows[3]
    assert len({*rows[[0, 1, 4, 5]]}) == 4
    assert set(rows[6:]) == {4}
    assert rows[0] == 0


def test_one_label_is_one_label_whatever_the_passage() -> None:
    tokenizer = train_tokenizer(["budget vej"] * 9, 40, ["budget", "vej"])
    pairs = [Pair("budget", "vej", Kind.EQUIVALENT, "a"), Pair("vej", "budget", Kind.EQUIVALENT, "a")]
    first, second = bag_pairs(tokenizer, [*pairs, Pair("budget", "vej", Kind.PASSAGE)]).labels[:2]
    assert first == second
