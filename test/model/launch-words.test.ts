import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nodeAt, type Span } from "../../src/document/document.ts";
import { partOf } from "../../src/model/words.ts";
import { launchOf, valuesOf } from "./command-line.ts";

test("words of a split string point into that string", () => {
  const { launch, document } = launchOf("sh", "-c", `npx -y "@scope/server@1.2.3" --root '/a b' --x`);
  const shown = launch.words.map(({ span }) => document.text.slice(span.start, span.end));
  expect(shown).toEqual(["sh", "-c", "npx", "-y", "@scope/server@1.2.3", "--root", "/a b", "--x"]);
  const { versionSpan } = launch.package!;
  expect(document.text.slice(versionSpan!.start, versionSpan!.end)).toBe("1.2.3");
  expect(launch.words[4]!.path).toEqual(["args", 1]);
});

test("escapes of the file do not shift the words", () => {
  const { launch, document } = launchOf("sh", "-c", `npx "C:\\dir\tx" 'server' "two\\" words"`);
  const word = launch.words.find(({ value }) => value === "server")!;
  expect(document.text.slice(word.span.start, word.span.end)).toBe("server");
});

test("a part of a word is underlined alone, and all of it where a shell has removed quotes", () => {
  const { launch, document } = launchOf("sh", "-c", `serve --host=0.0.0.0 --na"me"=x`);
  const shown = (at: number, start: number): string => {
    const { span } = partOf(launch.words[at]!, start);
    return document.text.slice(span.start, span.end);
  };
  expect(shown(3, "--host=".length)).toBe("0.0.0.0");
  expect(JSON.parse(`"${shown(4, 7)}"`)).toBe(`--na"me"=x`);
});

test("what a shell does not split stays one word", () => {
  const { launch } = launchOf("sh", "-c", "a | b");
  expect(valuesOf(launch.words)).toEqual(["sh", "-c", "a | b"]);
});

function oneOf(words: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...words);
}

const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 24 }),
  oneOf(["npx", "npm", "exec", "-y", "-c", "-p", "--package", "--", "uv", "uvx", "run", "tool", "--from"]),
  oneOf(["docker", "-e", "-it", "sh", "-lc", "cmd", "/c", "env", "A=b", "wsl", "mise", "sudo", "python"]),
  oneOf(["-m", "node", "dnx", "--version", "deno", "jsr:@a/b@1/c", "npm:a@", "@", "@a/b@c@d", "a@npm:b"]),
  oneOf(["git+https://a/b@c#d", "https://@", "a[b]==1;c", "h:1/a:b@c", "${a", "$(b", "mcp-remote", "-H"]),
  fc
    .array(fc.constantFrom("npx", "-y", `"`, "'", "\\", " ", "$(", ")", "sh -c ", "A=1 ", "&", "@"), { maxLength: 12 })
    .map((pieces) => pieces.join("")),
);

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

test("any words give a launch whose spans lie in their strings", () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 8 }), (command, args) => {
      const { launch, document } = launchOf(command, ...args);
      const words = [
        ...launch.words,
        ...launch.flags,
        ...launch.serverArgs,
        ...launch.wrappers.map((wrapper) => wrapper.word),
        launch.program,
        ...(launch.package ? [launch.package.word] : []),
        ...(launch.bridge?.url ? [launch.bridge.url] : []),
      ];
      for (const { span, path, scalar } of words) {
        expect(nodeAt(document.root, path)?.span).toEqual(scalar);
        expect(isWithin(span, scalar)).toBe(true);
      }
      const { version, versionSpan } = launch.package ?? {};
      expect(version === undefined).toBe(versionSpan === undefined);
      if (versionSpan) expect(words.some(({ scalar }) => isWithin(versionSpan, scalar))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("long command lines take time in proportion", { timeout: 10_000 }, () => {
  const many = Array.from({ length: 100_000 }, () => "sudo");
  expect(launchOf("sudo", ...many).launch.words).toHaveLength(100_001);
  expect(launchOf("bash", "-c", "sudo ".repeat(100_000)).launch.words).toHaveLength(3);
  expect(launchOf("npx", "${".repeat(50_000), `server@${"(".repeat(50_000)}`).launch.words).toHaveLength(3);
});
