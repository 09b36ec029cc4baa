// The command line in a few files: Node takes longer to find and read three hundred small modules than to run them.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

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
  // Parts of the libraries are CommonJS and call `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
  },
  legalComments: "external",
  logLevel: "warning",
});
