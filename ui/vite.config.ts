// Builds the pages into ui/dist, which the server carries inside its binary. The server writes a fresh nonce in place of
// __CSP_NONCE__ on each request for index.html; every script, style sheet and preload link carries it.
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// Ant Design hands the nonce to the style elements of its components, but not to the two that its parts make to lock and
// to measure scrolling: the page's policy would block those. Here they get it too. Throws when the part has changed.
function nonce_for_scroll_styles(): Plugin {
  const before = "if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }";
  const after =
    "const nonce = csp?.nonce ?? document.querySelector('meta[name=\"csp-nonce\"]')?.content;\n" +
    "  if (nonce) {\n    styleNode.nonce = nonce;\n  }";
  return {
    name: "menhu:nonce-for-scroll-styles",
    apply: "build",
    transform(code, id) {
      if (!id.includes("@rc-component/util/es/Dom/dynamicCSS.js")) return null;
      if (!code.includes(before)) this.error("dynamicCSS.js has changed: see nonce_for_scroll_styles in vite.config.ts");
      return { code: code.replace(before, after), map: null };
    },
  };
}

export default defineConfig({
  plugins: [react(), nonce_for_scroll_styles()],
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
    // A test reads the page of entries.
    fs: { allow: [".", "../docs/formats"] },
    proxy: { "/api": { target: "https://127.0.0.1:8443", secure: false } },
  },
});
