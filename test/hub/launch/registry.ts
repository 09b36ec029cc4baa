import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** A registry on this machine that the real npm installs from. */
export interface Registry {
  readonly url: string;
  /** Paths that were asked for. */
  readonly requests: string[];
  /** Publishes a version: its `package.json` beside name and version, and its other files. */
  publish(name: string, version: string, manifest: object, files: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export async function startRegistry(folder: string): Promise<Registry> {
  const packages = new Map<string, Record<string, object>>();
  const tarballs = new Map<string, Buffer>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(request.url ?? "");
    requests.push(asked);
    const tarball = tarballs.get(asked);
    const versions = packages.get(asked.slice(1));
    if (tarball) response.end(tarball);
    else if (versions) {
      const latest = Object.keys(versions).at(-1);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ name: asked.slice(1), "dist-tags": { latest }, versions }));
    } else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    publish(name, version, manifest, files) {
      const source = path.join(folder, "packed", name, version);
      mkdirSync(source, { recursive: true });
      writeFileSync(path.join(source, "package.json"), JSON.stringify({ name, version, ...manifest }));
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(source, file), text);
      spawnSync("npm", ["pack", "--silent"], { cwd: source, shell: process.platform === "win32" });
      const packed = readFileSync(
        path.join(
          source,
          readdirSync(source).find((file) => file.endsWith(".tgz"))!,
        ),
      );
      const file = `/${name}/-/${version}.tgz`;
      tarballs.set(file, packed);
      const integrity = `sha512-${createHash("sha512").update(packed).digest("base64")}`;
      const versions = packages.get(name) ?? {};
      versions[version] = { name, version, ...manifest, dist: { tarball: url + file, integrity } };
      packages.set(name, versions);
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
