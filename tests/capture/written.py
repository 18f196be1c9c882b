"""Texts written by hand as people paste them, for whom they are pasted, and what should be recognised. Nobody is real."""
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

Case = tuple[str, str, dict[str, Any]]

C, P = "customer", "contact"
CASES: tuple[Case, ...] = (
    # Chinese signatures and cards
    (P, "张伟\n销售总监\n深圳市云帆科技有限公司\n手机：13800138000\n邮箱：zhangwei@yunfan.example\n地址：深圳市南山区科技园路1号", {
        "name": "张伟", "position": "销售总监", "phone": "+8613800138000", "email": "zhangwei@yunfan.example"}),
    (C, "张伟\n销售总监\n深圳市云帆科技有限公司\n手机：13800138000\n邮箱：zhangwei@yunfan.example\n地址：深圳市南山区科技园路1号", {
        "name": "深圳市云帆科技有限公司", "phone": "+8613800138000", "email": "zhangwei@yunfan.example",
        "region": "440305", "address": "科技园路1号"}),
    (C, "上海衡远机械有限公司\n李娜  采购部经理\nTel: 021-5888 6666-802  Fax: 021-58886667\nMob: 139 0013 9000\nE-mail: lina@hengyuan.example\nwww.hengyuan.example\n上海市浦东新区张江路368号3幢 201203", {
        "name": "上海衡远机械有限公司", "phone": "+8613900139000", "other_phone": "+862158886666;ext=802",
        "email": "lina@hengyuan.example", "website": "https://www.hengyuan.example", "region": "310115",
        "address": "张江路368号3幢"}),
    (P, "上海衡远机械有限公司\n李娜  采购部经理\nTel: 021-5888 6666-802  Fax: 021-58886667\nMob: 139 0013 9000\nE-mail: lina@hengyuan.example", {
        "name": "李娜", "position": "采购部经理", "phone": "+8613900139000", "other_phone": "+862158886666;ext=802",
        "email": "lina@hengyuan.example"}),
    (P, "王 芳 女士\n人力资源部 主管\n北京启明教育咨询有限公司\nM: 13611112222\nWeChat: wangfang_hr", {
        "name": "王芳", "position": "人力资源部主管", "phone": "+8613611112222", "wechat": "wangfang_hr", "sex": "female"}),
    (P, "欧阳明\n总经理\n广州南粤贸易有限公司\n电话：020-38889999\n手机：１３７１２３４５６７８", {
        "name": "欧阳明", "position": "总经理", "phone": "+8613712345678", "other_phone": "+862038889999"}),
    (P, "诸葛云飞 | 高级工程师 | 星河研究院 | 15912345678 | zgyf@xinghe.example", {
        "name": "诸葛云飞", "position": "高级工程师", "phone": "+8615912345678", "email": "zgyf@xinghe.example"}),
    (P, "祝好！\n陈静\n市场部\n杭州青禾食品有限公司\n手机/微信：13588889999\n邮箱：chenjing@qinghe.example", {
        "name": "陈静", "phone": "+8613588889999", "email": "chenjing@qinghe.example"}),
    (P, "此致\n敬礼\n\n刘强\n研发中心 技术总监\n苏州锐捷自动化设备有限公司\n手机 18612345678（微信同号）", {
        "name": "刘强", "position": "研发中心技术总监", "phone": "+8618612345678", "wechat": "18612345678"}),
    (C, "统一社会信用代码：91440300MA5FTESTX1\n名称：宁波海纳塑料制品厂\n电话：0574-87654321", {
        "name": "宁波海纳塑料制品厂", "phone": "+8657487654321"}),
    # chats
    (P, "您好，我是深圳市云帆科技有限公司的王小明，我的电话是13712345678，邮箱wxm@yunfan.example，麻烦发一份报价", {
        "name": "王小明", "phone": "+8613712345678", "email": "wxm@yunfan.example"}),
    (C, "您好，我是深圳市云帆科技有限公司的王小明，我的电话是13712345678，邮箱wxm@yunfan.example，麻烦发一份报价", {
        "name": "深圳市云帆科技有限公司", "phone": "+8613712345678", "email": "wxm@yunfan.example"}),
    (P, "我叫李婷婷，微信号 tingting_lee，方便加一下吗", {"name": "李婷婷", "wechat": "tingting_lee"}),
    (P, "麻烦联系赵雷 13901230123，下午三点以后", {"name": "赵雷", "phone": "+8613901230123"}),
    (P, "孙丽的新手机号是 186-1234-5679", {"name": "孙丽", "phone": "+8618612345679"}),
    (P, "周经理 2026/5/3 10:11:12\n好的，我电话13600001111，微信同号", {"name": "周经理", "phone": "+8613600001111", "wechat": "13600001111"}),
    (P, "王总电话 13811112222", {"name": "王总", "phone": "+8613811112222"}),
    (P, "加我微信：Hello-World_88", {"wechat": "Hello-World_88"}),
    (P, "vx: lihua2026", {"wechat": "lihua2026"}),
    (P, "好的谢谢，回头联系", {}),
    (C, "今天天气不错，我们下周再聊合同的事情，订单号 20260503123456", {}),
    (P, "客户说周三下午两点在公司见，预算大概 120,000 元", {}),
    # express addresses
    (C, "张三 13812345678 广东省深圳市南山区科苑路15号", {
        "name": "张三", "phone": "+8613812345678", "region": "440305", "address": "科苑路15号"}),
    (C, "广东省广州市天河区体育西路103号维多利广场A座1801，李敏，13512345678", {
        "name": "李敏", "phone": "+8613512345678", "region": "440106", "address": "体育西路103号维多利广场A座1801"}),
    (C, "收件人：王建国\n手机号码：13312345678\n所在地区：浙江省杭州市西湖区\n详细地址：文三路 90 号 东部软件园 2 幢", {
        "name": "王建国", "phone": "+8613312345678", "region": "330106", "address": "文三路 90 号 东部软件园 2 幢"}),
    (C, "周敏，139-1234-5678，四川省成都市锦江区红星路三段1号，610021", {
        "name": "周敏", "phone": "+8613912345678", "region": "510104", "address": "红星路三段1号"}),
    (C, "陈晨13712341234湖北省武汉市武昌区中南路7号中商广场B座", {
        "name": "陈晨", "phone": "+8613712341234", "region": "420106", "address": "中南路7号中商广场B座"}),
    (C, "吴磊 北京市海淀区中关村大街27号 86-15011112222", {
        "name": "吴磊", "phone": "+8615011112222", "region": "110108", "address": "中关村大街27号"}),
    (C, "江苏省 南京市 玄武区 珠江路 88 号 新世界中心 B 座 2203\n郑洁（收）\n17712345678", {
        "name": "郑洁", "phone": "+8617712345678", "region": "320102", "address": "珠江路 88 号 新世界中心 B 座 2203"}),
    (C, "收货人: 林涛\n联系电话: 15800001111\n收货地址: 福建省厦门市思明区软件园二期望海路10号之一", {
        "name": "林涛", "phone": "+8615800001111", "region": "350203", "address": "软件园二期望海路10号之一"}),
    (C, "姓名 高翔 电话 13100001111 地址 山东省青岛市市南区香港中路12号", {
        "name": "高翔", "phone": "+8613100001111", "region": "370202", "address": "香港中路12号"}),
    (C, "广东省东莞市长安镇振安中路88号 何师傅 13922223333", {
        "name": "何师傅", "phone": "+8613922223333", "region": "441900", "address": "长安镇振安中路88号"}),
    # forms, tables, invoices
    (C, "公司名称：成都蜀味餐饮管理有限公司\n税号：91510100MA6CTEST0X\n单位地址：四川省成都市锦江区东大街100号\n电话：028-86001234\n开户银行：招商银行成都分行\n银行账号：6225880123456789", {
        "name": "成都蜀味餐饮管理有限公司", "phone": "+862886001234", "region": "510104", "address": "东大街100号"}),
    (C, "姓名\t许文\n手机\t13466667777\n邮箱\txuwen@mail.example\n生日\t1990-05-12\n性别\t男", {
        "name": "许文", "phone": "+8613466667777", "email": "xuwen@mail.example", "birthday": "1990-05-12", "sex": "male"}),
    (C, "姓名\n沈佳\n手机\n13577778888\n微信号\nshenjia_77\n出生日期\n1988年3月9日", {
        "name": "沈佳", "phone": "+8613577778888", "wechat": "shenjia_77", "birthday": "1988-03-09"}),
    (C, "客户姓名：韩雪；联系电话：13688889999；生日：农历八月十五；来源：展会", {
        "name": "韩雪", "phone": "+8613688889999", "birthday": "lunar:--08-15", "source": "展会"}),
    (C, "1. 姓名：曹阳\n2. 电话：010-62345678转8012\n3. 行业：医疗器械\n4. 备注：老客户介绍", {
        "name": "曹阳", "phone": "+861062345678;ext=8012", "industry": "医疗器械", "remark": "老客户介绍"}),
    (C, "【姓名】冯涛\n【电话】13255556666\n【地址】重庆市渝中区民族路188号", {
        "name": "冯涛", "phone": "+8613255556666", "region": "500103", "address": "民族路188号"}),
    (C, "姓  名：董洁\n电　话：０７５５－２６５４３２１０\n地　址：深圳市福田区深南大道4009号", {
        "name": "董洁", "phone": "+8675526543210", "region": "440304", "address": "深南大道4009号"}),
    (C, "身份证：11010519491231002X 姓名：蒋平", {"name": "蒋平", "identity_number": "11010519491231002X"}),
    (P, "联系人：罗曼（女士）\n职务：财务经理\n座机：0755-26543210 转 801\n传真：0755-26543211\n手机：136 6666 8888", {
        "name": "罗曼", "position": "财务经理", "phone": "+8613666668888", "other_phone": "+8675526543210;ext=801"}),
    # several
    (P, "张强 13800001111\n李强 13900002222", {"name": "张强", "phone": "+8613800001111"}),
    (P, "采购：钱进 13611110000 qj@a.example\n财务：孙芸 13722220000 sy@a.example", {
        "name": "钱进", "position": "采购", "phone": "+8613611110000", "email": "qj@a.example"}),
    (P, "唐宁 手机13511112222 / 13633334444", {
        "name": "唐宁", "phone": "+8613511112222", "other_phone": "+8613633334444"}),
    (C, "武汉光谷激光设备有限公司 027-87651234/87651235", {
        "name": "武汉光谷激光设备有限公司", "phone": "+862787651234", "other_phone": "+862787651235"}),
    (C, "客服热线：400-800-1234，官网 https://www.lvye.example/cn，厦门绿野户外用品有限公司", {
        "name": "厦门绿野户外用品有限公司", "phone": "+864008001234", "website": "https://www.lvye.example/cn"}),
    # English
    (P, "Jane Miller\nSales Director\nNorthwind Trading Co., Ltd.\nT: +44 20 7946 0958\nM: +44 7700 900123\njane.miller@northwind.example\nwww.northwind.example", {
        "name": "Jane Miller", "position": "Sales Director", "phone": "+442079460958", "other_phone": "+447700900123",
        "email": "jane.miller@northwind.example"}),
    (C, "Jane Miller\nSales Director\nNorthwind Trading Co., Ltd.\nT: +44 20 7946 0958\njane.miller@northwind.example\nwww.northwind.example", {
        "name": "Northwind Trading Co., Ltd.", "phone": "+442079460958", "email": "jane.miller@northwind.example",
        "website": "https://www.northwind.example"}),
    (P, "Best regards,\n\nThomas Becker\nHead of Purchasing\nMüller Maschinenbau GmbH\nTel. +49 89 1234567\nFax +49 89 1234568\nthomas.becker@mueller.example", {
        "name": "Thomas Becker", "position": "Head of Purchasing", "phone": "+49891234567",
        "email": "thomas.becker@mueller.example"}),
    (C, "Best regards,\n\nThomas Becker\nHead of Purchasing\nMüller Maschinenbau GmbH\nTel. +49 89 1234567\nthomas.becker@mueller.example", {
        "name": "Müller Maschinenbau GmbH", "phone": "+49891234567", "email": "thomas.becker@mueller.example"}),
    (P, "Mr. John A. Smith, Senior Account Manager, Acme Inc., (415) 555-2671, john.smith@acme.example", {
        "name": "John A. Smith", "position": "Senior Account Manager", "phone": "+14155552671",
        "email": "john.smith@acme.example", "sex": "male"}),
    (C, "Pacific Optics LLC\n1200 Harbor Road, Suite 300, Oakland, CA 94607\nPhone: +1 510-555-0134\ninfo@pacificoptics.example", {
        "name": "Pacific Optics LLC", "phone": "+15105550134", "email": "info@pacificoptics.example",
        "address": "1200 Harbor Road, Suite 300, Oakland, CA 94607"}),
    (C, "Shenzhen Yunfan Technology Co., Ltd.\nAdd: Room 1203, Building 5, Keyuan Road, Nanshan District, Shenzhen, China\nTel: +86 755 2654 3210\nMobile: +86 138 0013 8000\nWechat: yunfan_sales", {
        "name": "Shenzhen Yunfan Technology Co., Ltd.", "phone": "+8613800138000", "other_phone": "+8675526543210",
        "wechat": "yunfan_sales", "region": "440300",
        "address": "Room 1203, Building 5, Keyuan Road, Nanshan District, Shenzhen, China"}),
    (P, "Name: Maria Gonzalez\nTitle: Procurement Specialist\nEmail: maria.gonzalez@sol.example\nPhone: +34 612 345 678", {
        "name": "Maria Gonzalez", "position": "Procurement Specialist", "phone": "+34612345678",
        "email": "maria.gonzalez@sol.example"}),
    (P, "Dr. Wei Zhang, Chief Technology Officer, wei.zhang@lab.example, +86-10-62345678", {
        "name": "Wei Zhang", "position": "Chief Technology Officer", "phone": "+861062345678",
        "email": "wei.zhang@lab.example"}),
    (P, "Hi, thanks for your reply. Please call me at 13800138000.\nThanks,\nDavid Chen", {
        "name": "David Chen", "phone": "+8613800138000"}),
    (P, "From: Anna Lee <anna.lee@corp.example>\nSent: Monday, May 4, 2026 9:12 AM\nSubject: Quotation", {
        "email": "anna.lee@corp.example"}),
    (P, "Pierre Dubois - Directeur Achats - +33 1 42 68 53 00 - p.dubois@lumiere.example", {
        "name": "Pierre Dubois", "phone": "+33142685300", "email": "p.dubois@lumiere.example"}),
    (P, "Sarah O'Connor | Product Manager | sarah@robotics.example | 1-650-555-0199", {
        "name": "Sarah O'Connor", "position": "Product Manager", "phone": "+16505550199",
        "email": "sarah@robotics.example"}),
    (P, "Please find attached the invoice no. 20260504 for your order.", {}),
    # what is ugly
    (P, "📞 13800138000 📧 ceshi@mail.example 👤 李雷", {
        "name": "李雷", "phone": "+8613800138000", "email": "ceshi@mail.example"}),
    (P, "\u200e张敏\u200f\n\u202a+86 139 1234 0000\u202c", {"name": "张敏", "phone": "+8613912340000"}),
    (P, "'; DROP TABLE customers; -- 13800138000", {"phone": "+8613800138000"}),
    (P, "<script>alert(1)</script> 邮箱 a@b.example", {"email": "a@b.example"}),
    (C, "{\"name\": \"测试\", \"phone\": \"13800138000\"}", {"name": "测试", "phone": "+8613800138000"}),
    (P, "שלום דוד\n+972 52-123-4567", {"phone": "+972521234567"}),
)  # fmt: skip
# Written after the rules, so that what is measured with them has not been looked at while these were made.
UNSEEN: tuple[Case, ...] = (
    (P, "曾小贤\n节目总监 / 市场推广部\n上海声浪文化传媒有限公司\nMP: 137-6400-1122\nQQ: 1234567\n邮箱: zengxx@shenglang.example", {
        "name": "曾小贤", "position": "节目总监", "phone": "+8613764001122", "email": "zengxx@shenglang.example"}),
    (P, "发件人: 柳依依 <liuyy@jinxiu.example>\n发送时间: 2026年5月6日 9:30\n收件人: 采购部\n主题: 询价\n\n您好，请报价。\n\n柳依依\n锦绣纺织（苏州）有限公司  外贸业务员\n电话 0512-67881234  手机 18900112233", {
        "name": "柳依依", "position": "外贸业务员", "phone": "+8618900112233", "other_phone": "+8651267881234",
        "email": "liuyy@jinxiu.example"}),
    (C, "锦绣纺织（苏州）有限公司\n江苏省苏州市吴中区木渎镇金枫路216号\n0512-67881234", {
        "name": "锦绣纺织（苏州）有限公司", "region": "320506", "address": "木渎镇金枫路216号", "phone": "+8651267881234"}),
    (C, "老板好，货发到：河南省郑州市金水区花园路39号正弘国际2单元1503，段宏伟收，电话15638001234", {
        "name": "段宏伟", "region": "410105", "address": "花园路39号正弘国际2单元1503", "phone": "+8615638001234"}),
    (C, "雷军伟 18800001234 陕西西安雁塔区高新路25号", {
        "name": "雷军伟", "phone": "+8618800001234", "region": "610113", "address": "高新路25号"}),
    (P, "你好，我是星海旅行社的小刘，刘畅，电话15012340000", {"name": "刘畅", "phone": "+8615012340000"}),
    (P, "这是我们新来的采购 程雪，手机13344445555，邮箱 chengxue@hn.example", {
        "name": "程雪", "position": "采购", "phone": "+8613344445555", "email": "chengxue@hn.example"}),
    (P, "邱总监，南京，微信qiu_2020", {"name": "邱总监", "wechat": "qiu_2020"}),
    (C, "发票信息\n抬头：合肥智联软件有限公司\n税号 91340100MA2TEST00X\n地址电话：安徽省合肥市蜀山区望江西路800号 0551-65321234\n开户行及账号：工行合肥支行 1302010109200123456", {
        "name": "合肥智联软件有限公司", "region": "340104", "address": "望江西路800号", "phone": "+8655165321234"}),
    (C, "客户：贝贝母婴生活馆；联系人：郝梅；电话：13888776655；地区：云南昆明", {
        "name": "郝梅", "phone": "+8613888776655", "region": "530100"}),
    (P, "马 超\n大客户经理\n+86-177 0000 8888\nmachao@telecom.example", {
        "name": "马超", "position": "大客户经理", "phone": "+8617700008888", "email": "machao@telecom.example"}),
    (P, "Kind regards\n\nEmily van der Berg\nRegional Sales Manager, Benelux\nTulip Instruments B.V.\nMobile +31 6 12345678 | Office +31 20 123 4567\nemily.vanderberg@tulip.example", {
        "name": "Emily van der Berg", "position": "Regional Sales Manager", "phone": "+31612345678",
        "other_phone": "+31201234567", "email": "emily.vanderberg@tulip.example"}),
    (C, "Granite Peak Solutions Inc\n45 Elm Street, Denver, CO 80202\n+1 303 555 0142\nhello@granitepeak.example\ngranitepeak.example", {
        "name": "Granite Peak Solutions Inc", "address": "45 Elm Street, Denver, CO 80202", "phone": "+13035550142",
        "email": "hello@granitepeak.example", "website": "https://granitepeak.example"}),
    (P, "Regards, Michael Brown\nVP of Engineering @ Cloudberry\nmichael@cloudberry.example", {
        "name": "Michael Brown", "position": "VP of Engineering", "email": "michael@cloudberry.example"}),
    (P, "Hello,\nThis is Laura Schmidt from Bergmann AG. You can reach me on +49 151 23456789.", {
        "name": "Laura Schmidt", "phone": "+4915123456789"}),
    (C, "Attn: Mr. Kevin Tan\nOrchid Marine Pte Ltd\n10 Anson Road #12-08, Singapore 079903\nTel: +65 6221 1234", {
        "name": "Orchid Marine Pte Ltd", "address": "10 Anson Road #12-08, Singapore 079903", "phone": "+6562211234"}),
    (P, "联系人 褚健 13900008888（周一到周五9:00-18:00）", {"name": "褚健", "phone": "+8613900008888"}),
    (P, "会员姓名：夏雨荷 / 性别：女 / 生日：1995年10月1日 / 手机：13500009999", {
        "name": "夏雨荷", "sex": "female", "birthday": "1995-10-01", "phone": "+8613500009999"}),
    (C, "张三丰\t13800138001\t湖北省十堰市丹江口市武当山路1号", {
        "name": "张三丰", "phone": "+8613800138001", "region": "420381", "address": "武当山路1号"}),
    (C, "天津市滨海新区第三大街5号，天津渤海化工集团，朱丽叶，022-66201234", {
        "name": "天津渤海化工集团", "region": "120116", "address": "第三大街5号", "phone": "+862266201234"}),
    (P, "谭工 研发 13623456789 tan.gong@rd.example", {"name": "谭工", "phone": "+8613623456789", "email": "tan.gong@rd.example"}),
    (C, "网店名：小鹿家居旗舰店 旺旺：xiaolu 电话：0769-22334455", {"name": "小鹿家居旗舰店", "phone": "+8676922334455"}),
    (P, "下午的会议改到三点，地点不变，请通知到每个人。", {}),
    (P, "Meeting moved to Friday 3 pm, Room 204, see you there.", {}),
    (C, "发货清单：螺丝 M8*30 500个，单价0.35元，合计175元", {}),
)  # fmt: skip
