/** Every chart with ordinary, empty and ugly data: `npm run dev`, then /dev/charts.html. Never part of a build. */
import "../../src/ui/base.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/global.layer.css";
import { type ReactNode, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Look } from "../../src/app/Look.tsx";
import { setLanguage, startWords, useWords } from "../../src/lib/i18n.ts";
import { Button } from "../../src/ui/Button.tsx";
import { useMantineColorScheme } from "../../src/ui/mantine.ts";
import { LaterOverlays } from "../../src/ui/overlays.ts";
import { Tips } from "../../src/ui/Tips.tsx";
import { Drawings } from "./Drawings.tsx";
import { Plots } from "./Plots.tsx";

function Switches() {
  const { language } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className="z-row">
      <Button variant="default" size="xs" onClick={() => setLanguage(language === "en" ? "zh-CN" : "en")}>
        {language}
      </Button>
      <Button variant="default" size="xs" onClick={() => setColorScheme(colorScheme === "dark" ? "light" : "dark")}>
        {colorScheme}
      </Button>
    </div>
  );
}

const STYLE = `
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 14px; align-items: start; }
.gallery > h2 { grid-column: 1 / -1; margin-top: 10px; font-size: 15px; }
`;

function Gallery({ children }: { children: ReactNode }) {
  return (
    <div className="z-page">
      <style>{STYLE}</style>
      <Switches />
      <div className="gallery">{children}</div>
    </div>
  );
}

const asked = new URLSearchParams(location.search);
const asIf = (name: string, key: string) => {
  const value = asked.get(name);
  if (value) localStorage.setItem(key, name === "theme" ? value : JSON.stringify(value));
};
asIf("theme", "mantine-color-scheme-value");
asIf("language", "zhike.language");

void startWords().then(() =>
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <Look>
        <BrowserRouter>
          <Gallery>
            {asked.get("only") !== "drawn" && <Plots />}
            {asked.get("only") !== "plots" && <Drawings />}
          </Gallery>
          <Tips />
          <Suspense fallback={null}>
            <LaterOverlays />
          </Suspense>
        </BrowserRouter>
      </Look>
    </StrictMode>,
  ),
);
