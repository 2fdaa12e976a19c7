import { App, ConfigProvider } from "antd";
import en_US from "antd/locale/en_US";
import zh_TW from "antd/locale/zh_TW";
import { StrictMode, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { Pages } from "./app";
import { SpeechProvider, use_speech } from "./i18n";
import { Catch } from "./shell/catch";
import { SessionProvider } from "./shell/session";
import "./styles.css";
import "./identity.css";
import "./office.css";
import "./delivery.css";
import "./using.css";
import "./query.css";
import "./asking.css";
import "./attaching.css";
import "./matching.css";
import "./catalogue.css";
import "./print.css";
import { theme } from "./theme";

// The server puts a fresh nonce into the page; without it the page's own policy would block Ant Design's styles.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

function Dressed() {
  const { language, say } = use_speech();
  const locale = useMemo(() => {
    const base = language === "zh" ? zh_TW : en_US;
    if (!base.Pagination) return base;
    return { ...base, Pagination: { ...base.Pagination, items_per_page: say("per_page") } };
  }, [language, say]);
  return (
    <ConfigProvider csp={{ nonce }} theme={theme} locale={locale} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <App message={{ top: 56, duration: 4 }}>
        <Catch>
          <SessionProvider>
            <Pages />
          </SessionProvider>
        </Catch>
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <SpeechProvider>
      <Dressed />
    </SpeechProvider>
  </StrictMode>,
);
