// The frame of every page: skip link, `:::` areas with their access keys (U top, L menu, C main, Z foot), menu by role.
import { Button } from "antd";
import type { MouseEvent, ReactNode } from "react";
import { use_path } from "../base/router";
import { use_speech, type MessageKey } from "../i18n";
import { menu_parts, pages_for, type MenuPart } from "./pages";
import { use_session } from "./session";

function AreaMark({ id, area, letter }: { id?: string; area: MessageKey; letter: string }) {
  const { say } = use_speech();
  const stay = (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    event.currentTarget.focus();
  };
  return (
    <a id={id} className="area_mark" href="#/" accessKey={letter} title={`${say(area)} (Alt+${letter})`} aria-label={say(area)} onClick={stay}>
      :::
    </a>
  );
}

function Demonstration() {
  const { meta } = use_session();
  const { say } = use_speech();
  return meta?.demonstration ? (
    <p className="demo_banner">{say("demo_banner")}</p>
  ) : null;
}

export function LanguageButton() {
  const { language, say, change } = use_speech();
  return (
    <Button
      type="text"
      size="small"
      className="language"
      lang={language === "zh" ? "en" : "zh-Hant-TW"}
      onClick={() => change(language === "zh" ? "en" : "zh")}
    >
      {say("language_other")}
    </Button>
  );
}

function Brand() {
  const { meta } = use_session();
  const { say, either } = use_speech();
  return (
    <div className="brand">
      <svg className="brand_mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M7 25V8h7v17M25 25V8h-7v17M7 13h7M18 13h7" />
      </svg>
      <span className="brand_name">{say("product")}</span>
      <span className="brand_line">{say("product_line")}</span>
      {meta && <span className="brand_agency">{either(meta.agency_zh, meta.agency_en)}</span>}
    </div>
  );
}

function Foot() {
  const { meta } = use_session();
  return (
    <footer className="foot">
      <AreaMark area="area_foot" letter="Z" />
      <span>{meta ? `${meta.product} ${meta.version}` : "Menhu"}</span>
    </footer>
  );
}

function skip_to_main(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault();
  const main = document.getElementById("main");
  main?.focus();
  main?.scrollIntoView();
}

function Skip() {
  const { say } = use_speech();
  return (
    <a className="skip" href="#main" onClick={skip_to_main}>
      {say("skip")}
    </a>
  );
}

export function OpenFrame({ children }: { children: ReactNode }) {
  return (
    <div className="open_frame">
      <Skip />
      <header className="top">
        <Demonstration />
        <AreaMark area="area_top" letter="U" />
        <Brand />
        <div className="top_right">
          <LanguageButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="open_main">
        {children}
      </main>
      <Foot />
    </div>
  );
}

function MenuList({ part, path }: { part: MenuPart; path: string }) {
  const { say } = use_speech();
  return (
    <>
      {part.group && (
        <p className="menu_group" id={`menu_${part.group}`}>
          {say(`menu_${part.group}`)}
        </p>
      )}
      <ul aria-labelledby={part.group ? `menu_${part.group}` : undefined}>
        {part.pages.map((page) => {
          const here = page.path === "/" ? path === "/" : path === page.path || path.startsWith(`${page.path}/`);
          return (
            <li key={page.path} className={part.group ? "grouped" : undefined}>
              <a href={`#${page.path}`} aria-current={here ? "page" : undefined}>
                {say(page.title)}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function Frame({ children }: { children: ReactNode }) {
  const { view, end } = use_session();
  const { say } = use_speech();
  const path = use_path();
  if (!view) return null;
  return (
    <div className="frame">
      <Skip />
      <header className="top">
        <Demonstration />
        <AreaMark area="area_top" letter="U" />
        <Brand />
        <div className="top_right">
          <span className="who">
            <span className="who_name">{view.name}</span>
            <span className="who_unit">{view.unit.name}</span>
          </span>
          <LanguageButton />
          <Button type="text" size="small" href="#/security">
            {say("security")}
          </Button>
          <Button size="small" ghost onClick={() => void end("ended")}>
            {say("sign_out")}
          </Button>
        </div>
      </header>
      <div className="middle">
        <nav className="side" aria-label={say("menu")}>
          <AreaMark area="area_menu" letter="L" />
          {menu_parts(pages_for(view.roles)).map((part) => (
            <MenuList key={part.group ?? "top"} part={part} path={path} />
          ))}
        </nav>
        <div className="column">
          <main id="main" tabIndex={-1} className="main">
            <AreaMark area="area_main" letter="C" />
            {children}
          </main>
        </div>
      </div>
      <Foot />
    </div>
  );
}
