"""What the demo company sells: a price that rose, a line that was given up, one that is young."""

from __future__ import annotations

from dataclasses import dataclass

CATEGORIES = {
    "办公设备": ("打印与复印", "碎纸与装订"),
    "办公耗材": ("硒鼓墨盒", "纸张文具"),
    "会议与显示": ("会议平板", "投影仪", "音视频外设"),
    "网络与安防": ("网络设备", "监控门禁"),
    "软件与服务": ("云服务订阅", "上门服务"),
    "智能生活": ("清洁电器", "影音配件", "智能门锁"),
}
DEARER, DEARER_DAYS, RISE = "硒鼓墨盒", 300, 1.15  # its prices rose by so much, so many days ago
FEWER = 0.78  # and since then so much of it is bought
LOST, LOST_DAYS = "投影仪", 420  # is sold no more since then
YOUNG, YOUNG_DAYS = "云服务订阅", 700  # is sold since then, more each month


@dataclass(frozen=True)
class Good:
    """A product at its price and cost of today, and how many of it are usually bought at once."""

    code: str
    name: str
    category: str
    unit: str
    price: int
    cost: int
    usual: int

    def price_then(self, ago: int) -> float:
        """What it was offered at so many days ago."""
        return round(self.price / RISE) if self.category == DEARER and ago > DEARER_DAYS else self.price


def wanted(category: str, ago: int) -> float:
    """How much of a category is sold so many days ago, beside what is usual."""
    if category == LOST:  # its last months were a clearance
        return min(1.0, max(0.0, (ago - LOST_DAYS) / 120))
    if category == YOUNG:
        return max(0.0, (YOUNG_DAYS - ago) / YOUNG_DAYS) * 1.6
    return FEWER if category == DEARER and ago <= DEARER_DAYS else 1.0


def _goods() -> tuple[Good, ...]:
    listed = (
        ("打印与复印", "台", ("黑白激光打印机 L210", 1180, 860, 1), ("彩色多功能一体机 C460", 3680, 2750, 1),
         ("A3 数码复合机 D3050", 12800, 9600, 1)),
        ("碎纸与装订", "台", ("静音碎纸机 S8", 680, 430, 1), ("财务装订机 Z50", 1560, 1010, 1)),
        ("硒鼓墨盒", "支", ("黑色硒鼓 T210", 239, 128, 6), ("彩色硒鼓套装 T460", 980, 560, 2),
         ("复合机粉盒 D30", 420, 235, 4), ("连供墨水 M1", 68, 29, 8)),
        ("纸张文具", "箱", ("A4 复印纸 70g（8 包）", 168, 132, 8), ("A3 复印纸 80g（5 包）", 215, 170, 3),
         ("中性笔礼盒", 36, 17, 12), ("档案盒（20 只）", 96, 52, 3)),
        ("会议平板", "台", ("65 寸会议平板 V65", 9980, 7300, 1), ("86 寸会议平板 V86", 18900, 14200, 1)),
        ("投影仪", "台", ("商务投影仪 P300", 4280, 3350, 1), ("激光短焦投影仪 P900", 11600, 9300, 1),
         ("投影幕布 120 寸", 560, 320, 1)),
        ("音视频外设", "只", ("全向麦克风 A2", 890, 520, 1), ("4K 会议摄像头 E4", 1680, 1050, 1)),
        ("网络设备", "台", ("企业级路由器 R600", 1290, 860, 1), ("24 口交换机 X24", 1880, 1320, 1),
         ("吸顶无线接入点 W6", 560, 365, 4)),
        ("监控门禁", "套", ("4 路监控套装 K4", 2380, 1650, 1), ("人脸门禁一体机 F1", 1990, 1380, 1)),
        ("云服务订阅", "年", ("企业云盘（10 用户）", 1998, 460, 1), ("视频会议（25 方）", 3600, 900, 1),
         ("电子签约（500 份）", 2400, 700, 1)),
        ("上门服务", "次", ("设备上门维护", 320, 180, 1), ("网络勘测与布线", 1800, 1150, 1)),
        ("清洁电器", "台", ("扫拖机器人 X1", 2699, 1980, 1), ("空气净化器 A5", 1299, 880, 1)),
        ("影音配件", "副", ("降噪耳机 H7", 799, 480, 1), ("蓝牙音箱 B3", 329, 190, 1), ("充电宝 20000mAh", 149, 82, 1)),
        ("智能门锁", "把", ("指纹门锁 Q2", 1599, 1040, 1), ("可视猫眼 Q1", 459, 280, 1)),
    )  # fmt: skip
    found: list[Good] = []
    for category, unit, *some in listed:
        for name, price, cost, usual in some:
            found.append(Good(f"YF{len(found) + 101}", name, category, unit, price, cost, usual))
    return tuple(found)


GOODS = _goods()
# What the trades of the customers ask for beside the usual; persons buy for their homes.
TASTES: dict[str, dict[str, float]] = {
    "制造": {"监控门禁": 3, "网络设备": 2, "上门服务": 2},
    "软件": {"云服务订阅": 3, "网络设备": 2, "音视频外设": 2, "硒鼓墨盒": 0.4},
    "教育": {"会议平板": 3, "投影仪": 4, "纸张文具": 1.6},
    "物流": {"硒鼓墨盒": 1.8, "打印与复印": 1.5, "监控门禁": 2},
    "零售": {"监控门禁": 2, "纸张文具": 1.3},
    "医疗": {"硒鼓墨盒": 1.5, "碎纸与装订": 2, "网络设备": 1.5},
    "餐饮": {"监控门禁": 2.5, "网络设备": 1.5, "会议平板": 0.3},
    "金融": {"碎纸与装订": 3, "会议平板": 2, "云服务订阅": 2},
    "建筑": {"打印与复印": 2, "纸张文具": 1.5, "投影仪": 1.5},
    "农业": {"监控门禁": 2, "会议平板": 0.4},
}
USUAL: dict[str, float] = {
    "打印与复印": 0.6, "碎纸与装订": 0.5, "硒鼓墨盒": 5, "纸张文具": 5, "会议平板": 0.35, "投影仪": 0.9,
    "音视频外设": 0.6, "网络设备": 0.7, "监控门禁": 0.4, "云服务订阅": 1.2, "上门服务": 0.8, "清洁电器": 0.1,
    "影音配件": 0.1, "智能门锁": 0.05,
}  # fmt: skip
HOME: dict[str, float] = {
    "清洁电器": 2, "影音配件": 4, "智能门锁": 1.2, "硒鼓墨盒": 0.6, "纸张文具": 0.8, "投影仪": 1.2, "打印与复印": 0.4,
    "网络设备": 0.5,
}  # fmt: skip
