"""People at work, over HTTP: rounds of reads and writes that go on until told to stop, with every answer kept."""

import threading
from types import TracebackType
from typing import Any

from tests.project.running import Caller, eventually


class Traffic:
    """Two people; `refused` holds what was not answered with success."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.rounds: dict[int, int] = {0: 0, 1: 0}
        self.refused: list[tuple[str, str, int, Any]] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=[one]) for one in self.rounds]

    def __enter__(self) -> "Traffic":
        for one in self._threads:
            one.start()
        self.some_more()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        for one in self._threads:
            one.join()

    def some_more(self, rounds: int = 2) -> None:
        """Wait until everybody has done some rounds from now on."""
        goals = {one: done + rounds + 1 for one, done in self.rounds.items()}
        assert eventually(lambda: all(self.rounds[one] >= goal for one, goal in goals.items()), 120), self.refused

    def _work(self, who: int) -> None:
        while not self._over.is_set() and not self.refused:
            self._round(f"{who}-{self.rounds[who]}", self.rounds[who] % 5 == 0)
            self.rounds[who] += 1

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        """What was answered; None for what was not a success."""
        status, told = self.caller.ask(method, path, body)
        if not 200 <= status < 300:
            self.refused.append((method, path, status, told))
        return told if 200 <= status < 300 else None

    def _round(self, mark: str, field: bool) -> None:
        number = sum(self.rounds.values())
        values = {"name": f"客户{mark}", "kind": "person", "phone": f"1390000{number % 10_000:04d}"}
        made = self._ask("POST", "/customers", values)
        if made is None:
            return
        one = made["id"]
        changed = self._ask("PATCH", f"/customers/{one}", {"version": made["version"], "remark": f"备注{mark}"})
        self._ask("POST", "/contacts", {"name": f"联系人{mark}", "customer": one, "email": f"c{mark}@example.com"})
        self._ask("POST", "/interactions", {"customer": one, "content": f"电话{mark}"})
        task = self._ask("POST", "/tasks", {"title": f"任务{mark}", "customer": one})
        rows = [{"name": f"批量{mark}-{each}", "kind": "organization"} for each in range(5)]
        self._ask("POST", "/customers/batch", {"mode": "create", "rows": rows})
        if field:  # its table is one that grows
            self._ask(
                "POST", "/custom_fields",
                {"object": "customer", "code": f"f{mark.replace('-', '_')}", "kind": "text", "label_zh": f"字段{mark}"},
            )  # fmt: skip
        for path in ("", "/timeline", "/history"):
            self._ask("GET", f"/customers/{one}{path}")
        self._ask("GET", "/changes")
        self._ask("GET", "/meta")
        self._ask("GET", "/customers?sort=-updated_at&limit=20")
        self._ask("GET", f"/search?q={one}&objects=customer,contact")
        if task is not None:
            self._ask("DELETE", f"/tasks/{task['id']}")
        if changed is not None:
            self._ask("POST", f"/changes/{changed['change_set']}/undo")
