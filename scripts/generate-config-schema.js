// Writes schema/mcp-lint.schema.json from the built rules: npm run build && node scripts/generate-config-schema.js
import { writeFileSync } from "node:fs";
import { rules } from "../dist/rules/index.js";
import { clients } from "../dist/src/clients/index.js";
import { publishedSchema } from "../dist/src/config/schema.js";

const schema = publishedSchema({ rules, clients: clients.map(({ id }) => id) });
writeFileSync(new URL("../schema/mcp-lint.schema.json", import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`);
