from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import sources
from ingest.outcome import IngestReport, Progress
from ingest.sync import Missing, sync
from ingest.workers import Readers
from rag.catalog import Catalog
from rag.domain import Filters, Relation, SourceFile
from rag.errors import WriterBusy


class CountingEncoder:
    """Hashes words into a few dimensions, and counts the passages that it was given."""

    dimensions = 16

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[sum(word.encode()) % self.dimensions] += 1
        lengths: NDArray[np.float32] = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return rows / lengths

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_passages(texts)


def minutes(day: int, decision: str = "Godkendt.") -> str:
    return (
        f"REFERAT Byrådet d. {day:02}-03-2023\n\nPunkt 1: Havnen\n\n00.01.00-A00-{day}-23\n\nBeslutning\n\n{decision}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ind" / "2023").mkdir(parents=True)
    for day in (1, 2, 3):
        (tmp_path / "ind" / "2023" / f"{day}.txt").write_text(minutes(day), encoding="utf-8")
    return tmp_path / "ind"


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def test_only_what_changed_is_read(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    assert counts(sync([folder], catalog, encoder)) == (3, 0, 0, 0)
    before = encoder.encoded
    assert counts(sync([folder], catalog, encoder)) == (0, 0, 3, 0)
    assert encoder.encoded == before
    (folder / "2023" / "2.txt").write_text(minutes(2, "Udsat."), encoding="utf-8")
    report = sync([folder], catalog, encoder)
    assert counts(report) == (0, 1, 2, 0)
    assert (report.items, report.chunks) == (3, 3)
    assert "Udsat" in catalog.find_items(Filters())[1].item.text


def test_a_file_has_one_name_however_it_is_given(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    sync([folder, folder, folder / "2023" / "1.txt"], catalog, encoder)
    assert sorted(catalog.sources()) == ["2023/1.txt", "2023/2.txt", "2023/3.txt"]
    assert counts(sync([folder / "2023" / "1.txt"], catalog, encoder)) == (0, 0, 1, 0)
    assert sorted(catalog.sources()) == ["2023/1.txt", "2023/2.txt", "2023/3.txt"]


def test_a_renamed_file_costs_nothing(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    sync([folder], catalog, encoder)
    before = encoder.encoded
    (folder / "2023" / "1.txt").rename(folder / "januar.txt")
    assert counts(sync([folder], catalog, encoder, missing=Missing.REMOVE)) == (0, 0, 3, 0)
    assert encoder.encoded == before
    assert sorted(catalog.sources()) == ["2023/2.txt", "2023/3.txt", "januar.txt"]


def test_the_same_content_twice_is_stored_once(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    (folder / "kopi.txt").write_text(minutes(1), encoding="utf-8")
    for _ in range(2):
        report = sync([folder], catalog, encoder)
        assert report.items == 3
        assert "samme indhold" in report.warnings[0].message


def test_missing_files_are_kept_until_removal_is_asked_for(
    folder: Path, catalog: Catalog, encoder: CountingEncoder
) -> None:
    sync([folder], catalog, encoder)
    (folder / "2023" / "3.txt").unlink()
    assert counts(sync([folder], catalog, encoder)) == (0, 0, 2, 0)
    report = sync([folder], catalog, encoder, missing=Missing.REMOVE)
    assert (counts(report), report.removed_files) == ((0, 0, 2, 1), ("2023/3.txt",))


@pytest.mark.parametrize("gone", ["file", "folder", "all"])
def test_nothing_is_removed_when_the_folder_itself_is_gone(
    folder: Path, catalog: Catalog, encoder: CountingEncoder, gone: str
) -> None:
    sync([folder], catalog, encoder)
    paths = {"file": [folder / "2023" / "1.txt"], "folder": [folder, folder / "væk"], "all": [folder / "tom"]}
    (folder / "tom").mkdir()
    assert sync(paths[gone], catalog, encoder, missing=Missing.REMOVE).removed == 0
    assert len(catalog.sources()) == 3


def test_a_rejected_file_leaves_what_was_stored_of_it(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    sync([folder], catalog, encoder)
    (folder / "2023" / "2.txt").write_bytes(b"")
    report = sync([folder], catalog, encoder, missing=Missing.REMOVE)
    assert [(each.file, each.reason[:7]) for each in report.rejected] == [("2023/2.txt", "Filen e")]
    assert report.items == 3


def test_files_of_a_zip_are_read_and_named_below_it(tmp_path: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    with zipfile.ZipFile(tmp_path / "arkiv.zip", "w") as archive:
        archive.writestr("marts/1.txt", minutes(1))
        archive.writestr("../ud.txt", minutes(2))
        archive.writestr("__MACOSX/._1.txt", b"x")
    report = sync([tmp_path / "arkiv.zip"], catalog, encoder)
    assert list(catalog.sources()) == ["arkiv.zip/marts/1.txt"]
    assert "peger ud" in report.rejected[0].reason


def test_zip_bombs_are_refused(
    tmp_path: Path, catalog: Catalog, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1 << 20)
    with zipfile.ZipFile(tmp_path / "bombe.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (4 << 20))
    assert "urimeligt" in sync([tmp_path / "bombe.zip"], catalog, encoder).rejected[0].reason


def test_damaged_zips_are_refused(tmp_path: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nonsense")
    assert "beskadiget" in sync([tmp_path / "a.zip"], catalog, encoder).rejected[0].reason


def test_links_are_not_followed_out_of_the_folder(
    tmp_path: Path, folder: Path, catalog: Catalog, encoder: CountingEncoder
) -> None:
    (tmp_path / "hemmelig.txt").write_text(minutes(9), encoding="utf-8")
    (folder / "genvej.txt").symlink_to(tmp_path / "hemmelig.txt")
    (folder / "ring").symlink_to(folder, target_is_directory=True)
    report = sync([folder], catalog, encoder)
    assert report.added == 3
    assert sorted(each.file for each in report.rejected) == ["genvej.txt", "ring"]


def test_a_missing_path_is_named(tmp_path: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    assert "findes ikke" in sync([tmp_path / "væk"], catalog, encoder).rejected[0].reason


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are a matter of POSIX")
def test_names_that_are_no_text_are_stored_as_text(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    with open(os.fsencode(folder) + b"/r\xe5d\n.txt", "wb") as file:  # noqa: PTH123 - pathlib knows no bytes
        file.write(minutes(7).encode())
    report = sync([folder], catalog, encoder)
    assert report.added == 4
    assert "r?d .txt" in catalog.sources()


def test_another_model_embeds_everything_anew(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    sync([folder], catalog, encoder)
    other = CountingEncoder("other")
    assert counts(sync([folder], catalog, other)) == (0, 0, 3, 0)
    assert (other.encoded, catalog.encoder_name()) == (3, "other")


def test_a_meeting_in_two_files_is_named(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    (folder / "tillæg.txt").write_text(minutes(1, "Tilføjet."), encoding="utf-8")
    report = sync([folder], catalog, encoder)
    assert [each.file for each in report.warnings] == ["tillæg.txt"]
    assert "2023/1.txt" in report.warnings[0].message


def test_progress_tells_every_file(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    told: list[Progress] = []
    sync([folder], catalog, encoder, progress=told.append)
    assert [(each.done, each.total) for each in told] == [(1, 3), (2, 3), (3, 3)]


def test_two_writers_are_told_apart(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    with catalog.write(), pytest.raises(WriterBusy):
        sync([folder], Catalog.open(catalog.folder), encoder)


def test_an_interrupted_run_is_finished_by_the_next(
    folder: Path, catalog: Catalog, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sync.BATCH_CHUNKS", 1)

    def interrupt(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync([folder], catalog, encoder, progress=interrupt)
    assert len(catalog.sources()) == 2
    assert counts(sync([folder], catalog, encoder)) == (1, 0, 2, 0)


def test_a_copy_of_what_has_changed_meanwhile_is_read(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    sync([folder], catalog, encoder)
    (folder / "kopi.txt").write_text(minutes(3), encoding="utf-8")
    (folder / "2023" / "3.txt").write_text(minutes(4), encoding="utf-8")
    assert counts(sync([folder], catalog, encoder)) == (1, 1, 2, 0)
    assert [record.date.day for record in catalog.meetings()] == [1, 2, 3, 4]


def test_an_older_edition_is_kept_but_not_found(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    (folder / "2023" / "1-revideret.txt").write_text(minutes(1, "Udsat."), encoding="utf-8")
    report = sync([folder], catalog, encoder)
    assert (report.added, report.items, report.chunks) == (4, 3, 3)
    assert [each.file for each in report.warnings] == ["2023/1.txt"]
    assert "nyere udgave i »2023/1-revideret.txt«" in report.warnings[0].message
    assert "Udsat" in catalog.find_items(Filters())[0].item.text
    (newest,) = [record for record in catalog.meetings() if record.date.day == 1]
    assert [(each.meeting.source.name, each.relation) for each in catalog.related(newest.id)] == [
        ("2023/1.txt", Relation.OLDER)
    ]


def test_an_older_edition_comes_back_when_the_newer_is_removed(
    folder: Path, catalog: Catalog, encoder: CountingEncoder
) -> None:
    revised = folder / "2023" / "1-revideret.txt"
    revised.write_text(minutes(1, "Udsat."), encoding="utf-8")
    sync([folder], catalog, encoder)
    revised.unlink()
    report = sync([folder], catalog, encoder, missing=Missing.REMOVE)
    assert (report.removed_files, report.items, report.chunks) == (("2023/1-revideret.txt",), 3, 3)
    assert "Godkendt" in catalog.find_items(Filters())[0].item.text
    assert counts(sync([folder], catalog, encoder)) == (0, 0, 3, 0)


def test_minutes_replace_their_agenda_whatever_comes_first(
    folder: Path, catalog: Catalog, encoder: CountingEncoder
) -> None:
    sync([folder], catalog, encoder)
    agenda = (
        "DAGSORDEN Byrådet d. 01-03-2023\n\nPunkt 1: Havnen\n\n00.01.00-A00-1-23\n\nIndstilling\n\nat det godkendes\n"
    )
    (folder / "dagsorden.txt").write_text(agenda, encoding="utf-8")
    sync([folder], catalog, encoder)
    assert [record.source.name for record in catalog.meetings() if record.date.day == 1] == ["2023/1.txt"]


def test_a_supplement_stands_beside_the_minutes(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    more = "TILLÆGSREFERAT Byrådet d. 01-03-2023\n\nPunkt 2: Molen\n\nBeslutning\n\nGodkendt.\n"
    (folder / "z.txt").write_text(more, encoding="utf-8")
    report = sync([folder], catalog, encoder)
    assert report.items == 4
    assert [(each.file, "Byrådet, 01-03-2023" in each.message) for each in report.warnings] == [("z.txt", True)]


def test_a_better_parser_reads_everything_once(
    folder: Path, catalog: Catalog, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync([folder], catalog, encoder)
    before = encoder.encoded
    monkeypatch.setattr("ingest.sync.parser_stamp", lambda: "bedre")
    with Readers(1) as readers:
        read = readers.read
        asked: list[str] = []

        def noted(files: Iterable[tuple[SourceFile, bytes]]) -> Iterator[tuple[SourceFile, bytes]]:
            for source, data in files:
                asked.append(source.name)
                yield source, data

        monkeypatch.setattr(readers, "read", lambda files: read(noted(files)))
        assert counts(sync([folder], catalog, encoder, readers=readers)) == (0, 0, 3, 0)
        assert len(asked) == 3
        assert counts(sync([folder], catalog, encoder, readers=readers)) == (0, 0, 3, 0)
        assert len(asked) == 3
    assert encoder.encoded == before


def test_reports_and_rejections_are_kept(folder: Path, catalog: Catalog, encoder: CountingEncoder) -> None:
    (folder / "tom.txt").write_bytes(b"")
    (folder / "billede.png").write_bytes(b"x")
    sync([folder], catalog, encoder)
    report = catalog.reports()["2023/1.txt"]
    assert (report.meetings, report.items, report.case_numbers, report.placed) == (1, 1, 1, 1.0)
    assert list(catalog.rejections()) == ["billede.png", "tom.txt"]
    (folder / "tom.txt").write_text(minutes(9), encoding="utf-8")
    sync([folder], catalog, encoder)
    assert list(catalog.rejections()) == ["billede.png"]


def test_what_was_rejected_in_one_folder_outlives_a_run_over_another(
    folder: Path, tmp_path: Path, catalog: Catalog, encoder: CountingEncoder
) -> None:
    uploads = tmp_path / "modtaget"
    uploads.mkdir()
    (folder / "tom.txt").write_bytes(b"")
    (uploads / "billede.png").write_bytes(b"x")
    sync([folder], catalog, encoder)
    sync([uploads], catalog, encoder)
    assert list(catalog.rejections()) == ["billede.png", "tom.txt"]
    (folder / "tom.txt").unlink()
    sync([folder], catalog, encoder)
    assert list(catalog.rejections()) == ["billede.png"]
