import { Bars, Flow, Lines, Pareto } from "../../src/ui/charts/index.ts";
import { CLASSES, chance, days, INDUSTRIES, LONG, LONG_EN, many, months, open, rising, some } from "./data.ts";

const HELP = "统计期内有成交的客户数。退货单按原单日期冲减；合并过的客户只算一次。";
const year = months(14);
const customers = [{ name: "客户数", values: some(8, 1200) }];
const stacked = CLASSES.slice(0, 4).map((name) => ({ name, values: some(8, 400) }));
const two = [
  { name: "新客户", values: rising(14, 120, 300) },
  { name: "成交客户", values: rising(14, 60, 180) },
];
const forecast = rising(14, 2_400_000, 5_100_000);
const band = {
  name: "80% 区间",
  low: forecast.map((one, at) => (at < 8 ? null : one * 0.85)),
  high: forecast.map((one, at) => (at < 8 ? null : one * 1.2)),
};
const holes = [
  { name: "回访率", values: [0.4, null, 0.5, null, null, 0.62, 0.7, 0.68, null, 0.71, 0.8, Number.NaN, 0.77, 0.75] },
];
const products = INDUSTRIES.map((name, at) => ({ name, value: 9_000_000 / (at + 1) ** 1.4, door: open(name) }));
const moves = CLASSES.flatMap((from, row) =>
  CLASSES.map((to, column) => ({
    from,
    to,
    value: Math.round((row === column ? 400 : 60 / (1 + Math.abs(row - column))) * (0.5 + chance())),
    door: open(`${from} → ${to}`),
  })),
);
const opens = (category: number, series: number) => open(`${category}/${series}`);
const nothing = [{ name: "客户数", values: [null, null, Number.NaN] }];

export function Plots() {
  return (
    <>
      <h2>Bars</h2>
      <Bars
        title="各行业客户数"
        help={HELP}
        note="近 12 个月"
        of="行业"
        categories={INDUSTRIES}
        series={customers}
        opens={opens}
      />
      <Bars
        title="各行业的价值分层"
        help={HELP}
        of="行业"
        categories={INDUSTRIES}
        series={stacked}
        stacked
        opens={opens}
      />
      <Bars title="每月新增" of="月份" way="up" periods categories={year} series={[two[0]!]} opens={opens} />
      <Bars title="每月新增与成交" of="月份" way="up" periods categories={year} series={two} opens={opens} />
      <Bars
        title="一个一万亿，其余是零"
        of="客户"
        figure="money"
        categories={[LONG, LONG_EN, "甲", "乙"]}
        series={[{ name: "金额", values: [1e12, 0, 0, 12] }]}
      />
      <Bars
        title="有正有负"
        of="行业"
        figure="money"
        categories={INDUSTRIES.slice(0, 5)}
        series={[{ name: "同比变化", values: [120_000, -80_000, 300, -450_000, 0] }]}
      />
      <Bars title="三百个分类" of="分类" categories={many(300)} series={[{ name: "客户数", values: some(300, 900) }]} />
      <Bars
        title="三百个分类，竖着"
        of="分类"
        way="up"
        categories={many(300)}
        series={[{ name: "客户数", values: some(300, 900) }]}
      />
      <Bars title="只有一项" of="行业" categories={["制造业"]} series={[{ name: "客户数", values: [3] }]} />
      <Bars
        title="很多系列"
        of="月份"
        way="up"
        stacked
        periods
        categories={months(6)}
        series={[...CLASSES, LONG, "其他"].map((name) => ({ name, values: some(6, 90) }))}
      />
      <Bars
        title={LONG}
        help={HELP}
        note="近 12 个月，按签约主体统计，不含集团内部往来"
        of="行业"
        categories={INDUSTRIES.slice(0, 3)}
        series={customers}
      />
      <Bars title="没有数" of="行业" categories={["甲", "乙", "丙"]} series={nothing} />
      <Bars
        title="数据不够"
        of="行业"
        categories={[]}
        series={[]}
        empty="至少需要三个月的订单才能计算复购率；目前只有 12 天的订单。"
      />
      <Bars title="正在来的路上" of="行业" categories={[]} series={[]} loading />
      <h2>Lines</h2>
      <Lines title="新客户与成交客户" help={HELP} of="月份" periods={year} series={two} opens={opens} />
      <Lines
        title="回款预测"
        of="月份"
        figure="money"
        periods={year}
        series={[{ name: "回款", values: forecast }]}
        band={band}
        opens={opens}
      />
      <Lines
        title="九十天"
        of="日期"
        periods={days(92)}
        series={[{ name: "登录人数", values: rising(92, 300, 900) }]}
      />
      <Lines title="有缺口的比率" of="月份" figure="share" periods={year} series={holes} />
      <Lines title="一个点" of="月份" periods={["2026-05"]} series={[{ name: "客户数", values: [42] }]} />
      <Lines
        title="有正有负"
        of="季度"
        figure="money"
        periods={["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]}
        series={[{ name: "净增", values: [-2e8, 3e7, 1e9, -4e8, 5e8] }]}
        loose
      />
      <h2>Pareto</h2>
      <Pareto title="产品贡献" help={HELP} of="产品" measure="销售额" parts={products} />
      <Pareto
        title="三百个客户"
        of="客户"
        measure="销售额"
        parts={many(300).map((name, at) => ({ name, value: 1e6 / (at + 1) }))}
      />
      <Pareto
        title="有负数的"
        of="产品"
        measure="毛利"
        parts={[
          { name: LONG, value: 1e12 },
          { name: "乙", value: -4000 },
          { name: "丙", value: 0 },
          { name: "丁", value: 5000 },
        ]}
      />
      <Pareto title="全是零" of="产品" measure="毛利" parts={[{ name: "甲", value: 0 }]} />
      <h2>Flow</h2>
      <Flow
        title="客户分层的流动"
        help={HELP}
        then="2026-05-31"
        now="2026-10-31"
        measure="客户数"
        moves={moves}
        order={CLASSES}
      />
      <Flow
        title="名字很长，数也悬殊"
        then="2026-05-31"
        now="2026-10-31"
        measure="客户数"
        moves={[
          { from: LONG, to: LONG_EN, value: 1e12 },
          { from: "{b}", to: "乙", value: 1 },
          { from: "丙", to: "丙", value: 0 },
        ]}
      />
    </>
  );
}
