// The servers and the peers, installed once into a folder of their own outside the repository.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folder = process.env.BENCH_PACKAGES ?? path.join(tmpdir(), "mcp-lint-bench-packages");

const packages = {
  "@modelcontextprotocol/server-everything": "2026.8.31",
  "@modelcontextprotocol/server-filesystem": "2026.8.31",
  "@modelcontextprotocol/server-memory": "2026.8.31",
  "mcp-proxy": "6.7.19",
  supergateway: "4.0.0",
  "mcp-hub": "4.2.1",
};

function install() {
  const wanted = JSON.stringify({ private: true, dependencies: packages });
  const file = path.join(folder, "package.json");
  if (existsSync(file) && readFileSync(file, "utf8") === wanted) return;
  mkdirSync(folder, { recursive: true });
  console.error(`installing servers and peers into ${folder} …`);
  writeFileSync(file, wanted);
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm install failed");
  // npm writes the file in its own way.
  writeFileSync(file, wanted);
}

install();

/** What a server of these packages really runs, without npx. */
export function serverFile(name) {
  return binOf(`@modelcontextprotocol/server-${name}`);
}

/** The file behind the command of a package. */
export function binOf(name) {
  const at = path.join(folder, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(path.join(at, "package.json"), "utf8"));
  const [file] = typeof bin === "string" ? [bin] : [bin[path.basename(name)] ?? Object.values(bin)[0]];
  return path.join(at, file);
}

/** `npx` with the exact version, from its cache alone. */
export function npxOf(name) {
  return ["-y", `@modelcontextprotocol/server-${name}@${packages[`@modelcontextprotocol/server-${name}`]}`];
}
