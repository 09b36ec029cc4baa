// Run by processes.test.ts: adds one to the number in each of several files, over and over, each time in one transaction.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [built, stateFolder, times, ...files] = process.argv.slice(2);
const { commit } = await import(pathToFileURL(`${built}/transaction/commit.js`).href);
const { writingHost } = await import(pathToFileURL(`${built}/transaction/host.js`).href);
const { currentPlatform } = await import(pathToFileURL(`${built}/platform.js`).href);
const host = { ...writingHost(currentPlatform()), stateFolder };

for (let done = 0; done < Number(times);) {
  const changes = files.map((file) => {
    const before = readFileSync(file);
    return { file, before, after: Buffer.from(`${Number(before) + 1}\n`), phase: "switch" };
  });
  try {
    if (commit({ title: "count", changes }, host).outcome === "committed") {
      done++;
      console.log("committed");
    }
  } catch (error) {
    if (!error.message.startsWith("another mcp-lint is")) throw error;
    // Lets the holder go on: two busy loops would mostly meet each other's lock.
    await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 5));
  }
}
