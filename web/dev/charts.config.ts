/** Builds the gallery by itself: the journeys look at it under the policy that the server sends. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at(".."),
  publicDir: false,
  plugins: [react()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: at("charts.html"),
      output: { codeSplitting: { groups: [{ name: "mantine", test: /@mantine|@floating-ui/ }] } },
    },
  },
});
