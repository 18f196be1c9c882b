/** China's holidays and make-up workdays in an open calendar. Of a year without a notice nothing is marked. */
import type { DayProps } from "@mantine/dates";
import { useQueries } from "@tanstack/react-query";
import dayjs from "dayjs";
import { useCallback, useEffect, useState } from "react";
import { useWords } from "../../lib/i18n.ts";
import { api } from "../../schema/api.ts";

const yearOf = (date: string) => Number(date.slice(0, 4));

/** What a calendar takes to mark its days. A year is asked for when one of its days is drawn, not before. */
export function useWorkdays(locale: string) {
  const { t, language } = useWords();
  const [years, setYears] = useState<number[]>([]);
  const drawn = useCallback((year: number) => setYears((all) => (all.includes(year) ? all : [...all, year])), []);
  const answers = useQueries({
    queries: years.map((year) => ({
      queryKey: ["workdays", language, year],
      queryFn: () => api.workdays(year),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const find = (date: string) => answers[years.indexOf(yearOf(date))]?.data?.days.find((day) => day.on === date);
  return {
    renderDay: (date: string) => {
      const day = find(date);
      const mark = day && (day.work ? t("workday.on") : t("workday.off"));
      return <Marked date={date} mark={mark} onDraw={drawn} />;
    },
    getDayProps: (date: string): Partial<DayProps> => {
      const day = find(date);
      if (!day) return {};
      const title = day.work ? t("workday.for", { name: day.name }) : day.name;
      const label = `${dayjs(date).locale(locale).format("D MMMM YYYY")}, ${title}`;
      return { title, "aria-label": label, weekend: !day.work };
    },
  };
}

function Marked({ date, mark, onDraw }: { date: string; mark: string | undefined; onDraw: (year: number) => void }) {
  const year = yearOf(date);
  useEffect(() => onDraw(year), [year, onDraw]);
  return (
    <span style={{ position: "relative" }}>
      {Number(date.slice(8, 10))}
      {mark && (
        <sup style={{ position: "absolute", left: "100%", bottom: "45%", fontSize: 9, lineHeight: 1 }}>{mark}</sup>
      )}
    </span>
  );
}
