import { existsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openLog, parseLog, readLog } from "../../src/hub/daemon/log.ts";
import { redactionOf } from "../../src/hub/daemon/redaction.ts";
import { loadManifest } from "../../src/hub/daemon/manifests.ts";
import { diskFileSystem } from "../../src/file-system/disk.ts";
import { folderWith } from "../cli/program.ts";

const same = (text: string): string => text;
const all = (): boolean => true;
const place = (): string => path.join(folderWith({}), "state", "hub.log");

describe("the log", () => {
  it("gives back its last lines, those of one server if asked", () => {
    const file = place();
    const log = openLog(file, same);
    for (const [server, text] of [
      ["a", "one"],
      ["b", "two"],
      ["a", "three\nfour"],
    ] as const) {
      log.write({ level: "info", server, text });
    }
    log.write({ level: "error", text: "five" });
    log.close();
    expect(readLog(file, all, 2).map(({ text }) => text)).toEqual(["three\nfour", "five"]);
    expect(readLog(file, ({ server }) => server === "a", 9).map(({ text }) => text)).toEqual(["one", "three\nfour"]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  it("never takes more than twice its size, whatever servers print", () => {
    const file = place();
    const limits = { size: 20_000, text: 100, rate: Infinity };
    for (let round = 0; round < 50; round++) {
      const log = openLog(file, same, undefined, limits);
      for (let line = 0; line < 20; line++) log.write({ level: "info", server: "a", text: "x".repeat(10_000) });
      log.close();
    }
    const sizes = [file, `${file}.1`].map((each) => (existsSync(each) ? statSync(each).size : 0));
    expect(sizes.every((size) => size < 30_000)).toBe(true);
    expect(sizes[1]).toBeGreaterThan(0);
    expect(readLog(file, all, 1)[0]!.text).toHaveLength(101);
  });

  it("counts what a server floods it with", () => {
    const file = place();
    let now = 0;
    const log = openLog(file, same, () => new Date(now), { size: 1e6, text: 100, rate: 3 });
    for (let line = 0; line < 1_000; line++) log.write({ level: "info", server: "loud", text: `line ${line}` });
    log.write({ level: "info", server: "quiet", text: "hello" });
    now = 1_000;
    log.write({ level: "info", server: "loud", text: "later" });
    log.close();
    const texts = readLog(file, all, 99).map(({ server, text }) => `${server} ${text}`);
    expect(texts).toEqual([
      "loud line 0",
      "loud line 1",
      "loud line 2",
      "quiet hello",
      "loud 997 further lines left out",
      "loud later",
    ]);
  });

  it("passes over what is no line of it", () => {
    const file = path.join(folderWith({}), "hub.log");
    writeFileSync(file, `{"time":"t","level":"info","text":"a"}\n{"time":\nnull\n7\n`);
    expect(readLog(file, all, 9).map(({ text }) => text)).toEqual(["a"]);
    expect(parseLog("")).toEqual([]);
  });

  it("masks the secrets of a manifest and those that its variables stand for", async () => {
    const [written, given] = ["q8Zt4Vw1Xy7Kp3Rm", "h2Nf9Bc5Jd6Ls0Qe"];
    const folder = folderWith({
      "mcp-hub.json": JSON.stringify({
        servers: { a: { port: 1, command: "a", env: { API_KEY: written, GITHUB_TOKEN: "${MY_TOKEN}" } } },
      }),
    });
    const manifest = await loadManifest(path.join(folder, "mcp-hub.json"), diskFileSystem);
    const redact = redactionOf([manifest], { os: "linux", home: folder, cwd: folder, env: { MY_TOKEN: given } });
    expect(redact(`sent ${written} and ${given}`)).toBe("sent [redacted] and [redacted]");
  });
});
