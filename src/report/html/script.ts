/** Filters the findings. Without it the page shows all of them. */
export const script = `
const form = document.getElementById("filters");
if (form) {
  const articles = [...document.querySelectorAll("#list article")];
  const texts = new Map(articles.map((article) => [article, article.textContent.toLowerCase()]));
  const total = articles.reduce((sum, { dataset }) => sum + Number(dataset.count), 0);
  const apply = () => {
    const { severity, rule, file, server, text } = Object.fromEntries(new FormData(form));
    let shown = 0;
    for (const article of articles) {
      const { dataset } = article;
      article.hidden =
        (severity !== "" && dataset.severity !== severity) ||
        (rule !== "" && dataset.rule !== rule) ||
        (file !== "" && dataset.file !== file) ||
        (server !== "" && !JSON.parse(dataset.server).includes(server)) ||
        !texts.get(article).includes(text.trim().toLowerCase());
      if (!article.hidden) shown += Number(dataset.count);
    }
    document.getElementById("shown").textContent = shown + " of " + total + " findings";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
`;
