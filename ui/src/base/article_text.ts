// "民法120、121；戶籍法16 I" as a case file has it: 民法第120、121條；戶籍法第16條第1項.
const parts: Record<string, number> = { I: 1, II: 2, III: 3, IV: 4, V: 5 };

function one_article(text: string): string {
  const found = /^(\d+(?:-\d+)?)(?: ([IV]+))?$/.exec(text);
  if (!found) return text;
  const [number, below] = (found[1] ?? "").split("-");
  const part = found[2] ? parts[found[2]] : undefined;
  return `${number}條${below ? `之${below}` : ""}${part ? `第${part}項` : ""}`;
}

export function article_text(text: string): string {
  return text
    .split("；")
    .map((law) => {
      const found = /^([^\d]+)(\d.*)$/.exec(law);
      if (!found) return law;
      const articles = (found[2] ?? "").split("、");
      const plain = articles.every((one) => /^\d+$/.test(one));
      return `${found[1]}第${plain ? `${articles.join("、")}條` : articles.map(one_article).join("、第")}`;
    })
    .join("；");
}
