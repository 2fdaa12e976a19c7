// The language of the pages: Traditional Chinese first, English on request. Only the choice is kept, in this browser.
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { en } from "./en";
import { zh, type MessageKey } from "./zh";

export type Language = "zh" | "en";
export type Fill = Record<string, string | number>;
export type { MessageKey };

export interface Speech {
  language: Language;
  say: (key: MessageKey, fill?: Fill) => string;
  either: (in_chinese: string, in_english: string) => string;
  change: (language: Language) => void;
}

export function message(language: Language, key: MessageKey, fill: Fill = {}): string {
  const text: string = language === "zh" ? zh[key] : en[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ""));
}

// For codes that come from the server: the message of "prefix_code", or the code itself when this page knows none.
export function message_or(language: Language, key: string, otherwise: string): string {
  return Object.hasOwn(zh, key) ? message(language, key as MessageKey) : otherwise;
}

const kept_under = "menhu.language";
const SpeechContext = createContext<Speech | null>(null);

function kept_language(): Language {
  try {
    return window.localStorage.getItem(kept_under) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, set_language] = useState<Language>(kept_language);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hant-TW" : "en";
  }, [language]);
  const change = useCallback((next: Language) => {
    set_language(next);
    try {
      window.localStorage.setItem(kept_under, next);
    } catch {
      // A browser that keeps nothing still speaks the chosen language until it is closed.
    }
  }, []);
  const speech = useMemo<Speech>(
    () => ({
      language,
      say: (key, fill) => message(language, key, fill),
      either: (in_chinese, in_english) => (language === "zh" ? in_chinese : in_english || in_chinese),
      change,
    }),
    [language, change],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function use_speech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error("use_speech outside SpeechProvider");
  return speech;
}
