/** A small meta, shaped like the server's, so that pages run without it. */
import type { FieldSpec, Meta, ObjectSpec, Option } from "../src/schema/types.ts";

const OPS: Record<string, string[]> = {
  text: ["contains", "is", "is_not", "not_contains", "starts", "ends", "one_of", "none_of", "empty", "not_empty"],
  number: ["=", "!=", ">", ">=", "<", "<=", "between", "empty", "not_empty"],
  date: ["on", "=", "!=", ">", ">=", "<", "<=", "between", "within", "next", "empty", "not_empty"],
  boolean: ["is"],
  choice: ["is", "is_not", "one_of", "none_of", "empty", "not_empty"],
  list: ["has", "has_any", "has_all", "has_none", "empty", "not_empty"],
  region: ["in", "one_of", "empty", "not_empty"],
  birthday: ["in_month", "within_days", "empty", "not_empty"],
};
const FAMILY: Record<string, string> = {
  integer: "number",
  decimal: "number",
  money: "number",
  date: "date",
  datetime: "date",
  boolean: "boolean",
  choice: "choice",
  stage: "choice",
  link: "choice",
  person: "choice",
  choices: "list",
  tags: "list",
  links: "list",
  region: "region",
  birthday: "birthday",
};

const option = (text: string): Option => {
  const [value = "", label = "", color] = text.split(":");
  return { value, label, color: color ?? null };
};

function field(text: string, more: Partial<FieldSpec> = {}): FieldSpec {
  const [name = "", kind = "", label = "", group] = text.split(" ");
  return {
    name,
    kind,
    label,
    group: group ?? "basic",
    help: null,
    default: null,
    max_length: null,
    to: null,
    options: [],
    required: false,
    unique: false,
    read_only: false,
    custom: false,
    masked: false,
    maskable: false,
    guarded: false,
    sortable: kind !== "json",
    system: false,
    ops: kind === "json" || kind === "file" ? ["empty", "not_empty"] : OPS[FAMILY[kind] ?? "text"]!,
    ...more,
  };
}

const all = {
  create: true,
  read: true,
  update: true,
  delete: true,
  export: true,
  import: true,
  bulk: true,
  assign: true,
};
const system = [
  field("id integer ID", { system: true, read_only: true }),
  field("created_at datetime 创建时间", { system: true, read_only: true }),
  field("created_by person 创建人", { system: true, read_only: true, to: "person" }),
  field("updated_at datetime 更新时间", { system: true, read_only: true }),
  field("updated_by person 更新人", { system: true, read_only: true, to: "person" }),
];

function object(
  name: string,
  plural: string,
  label: string,
  icon: string,
  more: Partial<ObjectSpec> & { fields: FieldSpec[]; columns: string[] },
): ObjectSpec {
  return {
    name,
    plural,
    label,
    label_plural: label,
    pinyin: "",
    initials: "",
    settings: false,
    team: false,
    personal: false,
    born: null,
    icon,
    title_field: more.fields[0]!.name,
    sort: "-updated_at",
    board: null,
    timeline: false,
    related: [],
    rights: all,
    ...more,
    fields: [...more.fields, ...system],
  };
}

const options = (...list: string[]) => ({ options: list.map(option) });
const stages = options(
  "potential:潜在:gray",
  "contacted:已联系:blue",
  "negotiating:洽谈中:amber",
  "dealing:合作中:green",
  "lost:已流失:red",
);
const person = (name: string, label: string) => field(`${name} person ${label}`, { to: "person" });
const customerLink = field("customer link 客户", { to: "customer", required: true });

export const meta: Meta = {
  language: "zh-CN",
  languages: ["zh-CN", "en"],
  tenant: { name: "云帆科技", zone: "Asia/Shanghai" },
  me: {
    id: 1,
    name: "王建国",
    email: "owner@demo.example",
    department: { id: 1, title: "销售部" },
    admin: true,
    viewer: null,
  },
  nav: [
    { name: "workbench", label: "工作", icon: "home", objects: ["task"] },
    { name: "customers", label: "客户", icon: "users", objects: ["customer", "contact", "interaction"] },
  ],
  ops: {
    is: "是",
    is_not: "不是",
    contains: "包含",
    not_contains: "不包含",
    starts: "开头是",
    ends: "结尾是",
    one_of: "是其中之一",
    none_of: "都不是",
    empty: "为空",
    not_empty: "不为空",
    between: "介于",
    within: "最近",
    next: "未来",
    on: "在",
    has: "有",
    has_any: "有任一",
    has_all: "同时有",
    has_none: "没有",
    in: "位于",
    in_month: "在月份",
    within_days: "天内",
    "=": "=",
    "!=": "≠",
    ">": ">",
    ">=": "≥",
    "<": "<",
    "<=": "≤",
  },
  objects: [
    object("customer", "customers", "客户", "building", {
      board: "stage",
      timeline: true,
      columns: [
        "name",
        "code",
        "kind",
        "stage",
        "owner",
        "phone",
        "region",
        "industry",
        "amount",
        "tags",
        "next_step_on",
        "updated_at",
      ],
      related: [
        { name: "contacts", object: "contact", plural: "contacts", field: "customer", label: "联系人" },
        { name: "interactions", object: "interaction", plural: "interactions", field: "customer", label: "跟进记录" },
        { name: "tasks", object: "task", plural: "tasks", field: "customer", label: "任务" },
        { name: "attachments", object: "attachment", plural: "attachments", field: "customer", label: "附件" },
      ],
      fields: [
        field("name text 名称", { required: true, max_length: 200 }),
        field("kind choice 类型", {
          ...options("organization:企业:teal", "person:个人:violet"),
          default: "organization",
        }),
        field("code code 客户编号", { help: "留空自动编号", unique: true }),
        field("stage stage 阶段", { ...stages, default: "potential", outcome: { won: "dealing", lost: "lost" } }),
        person("owner", "负责人"),
        field("amount money 累计金额"),
        field("phone phone 电话 contact"),
        field("email email 邮箱 contact"),
        field("wechat text 微信 contact"),
        field("website url 网址 contact"),
        field("region region 地区 address"),
        field("address text 地址 address"),
        field("industry text 行业"),
        field("source text 来源"),
        field("credit_code credit_code 统一社会信用代码 identity", { unique: true }),
        field("birthday birthday 生日 identity"),
        field("vip boolean 重点客户"),
        field("tags tags 标签"),
        field("next_step_on date 下次跟进"),
        field("remark long_text 备注"),
        field("card text 会员卡号", { custom: true, unique: true }),
      ],
    }),
    object("contact", "contacts", "联系人", "users", {
      columns: ["name", "customer", "position", "role", "phone", "email", "updated_at"],
      fields: [
        field("name text 姓名", { required: true }),
        customerLink,
        field("position text 职务"),
        field("role choice 决策角色", options("decides:决策人:red", "uses:使用人:blue", "buys:采购人:amber")),
        field("phone phone 电话 contact"),
        field("email email 邮箱 contact"),
        field("birthday birthday 生日"),
      ],
    }),
    object("interaction", "interactions", "跟进记录", "message", {
      sort: "-at",
      columns: ["content", "customer", "kind", "at", "person", "next_step", "next_step_on"],
      fields: [
        field("content long_text 内容", { required: true }),
        customerLink,
        field("kind choice 方式", {
          ...options("call:电话:blue", "visit:拜访:green", "mail:邮件:violet", "chat:聊天:teal", "note:备注:gray"),
          default: "note",
        }),
        field("at datetime 时间"),
        person("person", "跟进人"),
        field("next_step text 下一步"),
        field("next_step_on date 下次跟进"),
      ],
    }),
    object("task", "tasks", "任务", "list-check", {
      sort: "due_on",
      board: "status",
      columns: ["title", "customer", "due_on", "status", "priority", "owner"],
      fields: [
        field("title text 标题", { required: true }),
        { ...customerLink, required: false },
        person("owner", "负责人"),
        field("due_on date 到期日"),
        field("status stage 状态", {
          ...options("open:未开始:gray", "doing:进行中:blue", "done:已完成:green", "dropped:已放弃:red"),
          default: "open",
          outcome: { won: "done", lost: "dropped" },
        }),
        field("priority choice 优先级", {
          ...options("low:低:gray", "normal:中:blue", "high:高:red"),
          default: "normal",
        }),
        field("remark long_text 备注"),
      ],
    }),
    object("attachment", "attachments", "附件", "paperclip", {
      columns: ["name", "customer", "remark"],
      fields: [
        field("name text 名称", { required: true }),
        customerLink,
        field("file file 文件", { required: true }),
        field("remark text 说明"),
      ],
    }),
    object("tag", "tags", "标签", "tag", { columns: ["name"], fields: [field("name text 名称", { required: true })] }),
    object("person", "people", "成员", "user", {
      settings: true,
      columns: ["name", "email", "department", "role", "active"],
      fields: [
        field("name text 姓名", { required: true }),
        field("email email 邮箱"),
        field("department link 部门", { to: "department" }),
        field("role link 角色", { to: "role" }),
        field("active boolean 启用"),
      ],
    }),
    object("department", "departments", "部门", "sitemap", {
      settings: true,
      columns: ["name", "parent"],
      fields: [field("name text 名称", { required: true }), field("parent link 上级部门", { to: "department" })],
    }),
    object("role", "roles", "角色", "shield-lock", {
      settings: true,
      columns: ["name"],
      fields: [field("name text 名称", { required: true }), field("grants json 权限")],
    }),
    object("saved_view", "saved_views", "视图", "table", {
      settings: true,
      columns: ["name"],
      fields: [
        field("name text 名称"),
        field("object text 对象"),
        field("visibility choice 可见", options("private:仅自己", "department:本部门", "all:所有人")),
        field("state json 状态"),
      ],
    }),
    object("import_template", "import_templates", "导入模板", "table", {
      settings: true,
      columns: ["name"],
      fields: [field("name text 名称"), field("object text 对象"), field("mapping json 映射")],
    }),
    object("custom_field", "custom_fields", "自定义字段", "columns-3", {
      settings: true,
      columns: ["object", "code", "label_zh", "kind"],
      title_field: "label_zh",
      fields: [
        field("label_zh text 中文名"),
        field("label_en text 英文名"),
        field("object text 对象"),
        field("code text 代码"),
        field(
          "kind choice 类型",
          options(
            ...[
              "text",
              "long_text",
              "integer",
              "decimal",
              "money",
              "boolean",
              "date",
              "datetime",
              "choice",
              "choices",
              "tags",
              "phone",
              "email",
              "url",
            ].map((one) => `${one}:${one}`),
          ),
        ),
        field("required boolean 必填"),
        field("unique boolean 唯一"),
        field("retired boolean 停用"),
        field("position integer 顺序"),
        field("choices json 选项"),
        field("help text 说明"),
      ],
    }),
  ],
};
