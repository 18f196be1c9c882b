import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "../ui/base.css";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { away } from "../lib/away.ts";
import { ApiError } from "../lib/http.ts";
import { startWords } from "../lib/i18n.ts";
import { App } from "./App.tsx";
import { Look } from "./Look.tsx";

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

void startWords().then(() =>
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <Look>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <ModalsProvider modalProps={{ size: 420 }}>
              <Notifications position="bottom-center" limit={3} />
              <App />
            </ModalsProvider>
          </BrowserRouter>
        </QueryClientProvider>
      </Look>
    </StrictMode>,
  ),
);

if (import.meta.env.PROD && "serviceWorker" in navigator)
  window.addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
