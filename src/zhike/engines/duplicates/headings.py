"""Which role a column has, guessed from its heading; whoever knows better says so."""

from __future__ import annotations

import re

from zhike.kernel.values.text import fold

RECORD = "record"  # the column that names a row; nothing is compared by it
_APART = re.compile(r"[\W_]+")

_WORDS: dict[str, str] = {
    RECORD: "id recid recordid uniqueid rowid rowno no 编号 序号 客户编号 记录编号 会员编号 会员卡号 会员号 卡号 行号",
    "given_name": "givenname firstname forename first given 名 名字",
    "family_name": "familyname surname lastname last family 姓 姓氏",
    "person": "name fullname personname customername membername 姓名 客户姓名 会员姓名 名称",
    "company": (
        "company companyname organization organisation organizationname employer business"
        " businessname firm vendor account accountname shop title 公司 公司名称 企业 企业名称 单位 单位名称 客户名称"
        " 客户 商户名称 店铺 店名 商家 供应商 供应商名称"
    ),
    "contact": "contact contactname contactperson 联系人 联系人姓名 法人 法定代表人 负责人",
    "birth": "dob dateofbirth birthdate birthday born birth 生日 出生日期 出生年月日 出生年月",
    "identity": (
        "socsecid ssn socialsecuritynumber nationalid idnumber passport passportnumber taxid vat"
        " vatnumber creditcode registrationnumber licenseno 身份证 身份证号 身份证号码 证件号 证件号码 信用代码"
        " 统一社会信用代码 社会信用代码 税号 纳税人识别号 营业执照号 注册号 护照号"
    ),
    "phone": (
        "phone phonenumber telephone tel mobile mobilephone cell cellphone 电话 手机 手机号 手机号码 联系电话"
        " 电话号码 座机 固定电话 移动电话"
    ),
    "email": "email emailaddress mail 邮箱 电子邮箱 邮件 电子邮件 邮箱地址",
    "address": (
        "address address1 address2 addressline1 addressline2 addr street streetname streetaddress"
        " 地址 详细地址 通讯地址 联系地址 住址 公司地址 街道 收货地址 注册地址"
    ),
    "number": "streetnumber housenumber streetno houseno 门牌号",
    "place": (
        "city town suburb locality county birthplace placeofbirth district region province 城市 市 区"
        " 区县 地区 所在地 所在地区 省市 省份 省 籍贯 出生地"
    ),
    "postcode": "postcode zip zipcode postalcode plz 邮编 邮政编码",
    "category": "state sex gender type category country occupation industry 性别 类型 类别 行业 职业 国家 民族 州",
}
_ROLE = {word: role for role, words in _WORDS.items() for word in words.split()}


def role(heading: str) -> str | None:
    """The role that a heading speaks of: one of `linkage.roles.ROLES`, `RECORD`, or None."""
    folded = fold(heading)
    whole = _ROLE.get(_APART.sub("", folded))
    return whole or next((_ROLE[part] for part in re.split(r"[/、()（）]", folded) if part in _ROLE), None)
