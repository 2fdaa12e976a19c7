// The frame of the pages before the sign-in: a card with its heading, and what is said beside it.
import { useEffect, type ReactNode } from "react";
import { use_speech } from "../../i18n";

export function Door({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const { say } = use_speech();
  useEffect(() => {
    document.title = `${title}｜${say("product")} Menhu`;
  }, [title, say]);
  return (
    <div className="sign_in">
      <section className="sign_in_card" aria-labelledby="door_title">
        <h1 id="door_title">{title}</h1>
        {children}
      </section>
      <aside className="sign_in_note">
        <p>{say("sign_in_notice")}</p>
        {note}
      </aside>
    </div>
  );
}

export function BackToSignIn() {
  const { say } = use_speech();
  return (
    <p className="other_way">
      <a href="#/">{say("sign_in_back")}</a>
    </p>
  );
}
