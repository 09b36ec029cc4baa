// Takes the docs of the rules out of what the command line loads to lint: prose costs time to parse, and nobody reads it
// there. Only what comes by rules/documented.ts sees the rules whole.
import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

const whole = "?whole";

/** @type {import("esbuild").Plugin} */
export const withoutDocs = {
  name: "without-docs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/.*\.ts$/ }, ({ importer, path: file, pluginData, resolveDir }) => {
      if (pluginData !== whole && !/[\\/]rules[\\/]documented\.ts$/.test(importer)) return undefined;
      return { path: path.join(resolveDir, file), suffix: whole };
    });
    onLoad({ filter: /[\\/]rules[\\/][^\\/]+\.ts$/ }, async ({ path: file, suffix }) => {
      const text = await readFile(file, "utf8");
      return suffix === whole
        ? { contents: text, loader: "ts", pluginData: whole }
        : { contents: textWithoutDocs(file, text), loader: "ts" };
    });
  },
};

/** @throws Error where a rule has no docs of its own to take out. */
function textWithoutDocs(file, text) {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const rule = tree.statements.find(ts.isExportAssignment);
  if (!rule) return text;
  const docs = rule.expression.arguments?.[0]?.properties?.find(({ name }) => name?.text === "docs");
  if (!docs) throw new Error(`${file}: \`export default defineRule({ …, docs: { … } })\` is what a rule looks like`);
  return text.slice(0, docs.getStart(tree)) + text.slice(docs.end).replace(/^\s*,/, "");
}
