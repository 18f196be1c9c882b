import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type PluginOption } from "vite";

const server = process.env.ZHIKE_SERVER ?? "http://127.0.0.1:8000";
// The host stays what the browser asked for: the server compares it with where a form came from.
const to = { target: server, changeOrigin: false };
const proxied = { "/api": to, "/_allauth": to, "/f/": to, "/t/": to, "/t.js": to, "/healthz": to };

/** `ZHIKE_FAKE=1 npm run dev` answers the HTTP contract from memory, so the pages run without a server. */
async function fake(): Promise<PluginOption[]> {
  if (!process.env.ZHIKE_FAKE) return [];
  const { fakeServer } = await import("./dev/plugin.ts");
  return [fakeServer()];
}

const MANTINE = /@mantine\/core\/esm\/index\.mjs$/;

/** Everything the entry needs at once, as one file: forty small ones take a cold browser longer than their bytes do. */
const first = new Set<string>();
function firstLoad(): Plugin {
  return {
    name: "zhike-first-load",
    apply: "build",
    buildEnd() {
      const waiting = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (first.has(id)) continue;
        first.add(id);
        const next = this.getModuleInfo(id)?.importedIds ?? [];
        // Mantine's index names all it has; of that, only its provider is wanted before something opens.
        waiting.push(...(MANTINE.test(id) ? next.filter((one) => one.includes("/esm/core/")) : next));
      }
    },
  };
}

export default defineConfig(async () => ({
  plugins: [react(), firstLoad(), ...(await fake())],
  server: { proxy: process.env.ZHIKE_FAKE ? undefined : proxied },
  preview: { proxy: process.env.ZHIKE_FAKE ? undefined : proxied },
  build: {
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "first", test: (id: string) => first.has(id) },
            { name: "mantine", test: /@mantine|@floating-ui/ },
          ],
        },
      },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}", "dev/**/*.test.ts"] },
}));
