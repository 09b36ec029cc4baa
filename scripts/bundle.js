// The command line in a few files, for Node takes longer to find and read three hundred small modules than to run them:
//   main.js           starts the program
//   core.js           what every run needs, as one script
//   core.cache        V8's compiled form of it, as linting a file leaves it (scripts/code-cache.js)
//   *.mjs             the rest, loaded when it is needed
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { builtins } from "./builtins.js";
import { withoutDocs } from "./without-docs.js";

const fileOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const outdir = fileOf("../dist/cli");
const lint = fileOf("../src/commands/lint.ts");
const text = {
  // A shorter text is parsed in less time. Names and lines stay, for the traces of our bugs.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  logLevel: "warning",
};

/**
 * esbuild writes a file for every set of modules that have the same users. What is loaded on demand therefore says that
 * it uses all of the core, which is there by then: the core stays in few files.
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
      return { contents: `${await readFile(path, "utf8")}\nimport ${JSON.stringify(lint)};`, loader: "ts" };
    });
  },
};

const modules = await build({
  ...text,
  entryPoints: { program: fileOf("../src/program/main.ts") },
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  // What is imported dynamically stays apart.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  mainFields: ["module", "main"],
  plugins: [oneCore, withoutDocs, builtins],
  legalComments: "external",
  metafile: true,
  write: false,
});
const written = new Map(modules.outputFiles.map(({ path: file, contents }) => [path.basename(file), contents]));
const linked = new Map(Object.entries(modules.metafile.outputs).map(([file, output]) => [path.basename(file), output]));

/** What the program imports before it runs, directly or not. */
const core = new Set(["program.mjs"]);
for (const name of core)
  for (const { kind, path: file } of linked.get(name).imports)
    if (kind === "import-statement") core.add(path.basename(file));

const { outputFiles } = await build({
  ...text,
  stdin: {
    contents: [...core].map((name) => `export * as ${JSON.stringify(name)} from "./${name}";`).join("\n"),
    resolveDir: outdir,
  },
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20.19",
  define: { "import.meta.url": "url" },
  banner: { js: "(function(module,load,url){" },
  footer: { js: "})" },
  plugins: [
    {
      name: "written",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^\.\/.*\.mjs$/ }, ({ path: file }) =>
          core.has(path.basename(file)) ? { path: file, namespace: "written" } : undefined,
        );
        onLoad({ filter: /^/, namespace: "written" }, ({ path: file }) => ({
          contents: withLoad(Buffer.from(written.get(path.basename(file))).toString()),
        }));
      },
    },
  ],
  write: false,
});

mkdirSync(outdir, { recursive: true });
const write = (name, contents) => writeFileSync(path.join(outdir, name), contents);
write("package.json", `{ "type": "commonjs" }\n`);
write("main.js", await readFile(fileOf("../src/start/main.cjs")));
write("load.js", await readFile(fileOf("../src/start/load.cjs")));
write("core.js", outputFiles[0].contents);
for (const [name, contents] of written) write(name, core.has(name) ? linkOf(name) : contents);
rmSync(path.join(outdir, "core.cache"), { force: true });
const cached = spawnSync(process.execPath, [fileOf("code-cache.js"), fileOf("../fixtures/projects/dotfiles/before")]);
if (cached.status !== 0) throw new Error(`the code cache could not be made: ${cached.stderr}`);

/** A script that V8 has compiled before has lost where it is, so that what starts it must import for it. */
function withLoad(code) {
  const calls = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) calls.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("core.js", code, ts.ScriptTarget.Latest));
  return calls.reduceRight((rest, { pos, end }) => `${rest.slice(0, pos)} load${rest.slice(end)}`, code);
}

/** What modules loaded later see of the core. */
function linkOf(name) {
  return `import { core } from "./load.js";\nexport const {${linked.get(name).exports.join(",")}} = core["${name}"];\n`;
}
