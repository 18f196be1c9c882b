"""Uploads that are too large for memory: taken in sealed, where Django would write them plain."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from zhike.kernel.secrets.scratch import Scratch


class Incoming(UploadedFile):  # type: ignore[type-arg]  # only the stubs know of an argument
    """An uploaded file that lies in `place` until the request is over."""

    def __init__(self, place: Scratch, name: str | None, kind: str | None, size: int) -> None:
        super().__init__(place.open("rb"), name, kind, size)
        self.place = place

    def close(self) -> None:
        """Gives the space back."""
        super().close()
        self.place.close()


class Handler(FileUploadHandler):
    """Takes what the handler for memory leaves."""

    def new_file(self, *told: Any, **more: Any) -> None:
        """A file begins."""
        super().new_file(*told, **more)
        self._place = Scratch()
        self._file = self._place.open("wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A part of it."""
        del start
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Incoming:
        """It is whole."""
        self._file.close()
        return Incoming(self._place, self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        """Nobody will ask for it."""
        if hasattr(self, "_place"):
            self._file.close()
            self._place.close()
