// Lints a repository and keeps what V8 compiled for that, for dist/cli/load.js: node scripts/code-cache.js FOLDER
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const dist = new URL("../dist/cli/", import.meta.url);
const { core, script } = createRequire(dist)("./load.js");
await core["program.mjs"].main([...process.argv.slice(2), "--fail-on", "never"]);
writeFileSync(fileURLToPath(new URL("core.cache", dist)), script.createCachedData());
