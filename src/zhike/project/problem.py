"""What can stand in the way of starting, each said in one clear sentence in the language of the terminal.

A `Problem` carries a stable code and the data of its sentence; the command line prints the sentence and ends with
`EXIT_CODE`. Nothing else about it reaches the person: no traceback.
"""

import os
from typing import Final

EXIT_CODE: Final = 1

# code -> (English, Chinese)
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "address": (
        "Zhike cannot listen on {host}:{port}: {reason}. Choose another --host.",
        "无法在 {host}:{port} 上监听：{reason}。请用 --host 换一个地址。",
    ),
    "build": ("{what} failed: see {log}.", "{what}失败，详见 {log}。"),
    "busy": (
        "Zhike is already running on the folder {home} (process {pid}).",
        "知客已在使用文件夹 {home}（进程 {pid}）。",
    ),
    "audit_missing": (
        "The audit trail is broken: seal {number} is missing (after {since}).",
        "审计记录不完整：缺少第 {number} 个封印（在 {since} 之后）。",
    ),
    "audit_entries": (
        "The audit trail is broken at seal {number}: entries written between {since} and {until} came or went.",
        "审计记录在第 {number} 个封印处不一致：{since} 至 {until} 之间的条目被增加或删除。",
    ),
    "audit_digest": (
        "The audit trail is broken at seal {number}: an entry written between {since} and {until} was changed.",
        "审计记录在第 {number} 个封印处不一致：{since} 至 {until} 之间的条目被改动。",
    ),
    "audit_chain": (
        "The audit trail is broken: seal {number} of {until} was changed.",
        "审计记录不一致：{until} 的第 {number} 个封印被改动。",
    ),
    "audit_anchor": (
        "The audit trail is not the one that was anchored: seal {number} of {until} has another hash.",
        "审计记录与锚点不符：{until} 的第 {number} 个封印的哈希不同。",
    ),
    "audit_no_anchor": (
        "{file} is no anchor. Make one with: ./zhike audit anchor --to FILE",
        "{file} 不是锚点文件，请先执行：./zhike audit anchor --to 文件",
    ),
    "backup_address": (
        "{address} is no place for backups; give a folder or s3://bucket/prefix.",
        "{address} 不能存放备份，请给出文件夹或 s3://桶/前缀。",
    ),
    "backup_blind": (
        "The database user {user} does not see the rows of all companies, so a backup would be empty. "
        'Ask the server\'s administrator to run: ALTER ROLE "{user}" BYPASSRLS;',
        '数据库用户 {user} 看不到所有公司的数据，备份会是空的。请数据库管理员执行：ALTER ROLE "{user}" BYPASSRLS;',
    ),
    "backup_damaged": (
        "{file} is damaged or not complete. Nothing was changed.",
        "{file} 已损坏或不完整。未做任何改动。",
    ),
    "backup_every": (
        "--every {text} is not understood; it looks like 12h, 1d or 1w.",
        "看不懂 --every {text}，它应形如 12h、1d 或 1w。",
    ),
    "backup_keep": (
        "--keep {text} is not understood; it looks like 7d,4w,12m.",
        "看不懂 --keep {text}，它应形如 7d,4w,12m。",
    ),
    "backup_keys_missing": (
        "{file} takes the keys that lay beside it, and {name} is not there. Copy that file, as it is today, from where "
        "the backup was made, or name it with --keys. Nothing was changed.",
        "{file} 需要原来与它放在一起的密钥文件，而那里没有 {name}。请把该文件当前的版本从备份所在处复制过来，"
        "或用 --keys 指明。未做任何改动。",
    ),
    "backup_keys_older": (
        "{file} lacks keys that the backup goes with: it is older than the backup. Take the one that lies in the place "
        "of the backups today. What was restored was removed.",
        "{file} 缺少此备份所需的密钥：它比备份旧。请使用备份位置中当前的密钥文件。已撤除恢复的内容。",
    ),
    "backup_keys_other": (
        "{file} holds the keys of other backups (zhike-{found}.keys); zhike-{wanted}.keys is needed. "
        "Nothing was changed.",
        "{file} 是其他备份的密钥（zhike-{found}.keys），需要的是 zhike-{wanted}.keys。未做任何改动。",
    ),
    "backup_line": (
        "{file} is not understood. Move it away: the next backup then begins a new key file; earlier ones keep theirs.",
        "看不懂 {file}。请把它移走：下次备份会另起一个密钥文件，此前的备份仍用原来的。",
    ),
    "backup_newer": (
        "{file} was made by a newer Zhike (it has {what}). Fetch that version first. Nothing was changed.",
        "{file} 由更新版本的知客制作（含 {what}）。请先升级到该版本。未做任何改动。",
    ),
    "backup_no_backup": (
        "{file} is no backup of Zhike, or one of a newer version. Nothing was changed.",
        "{file} 不是知客的备份，或由更新的版本制作。未做任何改动。",
    ),
    "backup_no_program": (
        "There is no pg_dump for PostgreSQL {wanted} here (found: {found}). Install the client programs of that "
        "version.",
        "此处没有适用于 PostgreSQL {wanted} 的 pg_dump（现有：{found}）。请安装该版本的客户端程序。",
    ),
    "backup_not_verified": (
        "What was written could not be read back whole; it was removed. Check the disk or the store, and try again.",
        "写出的备份回读校验失败，已删除。请检查磁盘或存储后重试。",
    ),
    "backup_nothing": (
        "The database holds no Zhike yet: there is nothing to back up.",
        "数据库里还没有知客的数据，无可备份。",
    ),
    "backup_occupied": (
        "{place} already holds {what}. A restore overwrites nothing: choose another with --into, or move that away.",
        "{place} 中已有 {what}。恢复不会覆盖任何内容：请用 --into 另选位置，或先把它移走。",
    ),
    "backup_other_key": (
        "{file} takes the master key {wanted}, and the key here is {found}. Give that one (ZHIKE_MASTER_KEY_FILE). "
        "Nothing was changed.",
        "{file} 需要主密钥 {wanted}，而此处的主密钥是 {found}。请提供那一把（ZHIKE_MASTER_KEY_FILE）。未做任何改动。",
    ),
    "backup_place": (
        "Backups cannot be written to or read from {place}: {reason}",
        "无法在 {place} 读写备份：{reason}",
    ),
    "backup_plan": (
        "{file} is not understood. Remove it and give --every again.",
        "看不懂 {file}。请删除它并重新用 --every 设置。",
    ),
    "backup_program": ("{name} failed: {reason}", "{name} 失败：{reason}"),
    "backup_rows": (
        "The table {table} has {found} rows after the restore, and had {wanted}. What was restored was removed.",
        "恢复后数据表 {table} 有 {found} 行，原有 {wanted} 行。已撤除恢复的内容。",
    ),
    "backup_running": (
        "Another backup of this Zhike is being made. Wait for its end.",
        "此知客的另一次备份正在进行，请等它结束。",
    ),
    "cannot_write": (
        "{file} cannot be written: {reason}",
        "无法写入 {file}：{reason}",
    ),
    "audit_other_anchor": (
        "{file} is the anchor of company {tenant}.",
        "{file} 是公司 {tenant} 的锚点。",
    ),
    "data_of_other_major": (
        "The data in {folder} was made by PostgreSQL {found}; this Zhike brings PostgreSQL {wanted}. "
        "Dump it with the old version first, or choose another ZHIKE_HOME.",
        "{folder} 中的数据由 PostgreSQL {found} 建立，而此版知客使用 PostgreSQL {wanted}。"
        "请先用旧版导出，或换一个 ZHIKE_HOME。",
    ),
    "database_away": (
        "The database cannot be reached: {reason}",
        "连接不上数据库：{reason}",
    ),
    "database_failed": (
        "The embedded database did not start: {reason} (log: {log})",
        "内置数据库未能启动：{reason}（日志：{log}）",
    ),
    "database_url": (
        "DATABASE_URL is not understood; it looks like postgresql://user:password@host:5432/name.",
        "看不懂 DATABASE_URL，它应形如 postgresql://用户:密码@主机:5432/库名。",
    ),
    "not_unix": (
        "The embedded database needs Linux or macOS; elsewhere set DATABASE_URL.",
        "内置数据库需要 Linux 或 macOS；其他系统请设置 DATABASE_URL。",
    ),
    "folder": (
        "The folder {folder} cannot be written to ({reason}). Set ZHIKE_HOME to a folder that can.",
        "文件夹 {folder} 无法写入（{reason}）。请把 ZHIKE_HOME 设为可写的文件夹。",
    ),
    "missing_apt": (
        "The browser checks need {packages}; install them, or run as root so that this can.",
        "浏览器检查需要 {packages}；请先安装，或以 root 运行以自动安装。",
    ),
    "master_key_command": (
        "The command that gives the master key failed ({command}): {reason}",
        "取得主密钥的命令失败（{command}）：{reason}",
    ),
    "master_key_file": (
        "The master key cannot be read from {file}: {reason}",
        "无法读取主密钥文件 {file}：{reason}",
    ),
    "master_key_missing": (
        "The data is encrypted under the master key {key}, which is not here (here: {here}). Put that key into "
        "{file}, or name its file with ZHIKE_MASTER_KEY_FILE. Without it, what is encrypted cannot be opened.",
        "数据由主密钥 {key} 加密，但这里没有它（现有：{here}）。请把该密钥放入 {file}，"
        "或用 ZHIKE_MASTER_KEY_FILE 指明它的文件。没有它，加密的内容无法打开。",
    ),
    "master_key_mode": (
        "{file} may be read by others (mode {mode}). Make it yours alone: chmod 600 {file}",
        "{file} 可被他人读取（权限 {mode}）。请执行：chmod 600 {file}",
    ),
    "master_key_only_one": (
        "The master key comes from the environment, and there is only one. Give the new one first and the old one in "
        "the next line, then run this again.",
        "主密钥由环境给出，且只有一个。请先把新密钥写在第一行、旧密钥写在第二行，再执行此命令。",
    ),
    "master_key_unreadable": (
        "There is no master key in {source}: one line of Base64, 32 bytes, is expected.",
        "{source} 中没有主密钥：应为一行 Base64（32 字节）。",
    ),
    "no_account": (
        "PostgreSQL refuses to run as root, and the system account {account} could not be made: {reason}. "
        "Run Zhike as an ordinary user.",
        "PostgreSQL 不能以 root 运行，系统账户 {account} 又无法建立：{reason}。请用普通用户运行知客。",
    ),
    "no_person": (
        "Nobody can sign in with {email} (in that company).",
        "没有（该公司的）成员用 {email} 登录。",
    ),
    "no_column": (
        'There is no column "{heading}". There are: {known}.',
        "没有名为“{heading}”的列。现有：{known}。",
    ),
    "no_column_role": (
        'A column cannot be "{role}". It can be: {known}.',
        "列不能是“{role}”，可以是：{known}。",
    ),
    "nothing_to_compare": (
        "None of the headings says what its column is: {known}. Say it: --column HEADING=ROLE.",
        "没有一个列标题能看出内容：{known}。请用 --column 列标题=角色 说明。",
    ),
    "no_company": (
        "There is no company yet. Found one: ./zhike company create --name NAME --owner-email EMAIL",
        "还没有公司，请先建立：./zhike company create --name 名称 --owner-email 邮箱",
    ),
    "no_object": (
        "There is no object {name}. There are: {known}.",
        "没有名为 {name} 的对象。现有：{known}。",
    ),
    "no_role": (
        "The user {user} may not make the role {role}. Ask the server's administrator to run: "
        'CREATE ROLE {role} NOLOGIN; GRANT {role} TO "{user}";',
        "数据库用户 {user} 无权建立角色 {role}。请数据库管理员执行："
        'CREATE ROLE {role} NOLOGIN; GRANT {role} TO "{user}";',
    ),
    "no_space": (
        "No space left for {folder}: {free} MB free, {needed} MB needed.",
        "{folder} 所在磁盘空间不足：剩余 {free} MB，需要 {needed} MB。",
    ),
    "other_owner": (
        "The data in {folder} belongs to another user ({owner}). Run Zhike as that user or choose another ZHIKE_HOME.",
        "{folder} 中的数据属于另一个用户（{owner}）。请以该用户运行知客，或换一个 ZHIKE_HOME。",
    ),
    "password_differs": ("The two passwords differ.", "两次输入的密码不一致。"),
    "port_number": (
        "{port} is not a port; choose one from 1 to 65535.",
        "{port} 不是端口号，请在 1 到 65535 中选择。",
    ),
    "port_taken": (
        "Port {port} on {host} is taken by another program. Choose another with --port.",
        "{host} 的端口 {port} 已被其他程序占用，请用 --port 换一个。",
    ),
    "restore_unfinished": (
        "A restore into the database {name} did not come to its end. Make an empty database and restore again.",
        "数据库 {name} 的恢复没有完成。请另建一个空数据库后重新恢复。",
    ),
    "said": ("{text}", "{text}"),
    "server_too_old": (
        "The server behind DATABASE_URL is PostgreSQL {found}; Zhike needs {wanted} or newer.",
        "DATABASE_URL 指向的服务器是 PostgreSQL {found}，知客需要 {wanted} 或更新的版本。",
    ),
    "setting": (
        "{name}={value} is not understood: {reason}",
        "看不懂 {name}={value}：{reason}",
    ),
    "migrate_locked": (
        "Somebody has kept a table busy for minutes, so it could not be changed. What was done so far stays. Let long "
        "exports and reports end, or stop Zhike, and run the same again.",
        "有人占用数据表好几分钟，无法更改表结构。已完成的部分会保留。请等待耗时的导出和报表结束，或停止知客，然后重新运行同一命令。",
    ),
    "upgrade_no_way_back": (
        "{home} has no backup from before an upgrade.",
        "{home} 中没有升级前的备份。",
    ),
    "upgrade_server": (
        "With a server of your own, restore {file} into an empty database (./zhike restore, DATABASE_URL leading "
        "there), and use that from then on.",
        "使用自己的数据库服务器时，请把 {file} 恢复到一个空数据库（./zhike restore，DATABASE_URL 指向它），"
        "以后使用该库。",
    ),
    "tls": (
        "{certificate} and {key} are no certificate with its key, as PEM and without a password: {reason}",
        "{certificate} 与 {key} 不是一对证书和密钥（PEM 格式、无密码）：{reason}",
    ),
    "tls_both": (
        "HTTPS takes both a certificate and its key: --tls-cert FILE --tls-key FILE.",
        "启用 HTTPS 需要同时给出证书和密钥：--tls-cert 文件 --tls-key 文件。",
    ),
    "tls_file": ("{file} is not there.", "{file} 不存在。"),
    "web_failed": (
        "The {name} process does not stay up: see {log}.",
        "{name} 进程无法保持运行，详见 {log}。",
    ),
    "which_company": (
        "Choose the company with --tenant: {tenants}",
        "请用 --tenant 选择公司：{tenants}",
    ),
    "which_tenant": (
        "{email} belongs to several companies; choose one with --tenant: {tenants}",
        "{email} 属于多家公司，请用 --tenant 选择：{tenants}",
    ),
    "wrong_role": (
        "Zhike would work in the database as {found} instead of {wanted}, past the wall between companies. A pool "
        "such as PgBouncer that drops the `options` of a session does this: let DATABASE_URL lead to the server.",
        "知客在数据库中的身份是 {found} 而不是 {wanted}，公司之间的隔离会失效。丢弃会话 `options` 的连接池"
        "（如 PgBouncer）会造成这种情况：请让 DATABASE_URL 直接指向数据库服务器。",
    ),
    "unreachable": (
        "The account {account}, which runs PostgreSQL here, cannot reach {folder}. "
        "Set ZHIKE_HOME to another folder, for example /var/lib/zhike.",
        "运行 PostgreSQL 的账户 {account} 无法进入 {folder}。请把 ZHIKE_HOME 设为别的文件夹，如 /var/lib/zhike。",
    ),
}


class Problem(Exception):
    """Something the person at the terminal must put right; `code` is stable, `data` fills its sentence."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        return say(self.code, **self.data)


def chinese() -> bool:
    """Does the terminal speak Chinese? Decided as programs do: LC_ALL, then LC_MESSAGES, then LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value.lower().startswith("zh")
    return False


def say(code: str, **data: object) -> str:
    """The sentence of a code in the terminal's language."""
    english, zh = SENTENCES[code]
    return (zh if chinese() else english).format(**data)
