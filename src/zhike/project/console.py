"""What the person at the terminal sees: steps with their time, bars for what takes long, and plain sentences.

The only place (with the launcher) that writes to the terminal.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from zhike.project import logs
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
    "backup": ("backup to {place}", "备份到 {place}"),
    "backup_every": ("and from now on every {every}, keeping {keep}", "此后每 {every} 自动备份，保留规则 {keep}"),
    "backup_gone": ("removed, by the rules: {name}", "按保留规则删除：{name}"),
    "backup_key": (
        "It opens only with the master key, kept elsewhere, and with the .keys file beside it, copied along with it.",
        "打开它需要主密钥（请另外妥善保存）和它旁边的 .keys 文件（请与备份一起复制）。",
    ),
    "backup_made": (
        "read back and whole: {place}/{name} ({size} MB, {files} files)",
        "已回读校验，完整：{place}/{name}（{size} MB，{files} 个文件）",
    ),
    "backup_off": ("no more backups by themselves", "已停止自动备份"),
    "built": ("web UI", "网页"),
    "database": ("PostgreSQL {version}", "PostgreSQL {version}"),
    "demo": ("demo company", "演示公司"),
    "column_left_out": ("not compared", "不参与比较"),
    "duplicates": ("duplicates", "查重"),
    "duplicates_found": ("{pairs:,} pairs, {groups:,} groups", "{pairs:,} 对，{groups:,} 组"),
    "duplicates_groups": ("groups: {file}", "分组：{file}"),
    "duplicates_pairs": ("pairs with reasons: {file}", "逐对及理由：{file}"),
    "slower_browser": ("going on with {browser}; {wanted} is quicker", "改用 {browser}，{wanted} 更快"),
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
    "restore": ("restore", "恢复"),
    "restore_erased": (
        "erased again, as they were since then: {count} records",
        "备份之后删除过的个人信息已再次删除：{count} 条记录",
    ),
    "restore_check": ("every byte of the backup is whole", "备份逐字节校验"),
    "restore_schedule": (
        "It was backed up by itself; to have that here, too: ./zhike backup {options}",
        "原系统有自动备份；如需在此继续：./zhike backup {options}",
    ),
    "restore_setting": ("It ran with {name}={value}", "原系统的设置：{name}={value}"),
    "restored": (
        "restored as of {made}: start it with ZHIKE_HOME={home} ./zhike up",
        "已恢复到 {made} 的状态，启动：ZHIKE_HOME={home} ./zhike up",
    ),
    "sign_in": ("sign in as", "登录账号"),
    "password": ("password", "密码"),
    "password_kept": ("(as before: this account is known here)", "（不变：此账号已存在）"),
    "password_set": ("password of {email}", "{email} 的密码"),
    "upgrade_back": (
        "back to {made}. Put the former version of the program back before you start it. "
        "What was here is kept in {aside}.",
        "已回到 {made} 的状态。启动前请先换回旧版程序。替换下来的数据保存在 {aside}。",
    ),
    "upgrade_check": ("nothing is in the way", "升级前检查通过"),
    "upgrade_pending": ("{count} changes of the tables are to come", "待执行的数据表变更：{count} 项"),
    "upgrade_stopped": (
        "The upgrade was stopped. Go on: ./zhike upgrade. Back: ./zhike upgrade --back (from {backup})",
        "升级中断。继续：./zhike upgrade；回退：./zhike upgrade --back（使用 {backup}）",
    ),
    "upgraded": (
        "upgraded; start it with ./zhike up. Back, if need be: ./zhike upgrade --back (from {backup})",
        "升级完成，请用 ./zhike up 启动。如需回退：./zhike upgrade --back（使用 {backup}）",
    ),
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
    """What is said on standard output; a name in it cannot speak to the terminal itself."""
    out.print(_safe(text), markup=False)


def complain(text: str) -> None:
    """The same on standard error."""
    err.print(_safe(text), style="red" if err.is_terminal else None, markup=False)


@contextmanager
def step(label: str, where: Console = out) -> Iterator[Advance]:
    """A step of a start: a spinner (with a bar once `advance(done, total)` is called), then a tick with its time."""
    begun = time.monotonic()
    if where.is_terminal:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), console=where, transient=True) as progress:
            task = progress.add_task(escape(_safe(label)), total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)
    else:
        yield silent
    done(label, time.monotonic() - begun, where)


def silent(done: int, total: int) -> None:
    """Show nothing of how far a step is."""


def done(label: str, seconds: float | None = None, where: Console = out) -> None:
    """A step that has been done."""
    label = escape(_safe(label))
    time_taken = "" if seconds is None else f"  {seconds:.1f} s"
    where.print(f"[green]✓[/green] {label}[dim]{time_taken}[/dim]" if where.is_terminal else f"✓ {label}{time_taken}")


def _safe(text: str) -> str:
    return "\n".join(logs.safe(line) for line in text.split("\n"))
