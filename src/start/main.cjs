#!/usr/bin/env node
require("./load.js").core["program.mjs"].main(process.argv.slice(2));
