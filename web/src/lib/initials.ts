/** Pinyin initials of the characters that actions and menus are made of, so that "xjkh" finds 新建客户. */
const TABLE: Record<string, string> = {
  a: "安按案",
  b: "办别报保表部标本备比编变不帮",
  c: "查成产采参存出撤操测处",
  d: "导的到单打待订大地电店当定短动",
  e: "额二",
  f: "分反访付复发服负放方范费",
  g: "工跟公管个改高更购规共固隔过关",
  h: "户换好合后话会汇回活",
  i: "",
  j: "建进记解件级机近奖价接今交角紧局据简积",
  k: "客看快开库款考口",
  l: "列览录联类连流量来楼领历",
  m: "名门密目面模美没买秒明",
  n: "内年",
  o: "",
  p: "批配拍品票评排",
  q: "清期签全权取区求启切",
  r: "任人日入认",
  s: "设搜删筛省商色上市式收时数随所属司生视示售",
  t: "图提添体条同停退填台推题套统",
  u: "",
  v: "",
  w: "我文务未完微网为位外问维",
  x: "新系项行销消息写选线下向需限修显卷",
  y: "员用应验有邮移营业源优已一意语引",
  z: "作注置转重中字知增租织主站值帐账暂照者自走资组展",
};
const INITIAL = new Map<string, string>();
for (const [letter, signs] of Object.entries(TABLE)) for (const sign of signs) INITIAL.set(sign, letter);

export function initials(text: string): string {
  let found = "";
  for (const sign of text.toLowerCase()) {
    if (/[a-z0-9]/.test(sign)) found += sign;
    else found += INITIAL.get(sign) ?? "";
  }
  return found;
}

/** Whether what was typed means these words: as a part of them, or as their initials. */
export function means(typed: string, words: string, pinyin?: string): boolean {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, "");
  if (!wanted) return true;
  const plain = words.toLowerCase().replace(/\s+/g, "");
  return plain.includes(wanted) || initials(words).includes(wanted) || Boolean(pinyin?.toLowerCase().includes(wanted));
}
