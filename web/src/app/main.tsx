import "../ui/base.css";
import "@mantine/core/styles/baseline.layer.css";
import "@mantine/core/styles/default-css-variables.layer.css";
import "@mantine/core/styles/global.layer.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { askEarly } from "../features/records/early.ts";
import { away } from "../lib/away.ts";
import { ApiError, forgetEarly } from "../lib/http.ts";
import { startWords } from "../lib/i18n.ts";
import { metaQuery } from "../schema/meta.ts";
import { LaterOverlays } from "../ui/overlays.ts";
import { Tips } from "../ui/Tips.tsx";
import { App } from "./App.tsx";
import { Look } from "./Look.tsx";

const PATIENCE = 300;
const passing = (fault: unknown) => !(fault instanceof ApiError) || fault.status === 0 || fault.status >= 502;
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      refetchOnWindowFocus: true,
      retry: (count, fault) => passing(fault) && count < 2,
    },
  },
});
away.onBack(() => void client.invalidateQueries());

/** `boot.js` has asked already: when the answers are here by now, the page is drawn once instead of three times. */
const early = async () => {
  await client.prefetchQuery(metaQuery);
  const meta = client.getQueryData(metaQuery.queryKey);
  if (meta) await askEarly(client, meta);
  forgetEarly();
};
const soon = () => Promise.race([early(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

void startWords()
  .then(soon)
  .then(() =>
    createRoot(document.getElementById("root")!).render(
      <StrictMode>
        <Look>
          <QueryClientProvider client={client}>
            <BrowserRouter>
              <App />
              <Tips />
              <Suspense fallback={null}>
                <LaterOverlays />
              </Suspense>
            </BrowserRouter>
          </QueryClientProvider>
        </Look>
      </StrictMode>,
    ),
  );

if (import.meta.env.PROD && "serviceWorker" in navigator)
  window.addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
