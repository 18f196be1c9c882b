"""Files that are sealed whole: what went in comes out, from any place, and nothing but what went in."""

from __future__ import annotations

import hmac
import io
import os
import random
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from zhike.kernel.errors import Unable
from zhike.kernel.secrets import stream
from zhike.kernel.secrets.pieces import OVER, SIZE
from zhike.kernel.secrets.scratch import Scratch

STEP = SIZE + OVER
SIZES = (0, 1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE, 3 * SIZE + 77)


class Keys:
    """A tenant's keys, without a tenant."""

    current = 3

    def of_file(self, version: int, seed: bytes) -> bytes:
        assert version == self.current
        return hmac.digest(b"data key", seed, "sha256")


def content(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def sealed(path: Path, data: bytes, step: int = 10_000) -> stream.Written:
    with path.open("wb") as file:
        writer = stream.Writer(file, Keys())
        for start in range(0, len(data), step):
            writer.write(data[start : start + step])
        return writer.finish()


def opened(path: Path, sha256: str) -> BinaryIO:
    return stream.opened(path.open("rb", buffering=0), Keys(), sha256)


@pytest.mark.parametrize("size", SIZES)
def test_what_went_in_comes_out(tmp_path: Path, size: int) -> None:
    data = content(size)
    written = sealed(tmp_path / "a", data)
    assert written.size == size
    with opened(tmp_path / "a", written.sha256) as file:
        assert file.read() == data
    raw = (tmp_path / "a").read_bytes()
    assert len(raw) == stream.HEAD.size + size + -(-size // SIZE) * OVER + stream.END.size + OVER
    assert size < 16 or data[:16] not in raw


def test_any_place_is_read_alone(tmp_path: Path) -> None:
    data, chance = content(5 * SIZE + 123), random.Random(7)
    with opened(tmp_path / "a", sealed(tmp_path / "a", data).sha256) as file:
        for _ in range(200):
            place, size = chance.randrange(len(data) + 10), chance.choice((1, 100, SIZE, 3 * SIZE))
            assert file.seek(place) == place
            assert file.read(size) == data[place : place + size]
        assert file.seek(-5, os.SEEK_END) == len(data) - 5
        assert file.read() == data[-5:]


def cut_at_a_piece(raw: bytearray) -> bytes:
    return bytes(raw[: stream.HEAD.size + 2 * STEP] + raw[-(stream.END.size + OVER) :])


def exchanged(raw: bytearray) -> bytes:
    first = stream.HEAD.size
    return bytes(
        raw[:first] + raw[first + STEP : first + 2 * STEP] + raw[first : first + STEP] + raw[first + 2 * STEP :]
    )


def flipped(raw: bytearray, place: int) -> bytes:
    raw[place] ^= 1
    return bytes(raw)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: bytes(raw[:-1]),
        lambda raw: bytes(raw[: stream.HEAD.size + STEP]),
        lambda raw: bytes(raw[:20]),
        cut_at_a_piece,
        exchanged,
        lambda raw: bytes(raw) + b"\0" * STEP,
        lambda raw: flipped(raw, len(stream.MAGIC) + 8),
        lambda raw: flipped(raw, stream.HEAD.size + STEP + 500),
        lambda raw: flipped(raw, len(raw) - 1),
    ],
)
def test_what_was_changed_is_refused(tmp_path: Path, damage: object) -> None:
    data = content(3 * SIZE + 9)
    written = sealed(tmp_path / "a", data)
    (tmp_path / "a").write_bytes(damage(bytearray((tmp_path / "a").read_bytes())))  # type: ignore[operator]
    with pytest.raises(Unable) as refused, opened(tmp_path / "a", written.sha256) as file:
        file.read()
    assert refused.value.code == "secrets.damaged"


def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    first, _ = sealed(tmp_path / "a", content(10)), sealed(tmp_path / "b", content(11))
    (tmp_path / "b").replace(tmp_path / "a")
    with pytest.raises(Unable):
        opened(tmp_path / "a", first.sha256)


def test_pieces_of_another_file_are_refused(tmp_path: Path) -> None:
    written, _ = sealed(tmp_path / "a", content(SIZE + 1)), sealed(tmp_path / "b", content(SIZE + 2))
    raw, other = bytearray((tmp_path / "a").read_bytes()), (tmp_path / "b").read_bytes()
    piece = slice(stream.HEAD.size, stream.HEAD.size + STEP)
    raw[piece] = other[piece]
    (tmp_path / "a").write_bytes(raw)
    with pytest.raises(Unable), opened(tmp_path / "a", written.sha256) as file:
        file.read(1)


@pytest.mark.parametrize("size", [0, 3, 200_000])
def test_a_file_from_before_is_read_as_it_is(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(content(size))
    with opened(tmp_path / "a", "-") as file:
        assert file.read() == content(size)


def test_a_workbook_is_read_without_a_plain_copy(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first", content(300_000))
        archive.writestr("second", "二")
    written = sealed(tmp_path / "a", whole.getvalue())
    with opened(tmp_path / "a", written.sha256) as file, zipfile.ZipFile(file) as archive:
        assert archive.read("second").decode() == "二"
        assert archive.read("first") == content(300_000)


def test_a_scratch_file_is_as_any_other(tmp_path: Path) -> None:
    chance = random.Random(3)
    with Scratch() as scratch, scratch.open("w+b") as file, (tmp_path / "plain").open("w+b") as plain:
        size = 0
        for _ in range(400):
            place, data = chance.randrange(size + 1), chance.randbytes(chance.choice((1, 50, 9_000, SIZE, 2 * SIZE)))
            size = max(size, place + len(data))
            for one in (file, plain):
                one.seek(place)
                one.write(data)
            at = chance.randrange(size)
            assert [one.seek(at) for one in (file, plain)] == [at, at]
            assert file.read(100_000) == plain.read(100_000)
        file.flush()
        plain.seek(0)
        with scratch.open("rb") as again:
            assert again.read() == plain.read()


def test_a_scratch_file_begins_anew() -> None:
    with Scratch() as scratch:
        for data in (content(3 * SIZE), b"short", b""):
            with scratch.open("wb") as file:
                file.write(data)
            with scratch.open("rb") as file:
                assert file.read() == data


def test_a_scratch_file_holds_nothing_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Scratch() as scratch, scratch.open("wb") as file:
        file.write("姓名,13911223344\n".encode() * 20_000)
        file.flush()
        assert list(tmp_path.iterdir()) == []  # it has no name
        inside = Path(f"/proc/self/fd/{scratch._file.fileno()}").read_bytes()
    assert len(inside) > 4 * SIZE
    assert b"13911223344" not in inside
