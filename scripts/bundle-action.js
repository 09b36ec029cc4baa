// Writes action/mcp-lint.js: the program of the GitHub Action in one file that lies in the repository, so that whoever pins
// the action to a commit pins all that runs. With --check it writes nothing and exits 1 where the file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { builtins } from "./builtins.js";
import { withoutDocs } from "./without-docs.js";

const file = new URL("../action/mcp-lint.js", import.meta.url);

/** What only commands need that the action does not have: starting servers, the processes of other systems, completion. */
const absent = ["@modelcontextprotocol/sdk", "systeminformation", "prom-client", "@bomb.sh/tab"];

/** @type {import("esbuild").Plugin} */
const leftOut = {
  name: "left-out",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${absent.join("|")})(?:/|$)`) }, ({ path }) => ({
      path,
      namespace: "left-out",
    }));
    onLoad({ filter: /^/, namespace: "left-out" }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not part of the action`)})`,
    }));
  },
};

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../src/action.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  mainFields: ["module", "main"],
  plugins: [withoutDocs, builtins, leftOut],
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  legalComments: "inline",
  write: false,
  logOverride: { "import-is-undefined": "silent" },
  logLevel: "warning",
});
const text = outputFiles[0].text.replaceAll(/[ \t]+$/gm, "");

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("action/mcp-lint.js is stale: run node scripts/bundle-action.js");
  process.exitCode = 1;
}
