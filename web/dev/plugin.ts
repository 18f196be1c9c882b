/** The HTTP contract from memory, as a middleware of the development server. Never part of a build. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import type { Row } from "../src/schema/types.ts";
import { meta } from "./meta.ts";
import { changes, meets, sorted, tableOf, write } from "./store.ts";

let signedIn = true;
interface FakeJob {
  id: number;
  kind: string;
  title: string;
  started: number;
  total: number;
  counts: Record<string, number>;
}
const jobs: FakeJob[] = [];

const jobOf = (job: FakeJob) => {
  const done = Math.min(job.total, Math.round(((Date.now() - job.started) / 6000) * job.total));
  const over = done >= job.total;
  return {
    id: job.id,
    kind: job.kind,
    title: job.title,
    state: over ? "done" : "running",
    done,
    total: job.total,
    rate: job.total / 6,
    seconds_left: ((job.total - done) / job.total) * 6,
    counts: over ? job.counts : {},
    result: {},
    error: null,
  };
};

const REGIONS = [
  ["440000", "广东省"],
  ["440300", "深圳市"],
  ["440305", "南山区"],
  ["330000", "浙江省"],
  ["330100", "杭州市"],
  ["330106", "西湖区"],
  ["310000", "上海市"],
  ["310115", "浦东新区"],
  ["110000", "北京市"],
  ["110105", "朝阳区"],
  ["510000", "四川省"],
  ["510100", "成都市"],
  ["510107", "武侯区"],
  ["320000", "江苏省"],
  ["320500", "苏州市"],
  ["320505", "虎丘区"],
  ["420000", "湖北省"],
  ["420100", "武汉市"],
  ["420106", "武昌区"],
];

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {
    super();
  }
}

function asked(method: string, url: URL, body: any): unknown {
  const [plural = "", id = "", verb = "", last = ""] = url.pathname.replace("/api/v1/", "").split("/");
  const q = (url.searchParams.get("q") ?? "").toLowerCase();
  if (plural === "meta") return meta;
  if (plural === "regions") {
    const under = (start: string, end: string): unknown[] =>
      REGIONS.filter(
        ([code = ""]) =>
          code.startsWith(start) &&
          code.endsWith(end) &&
          !(end === "" && code.endsWith("00")) &&
          !(end === "00" && code.endsWith("0000")),
      ).map(([code = "", title]) => ({
        code,
        title,
        children: end === "0000" ? under(code.slice(0, 2), "00") : end === "00" ? under(code.slice(0, 4), "") : [],
      }));
    return under("", "0000");
  }
  if (plural === "workdays") return { year: Number(url.searchParams.get("year")), known: false, days: [] };
  if (plural === "tokens") return method === "GET" ? { rows: [] } : { id: 1, name: body.name, token: "zk_fake" };
  if (plural === "files") return { key: "k", name: "合同.pdf", size: 120000, type: "application/pdf", sha256: "0" };
  if (plural === "jobs") {
    if (!id) return { rows: jobs.map(jobOf) };
    return jobOf(jobs.find((one) => one.id === Number(id))!);
  }
  if (plural === "search") {
    const rows = meta.objects
      .filter(
        (one) => !one.settings && (!url.searchParams.get("objects") || url.searchParams.get("objects") === one.name),
      )
      .flatMap((object) =>
        [...tableOf(object).values()]
          .filter((row) => JSON.stringify(row).toLowerCase().includes(q))
          .slice(0, 6)
          .map((row) => ({
            object: object.name,
            id: row.id,
            title: String(row[object.title_field]),
            subtitle: row.industry ?? null,
            code: row.code ?? null,
          })),
      );
    return { rows: rows.slice(0, 10) };
  }
  if (plural === "changes") {
    if (!id)
      return {
        rows: changes.map((one) => ({
          id: one.id,
          at: one.at,
          by: { id: 1, title: "王建国" },
          via: "page",
          verb: one.verb,
          object: one.object.name,
          records: one.rows.length,
          undone: Boolean(one.undone),
          undone_records: one.undone ? one.rows.length : 0,
          undoable: !one.undone,
        })),
        next: null,
      };
    const change = changes.find((one) => one.id === Number(id))!;
    if (url.searchParams.get("preview")) return { records: change.rows.length, gone: 0, whole: false, conflicts: [] };
    change.undone = true;
    for (const one of change.rows)
      one.before
        ? tableOf(change.object).set(one.id, { ...one.before, version: one.before.version + 2 })
        : tableOf(change.object).delete(one.id);
    return { change_set: change.id, undone: change.rows.length, skipped: 0 };
  }
  if (plural === "settings") return { undo_days: 30, bin_days: 60 };
  if (plural === "bin") return String(id) === "alike" ? { rows: [] } : { purged: 0, along: 0, kept: 0 };
  if (plural === "imports") {
    if (!id)
      return {
        upload: "u_1",
        name: "members.xlsx",
        encoding: "gb18030",
        sheets: [
          { name: "会员", rows: 1200 },
          { name: "说明", rows: 4 },
        ],
      };
    if (verb === "run") {
      jobs.unshift({
        id: jobs.length + 1,
        kind: "import",
        title: "导入 members.xlsx",
        started: Date.now(),
        total: 1200,
        counts: { created: 1100, updated: 60, unchanged: 20, refused: 20 },
      });
      return { job: jobs[0]!.id };
    }
    const cells = [
      ["张三", "13800001111", "深圳"],
      ["李四", "1380000", "杭州"],
      ["王五", "13800003333", "火星"],
    ];
    return {
      header_row: body.header_row ?? 1,
      total: 1200,
      columns: ["客户名称", "手机号", "城市", "门店"].map((header, index) => ({
        index,
        header,
        samples: cells.map((row) => row[index] ?? ""),
        field: body.mapping ? (body.mapping[String(index)] ?? null) : ["name", "phone", "region", null][index],
        confidence: [1, 0.95, 0.7, 0][index],
      })),
      rows: cells.map((row, at) => ({
        row: at + 2,
        cells: row,
        values: { name: row[0] },
        errors: at === 1 ? { phone: { code: "phone.too_short", message: "电话号码太短" } } : {},
      })),
    };
  }
  const object = meta.objects.find((one) => one.plural === plural);
  if (!object) throw new Refused(404, { code: "not_found", message: "没有这样的地址" });
  const table = tableOf(object);
  const where = url.searchParams.get("where");
  if (!id && method === "GET") {
    let rows = [...table.values()].filter((row) => meets(row, where ? JSON.parse(where) : null));
    if (q) rows = rows.filter((row) => JSON.stringify(row).toLowerCase().includes(q));
    rows = sorted(rows, url.searchParams.get("sort") ?? object.sort);
    const limit = Number(url.searchParams.get("limit") ?? 50);
    const start = url.searchParams.get("after")
      ? Number(url.searchParams.get("after"))
      : (Number(url.searchParams.get("page") ?? 1) - 1) * limit;
    return {
      rows: rows.slice(start, start + limit),
      next: start + limit < rows.length ? String(start + limit) : null,
      count: { value: rows.length, exact: true },
    };
  }
  if (!id) {
    const missing = object.fields.filter((one) => one.required && !body[one.name]);
    if (missing.length > 0)
      throw new Refused(422, {
        code: "invalid",
        message: "有字段不符合要求",
        fields: Object.fromEntries(missing.map((one) => [one.name, { code: "required", message: "必填" }])),
      });
    const change = write(object, [{ values: body }], "create");
    return { ...change.rows[0]!.after, change_set: change.id };
  }
  if (id === "batch") {
    const list =
      body.rows ??
      [...table.values()].filter((row) => meets(row, body.where)).map((row) => ({ id: row.id, ...body.values }));
    const change = write(
      object,
      list.map(({ id: at, version: _v, ...values }: Row) => ({
        id: at,
        values: body.mode === "delete" ? null : values,
      })),
      body.mode,
    );
    const kind = body.mode === "delete" ? "deleted" : "updated";
    return { change_set: change.id, counts: { [kind]: change.rows.length }, results: [] };
  }
  if (id === "words") return { words: "（服务器的说法）" };
  if (id === "export") {
    jobs.unshift({
      id: jobs.length + 1,
      kind: "export",
      title: `导出${object.label}`,
      started: Date.now(),
      total: table.size,
      counts: {},
    });
    return { job: jobs[0]!.id };
  }
  const row = table.get(Number(id));
  if (!row) throw new Refused(404, { code: "not_found", message: "找不到这条记录" });
  if (verb === "timeline") {
    const wanted = url.searchParams.get("kinds");
    const rows = ["interaction", "task"]
      .filter((one) => !wanted || one === wanted)
      .flatMap((name) => {
        const other = meta.objects.find((one) => one.name === name)!;
        return [...tableOf(other).values()]
          .filter((one) => (one.customer as { id: number } | null)?.id === row.id)
          .map((one) => ({
            object: name,
            id: one.id,
            at: String(one.at ?? one.created_at),
            title: String(one[other.title_field]),
            record: one,
          }));
      });
    return { rows: rows.sort((one, other) => other.at.localeCompare(one.at)), next: null };
  }
  if (verb === "related")
    return Object.fromEntries(
      object.related.map((back) => {
        const other = meta.objects.find((one) => one.name === back.object)!;
        return [
          back.plural,
          {
            value: [...tableOf(other).values()].filter(
              (one) => (one[back.field] as { id: number } | null)?.id === row.id,
            ).length,
            exact: true,
          },
        ];
      }),
    );
  if (verb === "history")
    return {
      rows: changes.flatMap((change) =>
        change.rows
          .filter((one) => change.object === object && one.id === row.id)
          .map((one) => ({
            change_set: change.id,
            at: change.at,
            by: { id: 1, title: "王建国" },
            via: "page",
            verb: change.verb,
            fields: object.fields
              .filter(
                (field) =>
                  !field.system &&
                  one.before &&
                  one.after &&
                  JSON.stringify(one.before[field.name]) !== JSON.stringify(one.after[field.name]),
              )
              .map((field) => ({
                name: field.name,
                label: field.label,
                before: one.before![field.name],
                after: one.after![field.name],
              })),
          })),
      ),
      next: null,
    };
  if (verb || last) throw new Refused(404, { code: "not_found", message: "" });
  if (method === "PATCH") {
    const { version, ...values } = body;
    if (version !== row.version)
      throw new Refused(409, {
        code: "conflict",
        message: "已被修改",
        version: row.version,
        fields: Object.fromEntries(
          Object.keys(values).map((name) => [name, { yours: values[name], theirs: row[name] }]),
        ),
      });
    if (values.phone && String(values.phone).length < 6)
      throw new Refused(422, {
        code: "invalid",
        message: "有字段不符合要求",
        fields: { phone: { code: "phone.too_short", message: "电话号码太短" } },
      });
    const change = write(object, [{ id: row.id, values }], "update");
    return { ...change.rows[0]!.after, change_set: change.id };
  }
  if (method === "DELETE") return { ...row, change_set: write(object, [{ id: row.id, values: null }], "delete").id };
  return row;
}

async function answer(request: IncomingMessage, response: ServerResponse, next: () => void) {
  const url = new URL(request.url ?? "/", "http://fake");
  const send = (status: number, body: unknown) => {
    response.statusCode = status;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(body));
  };
  if (url.pathname === "/healthz") return send(200, { status: "ok" });
  if (url.pathname.startsWith("/_allauth/")) {
    if (request.method === "POST") signedIn = true;
    if (request.method === "DELETE") signedIn = false;
    return send(signedIn ? 200 : 401, { status: 200, meta: {} });
  }
  if (!url.pathname.startsWith("/api/v1/")) return next();
  if (!signedIn) return send(401, { code: "signed_out", message: "请登录" });
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  await new Promise((resolve) => setTimeout(resolve, 15));
  try {
    send(200, asked(request.method ?? "GET", url, text.startsWith("{") ? JSON.parse(text) : {}));
  } catch (fault) {
    if (fault instanceof Refused) send(fault.status, fault.body);
    else send(500, { code: "fake", message: String(fault) });
  }
}

export function fakeServer(): Plugin {
  return {
    name: "zhike-fake",
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}
