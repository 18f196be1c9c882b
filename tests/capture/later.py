"""More texts written by hand, after the rules: what stood here when it was first measured was new to them."""
# ruff: noqa: E501

from __future__ import annotations

from tests.capture.written import C, Case, P

CASES: tuple[Case, ...] = (
    (P, "程立新\n区域销售经理（华南）\n广东粤桥智能装备股份有限公司\n手机 135-0000-7788\n电话 0757-2233 4455 转 66\n邮箱 chenglx@yueqiao.example", {
        "name": "程立新", "position": "区域销售经理（华南）", "phone": "+8613500007788", "other_phone": "+8675722334455;ext=66", "email": "chenglx@yueqiao.example"}),
    (C, "开票资料：\n单位名称：杭州西子电梯配件有限公司\n纳税人识别号：91330100MA28TEST5L\n地址：浙江省杭州市西湖区古墩路 701 号\n电话：0571-88990011", {
        "name": "杭州西子电梯配件有限公司", "region": "330106", "address": "古墩路 701 号", "phone": "+8657188990011"}),
    (P, "小王你好，我这边换号码了，新号是18600009999，麻烦存一下——魏建平", {"name": "魏建平", "phone": "+8618600009999"}),
    (C, "寄：上海市徐汇区漕溪北路 88 号 1206 室，蒋欣怡 收，15900001234", {
        "name": "蒋欣怡", "region": "310104", "address": "漕溪北路 88 号 1206 室", "phone": "+8615900001234"}),
    (P, "联系人：Kevin 陈\n微信：kevin_chen88\n电话：+852 9123 4567", {"name": "Kevin 陈", "wechat": "kevin_chen88", "phone": "+85291234567"}),
    (P, "洪雅琴 财务部 出纳 hongyq@mail.example", {"name": "洪雅琴", "position": "财务部出纳", "email": "hongyq@mail.example"}),
    (C, "贵阳黔茶坊 0851-85551234 贵州省贵阳市云岩区中华北路33号", {"name": "贵阳黔茶坊", "phone": "+8685185551234", "region": "520103", "address": "中华北路33号"}),
    (P, "徐工，您好！附件是图纸。\n-----\n姜海涛 | 结构工程师\nT 021-60001234 M 13700001234\nE jianght@build.example", {
        "name": "姜海涛", "position": "结构工程师", "phone": "+8613700001234", "other_phone": "+862160001234", "email": "jianght@build.example"}),
    (P, "司徒婉儿（市场总监）13611223344", {"name": "司徒婉儿", "position": "市场总监", "phone": "+8613611223344"}),
    (C, "【收货信息】谢明轩，13456781234，湖南省长沙市岳麓区麓山南路 12 号 4 栋 302", {
        "name": "谢明轩", "phone": "+8613456781234", "region": "430104", "address": "麓山南路 12 号 4 栋 302"}),
    (P, "董事长 任正礼\n电话：010-88886666\n传真：010-88886667", {"name": "任正礼", "position": "董事长", "phone": "+861088886666"}),
    (P, "性别：女\n姓名：白洁\n手机号码：13100002222\n出生年月日：1992/07/08", {"name": "白洁", "sex": "female", "phone": "+8613100002222", "birthday": "1992-07-08"}),
    (P, "您拨打的用户已关机，请稍后再拨。", {}),
    (P, "下单成功，订单号：8823 4455 6677，预计3天送达。", {}),
    (C, "合同金额人民币壹万贰仟元整（¥12,000.00），签订日期2026年5月8日", {}),
    (P, "Thanks,\nRachel Adams\nSenior Buyer | Fenwick & Sons Ltd.\n+44 1632 960123\nrachel.adams@fenwick.example", {
        "name": "Rachel Adams", "position": "Senior Buyer", "phone": "+441632960123", "email": "rachel.adams@fenwick.example"}),
    (C, "Osaka Precision K.K.\n2-4-9 Umeda, Kita-ku, Osaka 530-0001, Japan\nTEL +81 6 6344 1234\ninfo@osaka-precision.example", {
        "name": "Osaka Precision K.K.", "phone": "+81663441234", "email": "info@osaka-precision.example", "address": "2-4-9 Umeda, Kita-ku, Osaka 530-0001, Japan"}),
    (P, "Sent from my iPhone\n\nLiam Murphy\nOperations Director\nCell: 415-555-0188", {"name": "Liam Murphy", "position": "Operations Director", "phone": "+14155550188"}),
    (P, "Bonjour, je suis Camille Laurent (c.laurent@atelier.example), tel 06 12 34 56 78", {"name": "Camille Laurent", "email": "c.laurent@atelier.example"}),
    (C, "Company: Redwood Coffee Roasters\nContact: Hannah Price\nPhone: +1 (503) 555-0147\nWebsite: redwoodcoffee.example", {
        "name": "Redwood Coffee Roasters", "phone": "+15035550147", "website": "https://redwoodcoffee.example"}),
    (P, "Name: Nguyen Van An\nCompany: Lotus Textile JSC\nMobile: +84 912 345 678\nTitle: Export Manager", {
        "name": "Nguyen Van An", "phone": "+84912345678", "position": "Export Manager"}),
    (P, "See you at the booth! Daniel Okafor, Business Development Manager, daniel@afritech.example", {
        "name": "Daniel Okafor", "position": "Business Development Manager", "email": "daniel@afritech.example"}),
    (P, "林老师 微信同手机 13822221111", {"name": "林老师", "phone": "+8613822221111", "wechat": "13822221111"}),
    (C, "山西省太原市小店区平阳路65号 山西晋韵陶瓷有限责任公司 0351-7001234 郭经理", {
        "name": "山西晋韵陶瓷有限责任公司", "region": "140105", "address": "平阳路65号", "phone": "+863517001234"}),
)  # fmt: skip
