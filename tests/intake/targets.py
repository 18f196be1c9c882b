"""Fields as an object of a CRM has them, for the tests of mapping and cells."""

from dataclasses import replace

from zhike.engines.intake.synonyms import Target, derived

CUSTOMER, CONTACT = ("客户", "Customer"), ("联系人", "Contact")


def _field(
    name: str, kind: str, *labels: str, of: tuple[str, ...] = (), to: tuple[str, ...] = (), **more: object
) -> Target:
    plain = Target(name=name, kind=kind, labels=labels)
    known = replace(plain, **more)  # type: ignore[arg-type]
    return replace(known, synonyms=derived(known, of, to))


CUSTOMERS = (
    _field("name", "text", "名称", "Name", of=CUSTOMER, title=True, required=True),
    _field("kind", "choice", "类型", "Type", options=("organization", "企业", "person", "个人")),
    _field("code", "code", "编号", "Code", of=CUSTOMER),
    _field("short_name", "text", "简称", "Short name"),
    _field("owner", "person", "负责人", "Owner"),
    _field("phone", "phone", "电话", "Phone", overflow="other_phone"),
    _field("other_phone", "phone", "其他电话", "Other phone"),
    _field("email", "email", "邮箱", "E-mail"),
    _field("website", "url", "网站", "Website"),
    _field("region", "region", "地区", "Region"),
    _field("address", "text", "地址", "Address"),
    _field("industry", "text", "行业", "Industry"),
    _field("credit_code", "credit_code", "统一社会信用代码", "Credit code"),
    _field("identity_number", "identity_number", "身份证号", "Identity number"),
    _field("sex", "choice", "性别", "Sex", options=("male", "男", "1", "female", "女", "0")),
    _field("birthday", "birthday", "生日", "Birthday"),
    _field("tags", "tags", "标签", "Tags"),
    _field("next_step_on", "date", "下次跟进日期", "Next step on"),
    _field("since", "date", "建档日期", "Since"),
    _field("vip", "boolean", "是否VIP", "VIP"),
    _field("remark", "long_text", "备注", "Remark"),
)
CONTACTS = (
    _field("name", "text", "姓名", "Name", of=CONTACT, title=True, required=True),
    _field("customer", "link", "客户", "Customer", to=CUSTOMER, required=True),
    _field("position", "text", "职务", "Position"),
    _field("phone", "phone", "电话", "Phone", overflow="other_phone"),
    _field("other_phone", "phone", "其他电话", "Other phone"),
    _field("email", "email", "邮箱", "E-mail"),
    _field("wechat", "text", "微信", "WeChat"),
    _field("birthday", "birthday", "生日", "Birthday"),
)
INTERACTIONS = (
    _field("content", "long_text", "内容", "Content", of=("跟进记录", "Interaction"), title=True, required=True),
    _field("customer", "link", "客户", "Customer", to=CUSTOMER, required=True),
    _field("kind", "choice", "方式", "Kind", options=("call", "电话", "visit", "拜访", "mail", "邮件", "chat", "微信")),
    _field("at", "datetime", "时间", "At"),
    _field("person", "person", "跟进人", "Person"),
    _field("contact", "link", "联系人", "Contact", to=CONTACT),
    _field("next_step_on", "date", "下次跟进", "Next step on"),
)
