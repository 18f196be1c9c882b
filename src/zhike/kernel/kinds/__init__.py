"""The field kinds. `BY_NAME` finds one by the name that API, meta document and custom fields use."""

from zhike.kernel.kinds.base import Context, Kind, Value
from zhike.kernel.kinds.china import BankAccount, Code, CreditCode, IdentityNumber, Region
from zhike.kernel.kinds.choice import Choice, Choices, Stage, Tags
from zhike.kernel.kinds.link import File, Link, Links, Person
from zhike.kernel.kinds.number import Boolean, Integer, Money, Number
from zhike.kernel.kinds.text import Email, Json, LongText, Phone, Text, Url
from zhike.kernel.kinds.when import Birthday, Date, DateTime

ALL: tuple[type[Kind], ...] = (
    Text,
    LongText,
    Integer,
    Number,
    Money,
    Boolean,
    Date,
    DateTime,
    Choice,
    Choices,
    Tags,
    Stage,
    Phone,
    Email,
    Url,
    Region,
    Code,
    Link,
    Links,
    Person,
    File,
    Birthday,
    CreditCode,
    IdentityNumber,
    BankAccount,
    Json,
)
BY_NAME: dict[str, type[Kind]] = {one.kind: one for one in ALL}

__all__ = [
    "ALL",
    "BY_NAME",
    "BankAccount",
    "Birthday",
    "Boolean",
    "Choice",
    "Choices",
    "Code",
    "Context",
    "CreditCode",
    "Date",
    "DateTime",
    "Email",
    "File",
    "IdentityNumber",
    "Integer",
    "Json",
    "Kind",
    "Link",
    "Links",
    "LongText",
    "Money",
    "Number",
    "Person",
    "Phone",
    "Region",
    "Stage",
    "Tags",
    "Text",
    "Url",
    "Value",
]
