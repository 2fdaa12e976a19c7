// Pages live behind the hash ("#/query"), so the server has one page to serve and no path of it is ever logged. No
// personal data goes into a path: what was asked lives in memory only.
import { useSyncExternalStore } from "react";

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

export function path_of(hash: string): string {
  const path = hash.replace(/^#/, "").split("?")[0] ?? "";
  return path.startsWith("/") ? path : "/";
}

// What a link says beside the page, such as the "idle_soon" of "#/accounts?flag=idle_soon"; never anything personal.
export function said_in(hash: string, name: string): string | undefined {
  return new URLSearchParams(hash.split("?")[1] ?? "").get(name) ?? undefined;
}

export function use_path(): string {
  return useSyncExternalStore(subscribe, () => path_of(window.location.hash));
}

export function go(path: string): void {
  window.location.hash = path;
}

// "/deliveries/:id" against "/deliveries/0ABC" → ["0ABC"]; null when it is another page.
export function match(pattern: string, path: string): string[] | null {
  const wanted = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (wanted.length !== given.length) return null;
  const found: string[] = [];
  for (const [place, part] of wanted.entries()) {
    const piece = given[place] ?? "";
    if (part.startsWith(":")) found.push(decodeURIComponent(piece));
    else if (part !== piece) return null;
  }
  return found;
}
