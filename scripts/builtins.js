// Imports of Node's own modules, without the copies that Node makes for `import`: it reads every property of `process` and
// `fs` for one, and so opens standard input and loads what nobody asked for. That takes a quarter of the time to start.
import { builtinModules } from "node:module";

const names = builtinModules.filter((name) => !name.startsWith("_")).join("|");

/** @type {import("esbuild").Plugin} */
export const builtins = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:node:)?(?:${names})$`) }, ({ kind, path }) => {
      if (kind === "dynamic-import") return undefined;
      return { path: path.replace(/^(?:node:)?/, "node:"), namespace: kind, sideEffects: false };
    });
    onLoad({ filter: /^node:/, namespace: "require-call" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule("${path}");`,
    }));
    onLoad({ filter: /^node:/, namespace: "import-statement" }, async ({ path }) => {
      // Of these, esbuild keeps what is imported somewhere.
      const exports = Object.keys(await import(path))
        .filter((name) => name !== "default" && name !== "module.exports")
        .map((name) => `export const ${name} = /* @__PURE__ */ (() => builtin.${name})();`);
      return {
        contents: `const builtin = process.getBuiltinModule("${path}");\nexport default builtin;\n${exports.join("\n")}`,
      };
    });
  },
};
