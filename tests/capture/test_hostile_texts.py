"""Texts made to keep the reader busy: five thousand characters of anything take it a moment (A-31)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SECONDS = 2.0  # of CPU, for what takes some hundredths

READER = """
import json, os, time
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from zhike.engines.capture.reading import read
PIECES = [*" \\t\\n-./:(+@0a省路号公司张", "13800138000 ", "138-0013-", "(010) ", "+86 ", "a@b.", "www.", "姓名：",
    "有限公司", "广东省", "微信 ", "转 1 ", "1 ", "1-", "2026年", "Mr. ", "Aa ", "\\u0301", "\\u200d", "１", "91440300",
    "a-", "a.a", "1/1、", "同号", "某某路1号"]
slow = []
read.read("先读一次")
for piece in PIECES:
    for start, end in (("", ""), ("张伟 ", "\\\\n@")):
        text = (start + piece * 5000)[: 5000 - len(end)] + end
        begun = time.process_time()
        read.read(text)
        slow.append([round(time.process_time() - begun, 2), start + piece + end])
print(json.dumps(sorted(slow)[-5:]))
"""


@pytest.mark.slow
def test_texts_that_repeat_without_end() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READER], capture_output=True, text=True, check=True, timeout=300,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    slowest = json.loads(ran.stdout)
    print(slowest)  # noqa: T201 - what to look at
    assert [one for one in slowest if one[0] > SECONDS] == []
