"""What the person at the terminal sees: steps with their time, bars for what takes long, and plain sentences.

The only place (with the launcher) that writes to the terminal.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from zhike.project.problem import chinese

# code -> (English, Chinese)
WORDS: Final[dict[str, tuple[str, str]]] = {
    "address": ("Zhike is ready: {address}", "知客已就绪：{address}"),
    "ask_again": ("Once more: ", "再输一次："),
    "ask_password": ("New password: ", "新密码："),
    "audit_anchor": ("anchor: {file}", "锚点：{file}"),
    "audit_export": ("audit trail: {file}", "审计记录：{file}"),
    "audit_verify": ("audit trail", "审计记录"),
    "audit_whole": (
        "whole: {entries} entries, last hash {hash}",
        "完整：{entries} 条，最后哈希 {hash}",
    ),
    "built": ("web UI", "网页"),
    "database": ("PostgreSQL {version}", "PostgreSQL {version}"),
    "demo": ("demo company", "演示公司"),
    "founded": ("company {number}: {name}", "公司 {number}：{name}"),
    "keys_company": (
        "company {number}: data key {version}, everything sealed by it",
        "公司 {number}：数据密钥 {version}，全部内容由它加密",
    ),
    "keys_company_rotating": (
        "company {number}: data key {version}, {left} records still sealed by older ones (go on: ./zhike keys rotate)",
        "公司 {number}：数据密钥 {version}，还有 {left} 条记录由旧密钥加密（继续：./zhike keys rotate）",
    ),
    "keys_made": (
        "A master key was made: {file}. Without it nobody can open phones, e-mail addresses and other secrets, nor any "
        "backup. Copy it to a safe place, away from this machine, now.",
        "已生成主密钥：{file}。没有它，电话、邮箱等加密内容以及任何备份都无法打开。请立即把它复制到本机之外的安全位置。",
    ),
    "keys_master": ("master key {key}", "主密钥 {key}"),
    "keys_master_older": ("older master key {key}", "旧主密钥 {key}"),
    "keys_master_renewed": (
        "master key {key} from now on. Copy it to a safe place; backups made before still need the older one, which "
        "stays in the file. Restart Zhike.",
        "今后使用主密钥 {key}。请把它复制到安全位置；此前的备份仍需要旧密钥，它保留在文件中。请重启知客。",
    ),
    "keys_rotate": ("company {number}: sealed anew", "公司 {number}：重新加密"),
    "migrate": ("tables", "数据表"),
    "migrate_nothing": ("tables are up to date", "数据表已是最新"),
    "ready": ("web server and worker", "网页服务与后台任务"),
    "restarted": (
        "{name} ended ({how}); starting it again (log: {log})",
        "{name} 已退出（{how}），正在重启（日志：{log}）",
    ),
    "sign_in": ("sign in as", "登录账号"),
    "password": ("password", "密码"),
    "password_kept": ("(as before: this account is known here)", "（不变：此账号已存在）"),
    "password_set": ("password of {email}", "{email} 的密码"),
    "stop_hint": ("Data and logs: {home}. Ctrl-C stops everything.", "数据与日志：{home}。按 Ctrl-C 全部停止。"),
    "stopped": ("stopped", "已停止"),
}

out: Final = Console(highlight=False, soft_wrap=True)
err: Final = Console(highlight=False, soft_wrap=True, stderr=True)

Advance = Callable[[int, int], None]


def word(code: str, **data: object) -> str:
    """The word of a code in the terminal's language."""
    english, zh = WORDS[code]
    return (zh if chinese() else english).format(**data)


def say(text: str) -> None:
    """One line on standard output, as it is."""
    out.print(text, markup=False)


def complain(text: str) -> None:
    """One line on standard error."""
    err.print(text, style="red" if err.is_terminal else None, markup=False)


@contextmanager
def step(label: str, where: Console = out) -> Iterator[Advance]:
    """A step of a start: a spinner (with a bar once `advance(done, total)` is called), then a tick with its time."""
    begun = time.monotonic()
    if where.is_terminal:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), console=where, transient=True) as progress:
            task = progress.add_task(label, total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)
    else:
        yield silent
    done(label, time.monotonic() - begun, where)


def silent(done: int, total: int) -> None:
    """Show nothing of how far a step is."""


def done(label: str, seconds: float | None = None, where: Console = out) -> None:
    """A step that has been done."""
    time_taken = "" if seconds is None else f"  {seconds:.1f} s"
    where.print(f"[green]✓[/green] {label}[dim]{time_taken}[/dim]" if where.is_terminal else f"✓ {label}{time_taken}")
