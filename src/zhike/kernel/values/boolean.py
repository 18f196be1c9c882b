"""Yes and no as people tick, write and export them."""

from zhike.kernel.values import Bad, excerpt, text

_YES = "是 有 对 真 已 要 需要 可以 同意 开 开启 启用 打开 勾选 是的 yes y true t on 1 √ ✓ ✔ ☑ ✅ 〇 ○ ● v"
_NO = "否 无 没有 错 假 未 不 不是 不要 不需要 不可以 不同意 关 关闭 停用 禁用 no n false f off 0 × ✗ ✘ ✕ ✖ ☐ ❌ x"
WORDS = dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False)


def parse(raw: object) -> bool:
    """True or False. Raises ``boolean.not_boolean``."""
    if isinstance(raw, bool):
        return raw
    found = WORDS.get(raw) if isinstance(raw, str) else None
    if found is None:
        found = WORDS.get(text.fold(text.as_text(raw)).removesuffix("\ufe0f"))
    if found is None:
        raise Bad("boolean.not_boolean", value=excerpt(raw))
    return found
