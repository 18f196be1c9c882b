/** Made-up numbers for the gallery: the same at every visit. */
let seed = 7;
export function chance(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

export const months = (many: number, from = 2025) =>
  Array.from({ length: many }, (_, index) => {
    const at = new Date(Date.UTC(from, index, 1));
    return at.toISOString().slice(0, 7);
  });

export const days = (many: number) =>
  Array.from({ length: many }, (_, index) => new Date(Date.UTC(2026, 7, 1 + index)).toISOString().slice(0, 10));

export const INDUSTRIES = ["制造业", "批发零售", "信息技术", "金融", "教育", "医疗健康", "建筑地产", "物流运输"];
export const CLASSES = ["重要价值", "重要发展", "重要保持", "重要挽留", "一般价值", "流失"];
export const LONG =
  "中国（上海）自由贸易试验区临港新片区智能网联汽车及新能源装备制造产业协同创新发展有限责任公司华东分公司";
export const LONG_EN = "The Worshipful Company of Extraordinarily Long-Winded Manufacturers & Sons (Holdings) Limited";
export const some = (many: number, most: number) => Array.from({ length: many }, () => Math.round(chance() * most));
export const rising = (many: number, from: number, to: number) =>
  Array.from({ length: many }, (_, at) =>
    Math.round(from + ((to - from) * at) / Math.max(1, many - 1) + (chance() - 0.5) * (to - from) * 0.3),
  );
export const many = (count: number) => Array.from({ length: count }, (_, at) => `分类 ${at + 1}`);
export const open = (what: string) => () => console.info("open", what);
