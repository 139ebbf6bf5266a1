import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// `npm run dev` shows a workbench that talks to a running `hearsay serve`.
const server = process.env.HEARSAY_SERVER ?? "http://127.0.0.1:5200";

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: "es2022",
    // Everything is a file of its own: the workbench forbids inline content, data addresses included.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { "/api": server, "/claims": server, "^/documents/[^/]+/original": server } },
});
