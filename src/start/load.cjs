// Loads core.js with what V8 compiled of it when it was built. Another version of Node finds that it can't use the cache
// and compiles as ever.
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { Script } = require("node:vm");

const filename = path.join(__dirname, "core.js");
const cache = path.join(__dirname, "core.cache");

const script = new Script(
  // esbuild writes ASCII.
  readFileSync(filename, "latin1"),
  { filename, cachedData: existsSync(cache) ? readFileSync(cache) : undefined },
);
const core = { exports: {} };
script.runInThisContext()(core, (specifier) => import(specifier), pathToFileURL(filename).href);

exports.core = core.exports;
exports.script = script;
