import type { Command } from "commander";
import { run, runAlone } from "./action.ts";
import { choosingFiles, wholeNumber } from "./options.ts";

const manifest = ["[manifest]", "mcp-hub.json of a repository, or its folder (default: the one you are in)"] as const;
const host = ["--host <address>", "listen there instead of on 127.0.0.1; asks for the token of `hub token`"] as const;

/** The process that entries point at after `--fix`. */
export function addHub(program: Command): void {
  const hub = program
    .command("hub")
    .description("the local process that runs each server once, for every session")
    // The options of linting mean nothing to most of these.
    .configureHelp({ showGlobalOptions: false });
  hub
    .command("start")
    .argument(...manifest)
    .description("in the background; serves your own manifest and those of repositories where you say this")
    .option(...host)
    .action(run(async () => (await import("../commands/hub/start.ts")).startCommand));
  hub
    .command("stop")
    .argument("[manifest]", "end only its servers, and serve it no longer")
    .description("ends the hub and every server")
    .action(run(async () => (await import("../commands/hub/stop.ts")).stopCommand));
  hub
    .command("restart")
    .description("with the program and the environment of now; sessions carry on")
    .option(...host)
    .action(runAlone(async () => (await import("../commands/hub/stop.ts")).restartCommand));
  hub
    .command("status")
    .description("servers, sessions, calls, memory")
    .option("-w, --watch", "as long as you look; q leaves")
    .option("--json", "as JSON")
    .action(runAlone(async () => (await import("../commands/hub/status.ts")).statusCommand));
  hub
    .command("logs")
    .argument("[server]")
    .description("what the hub and its servers had to say")
    .option("-n, --lines <n>", "only the last", wholeNumber, 100)
    .option("-f, --follow", "and what comes, until Ctrl-C")
    .option("--json", "one JSON object a line")
    .action(run(async () => (await import("../commands/hub/logs.ts")).logsCommand));
  hub
    .command("reload")
    .argument(...manifest)
    .description("takes over what manifests say now; only servers that changed are restarted")
    .action(run(async () => (await import("../commands/hub/reload.ts")).reloadCommand));
  choosingFiles(hub.command("verify"))
    .description("starts each server that configs reach at the hub directly, too, and compares what both offer")
    .action(run(async () => (await import("../commands/hub/verify.ts")).verifyCommand));
  hub
    .command("run")
    .argument(...manifest)
    .description("in the foreground")
    .option(...host)
    .action(run(async () => (await import("../commands/hub/run.ts")).runCommand));
  hub
    .command("install")
    .argument(...manifest)
    .description("lets the system start it at every login: systemd, launchd or Task Scheduler")
    .option("--dry-run", "show the service file and the commands, and do nothing")
    .action(run(async () => (await import("../commands/hub/install.ts")).installCommand));
  hub
    .command("uninstall")
    .description("takes that back")
    .option("--dry-run", "show the commands, and do nothing")
    .action(runAlone(async () => (await import("../commands/hub/install.ts")).uninstallCommand));
  hub
    .command("token")
    .description("prints the token that clients must send, and makes one the first time")
    .action(runAlone(async () => (await import("../commands/hub/token.ts")).tokenCommand));
}
