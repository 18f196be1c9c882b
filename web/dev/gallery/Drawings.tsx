import {
  ChinaMap,
  Heat,
  Matrix,
  NeedWords,
  RfmGrid,
  Sparkline,
  StagePath,
  VennNumbers,
} from "../../src/ui/charts/index.ts";
import { CLASSES, chance, LONG, LONG_EN, months, open, some } from "./data.ts";

const HELP = "按首次成交月份分组，之后每个月仍有成交的客户占该组的比例。";
const provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 65 71 81 82"
  .split(" ")
  .map((code) => ({ code, value: Math.round(4000 * chance() ** 2), door: open(code) }));
const scores = [1, 2, 3, 4, 5];
const grid = scores.flatMap((x) =>
  scores.map((y) => ({
    x,
    y,
    count: Math.round(900 * chance() ** 3),
    value: 8e5 * chance() * y,
    door: open(`${x}${y}`),
  })),
);
const cohorts = months(12).map((name, row) => ({
  name,
  size: 100 + Math.round(chance() * 400),
  values: Array.from({ length: 12 }, (_, at) =>
    at > 11 - row ? null : at === 0 ? 1 : 0.62 * 0.86 ** at + 0.05 * chance(),
  ),
}));
const after = Array.from({ length: 12 }, (_, at) => `${at}`);
const counts = CLASSES.map((_, from) =>
  CLASSES.map((_, to) => Math.round((from === to ? 900 : 220 / (1 + Math.abs(from - to)) ** 2) * (0.4 + chance()))),
);
const stages = ["线索", "已联系", "有意向", "报价", "成交", "复购"].map((name, at) => ({
  name,
  value: Math.round(4200 * 0.52 ** at),
  door: open(name),
}));
const needs =
  "交付周期 价格 售后响应 培训 接口 稳定性 账期 定制 多语言 移动端 报表 权限 打印 扫码 海外仓 冷链 发票 批量导入 合规 数据迁移 夜间值守 备件"
    .split(" ")
    .map((word, at) => ({ word, weight: Math.round(400 / (at + 1) ** 0.8), door: open(word) }));

export function Drawings() {
  return (
    <>
      <h2>ChinaMap</h2>
      <div style={{ gridColumn: "1 / -1", maxWidth: 900 }}>
        <ChinaMap title="各省客户数" help={HELP} of="省份" measure="客户数" regions={provinces} />
      </div>
      <ChinaMap
        title="只有三个省，一个巨大"
        of="省份"
        measure="销售额"
        figure="money"
        regions={[
          { code: "440000", value: 1e12 },
          { code: "71", value: 3 },
          { code: "82", value: 0 },
          { code: "99", value: 7 },
          { code: "", value: 5 },
        ]}
      />
      <h2>RfmGrid</h2>
      <RfmGrid
        title="RFM 分布"
        help={HELP}
        cells={grid}
        x="最近一次消费"
        y="消费频次"
        measure="客户数"
        worth="销售额"
      />
      <RfmGrid
        title="一个巨大，其余很小"
        cells={[
          { x: 5, y: 5, count: 1e12, value: 1e12 },
          { x: 1, y: 1, count: 1, value: -300 },
          { x: 2, y: 4, count: 12, value: Number.NaN },
          { x: 9, y: 1, count: 12, value: 1 },
        ]}
        x={LONG}
        y={LONG_EN}
        measure="客户数"
        worth="销售额"
      />
      <RfmGrid title="没有" cells={[]} x="R" y="F" measure="客户数" worth="销售额" />
      <h2>Heat</h2>
      <Heat
        title="留存"
        help={HELP}
        periods
        rows={cohorts}
        columns={after}
        of="首次成交"
        measure="客户数"
        opens={(row, column) => open(`${row}/${column}`)}
      />
      <Heat
        title="名字很长"
        rows={[{ name: LONG, values: [0.001, 0, 1, null, Number.NaN] }]}
        columns={[LONG, "2", "3", "4", "5"]}
        of="分组"
      />
      <Heat title="没有" rows={[{ name: "甲", values: [null] }]} columns={["1"]} of="分组" />
      <h2>Matrix</h2>
      <Matrix
        title="谁去了哪里"
        help={HELP}
        classes={CLASSES}
        counts={counts}
        then="2026-05-31"
        now="2026-10-31"
        opens={(from, to) => open(`${from}→${to}`)}
      />
      <Matrix
        title="悬殊"
        classes={["甲", LONG, "丙"]}
        counts={[
          [1e12, 0, 3],
          [null, 0, 0],
          [5, 70000, 1],
        ]}
        then="2025"
        now="2026"
      />
      <h2>StagePath</h2>
      <StagePath title="阶段" help={HELP} stages={stages} of="阶段" measure="客户数" />
      <StagePath
        title="倒着长"
        stages={[
          { name: LONG, value: 0 },
          { name: "乙", value: 1e12 },
          { name: "丙", value: null },
        ]}
        of="阶段"
        measure="客户数"
      />
      <h2>NeedWords</h2>
      <NeedWords title="需求词" help={HELP} words={needs} of="需求" measure="提到次数" />
      <NeedWords
        title="很多词"
        words={some(200, 40).map((weight, at) => ({ word: at === 3 ? LONG : `词${at}`, weight }))}
        of="需求"
        measure="提到次数"
      />
      <NeedWords title="一个词" words={[{ word: "价格", weight: 1 }]} of="需求" measure="提到次数" />
      <h2>VennNumbers</h2>
      <VennNumbers
        of="渠道"
        title="两种渠道"
        help={HELP}
        one={{ name: "门店", size: 1200, door: open("门店") }}
        other={{ name: "网店", size: 800, door: open("网店") }}
        both={{ size: 240, door: open("都有") }}
        measure="客户数"
      />
      <VennNumbers
        of="渠道"
        title="全在里面"
        one={{ name: LONG, size: 1e12 }}
        other={{ name: "乙", size: 3 }}
        both={{ size: 3 }}
        measure="客户数"
      />
      <VennNumbers
        of="渠道"
        title="没有交集"
        one={{ name: "甲", size: 50 }}
        other={{ name: "乙", size: 40 }}
        both={{ size: 0 }}
        measure="客户数"
      />
      <h2>Sparkline</h2>
      <div className="z-panel z-panel-body z-row" style={{ gap: 20, gridColumn: "1 / -1" }}>
        <Sparkline values={some(12, 100)} />
        <Sparkline values={[1, 2, null, 3, 9, null, 4]} />
        <Sparkline values={[5, 5, 5]} />
        <Sparkline values={[5]} />
        <Sparkline values={[0, 0, 1e12, -4]} />
        <Sparkline values={[]} />
      </div>
    </>
  );
}
