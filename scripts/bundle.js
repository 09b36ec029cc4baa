// The command line in a few files: Node takes longer to find and read three hundred small modules than to run them.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { builtins } from "./builtins.js";
import { withoutDocs } from "./without-docs.js";

const core = fileURLToPath(new URL("../src/commands/lint.ts", import.meta.url));

/**
 * esbuild writes a file for every set of modules that have the same users. What is loaded on demand therefore says that
 * it uses all of the core, which is there by then: the core stays in one file.
 */
const oneCore = {
  name: "one-core",
  setup({ onResolve, onLoad, resolve }) {
    const onDemand = new Set();
    onResolve({ filter: /^\./ }, async ({ kind, path, resolveDir }) => {
      if (kind === "dynamic-import") onDemand.add((await resolve(path, { kind: "import-statement", resolveDir })).path);
    });
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      if (!onDemand.has(path)) return undefined;
      return { contents: `${await readFile(path, "utf8")}\nimport ${JSON.stringify(core)};`, loader: "ts" };
    });
  },
};

await build({
  entryPoints: [fileURLToPath(new URL("../src/main.ts", import.meta.url))],
  outdir: fileURLToPath(new URL("../dist/cli", import.meta.url)),
  bundle: true,
  // What is imported dynamically stays apart and is loaded when it is needed.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  mainFields: ["module", "main"],
  plugins: [oneCore, withoutDocs, builtins],
  // A shorter text is parsed in less time. Names and lines stay, for the traces of our bugs.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  legalComments: "external",
  logLevel: "warning",
});
