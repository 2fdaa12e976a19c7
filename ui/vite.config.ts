// Builds the pages into ui/dist, which the server carries inside its binary. The server writes a fresh nonce in place of
// __CSP_NONCE__ on each request for index.html; every script, style sheet and preload link carries it.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    // Data URLs are forbidden by the page's policy: every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        manualChunks: { frame: ["react", "react-dom", "antd"] },
      },
    },
  },
  server: {
    proxy: { "/api": { target: "https://127.0.0.1:8443", secure: false } },
  },
});
