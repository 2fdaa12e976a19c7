// What is not yet safe is not lost by a closed window without a word.
import { useEffect } from "react";

export function use_leave_warning(unsafe: boolean): void {
  useEffect(() => {
    if (!unsafe) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsafe]);
}
