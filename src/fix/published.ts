import maxSatisfying from "semver/ranges/max-satisfying.js";
import validVersion from "semver/functions/valid.js";
import validRange from "semver/ranges/valid.js";
import type { Published, PublishedVersion, ServerEntry } from "../model/entry.ts";
import type { Host } from "../run.ts";
import { questionsFor, type Question } from "./registries.ts";

/** Requests under way at one time. */
const AT_ONCE = 4;
/** Of one answer, in bytes; the longest of the public registry have some tens of millions. */
const LONGEST = 100_000_000;
/** npm's short form, which leaves out the long texts; other registries know JSON alone. */
const accept = "application/vnd.npm.install-v1+json, application/json;q=0.8";
/** A Python version, freely read: it is written into a config. */
const pythonVersion = /^\d[\w.!+-]*$/;

/**
 * Asks the registries that the launchers of these entries would ask, each package once and without credentials, and
 * answers from what they said. `root`: folder of the project. `timeout`: of one request, in milliseconds. Never fails.
 */
export async function publishedVersions(
  entries: readonly ServerEntry[],
  root: string,
  host: Host,
  timeout = 10_000,
): Promise<PublishedVersion> {
  const questionOf = questionsFor(root, host);
  const urls = entries.flatMap((entry) => questionOf(entry)?.url?.href ?? []);
  const answers = await answersOf([...new Set(urls)], timeout);
  return (entry) => {
    const question = questionOf(entry);
    if (!question) return undefined;
    if (!question.url) return { why: "The registry that is configured is not one that can be asked" };
    const answer = answers.get(question.url.href);
    return answer && ("why" in answer ? answer : versionIn(answer.document, question, question.url.host));
  };
}

type Answer = { readonly document: unknown } | { readonly why: string };

async function answersOf(urls: readonly string[], timeout: number): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  /** Hosts that gave no answer at all are not asked again. */
  const silent = new Map<string, Answer>();
  const waiting = urls.values();
  const askOneAfterTheOther = async (): Promise<void> => {
    for (const url of waiting) {
      const { host } = new URL(url);
      answers.set(url, silent.get(host) ?? (await ask(url, timeout, (answer) => silent.set(host, answer))));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOneAfterTheOther));
  return answers;
}

async function ask(url: string, timeout: number, giveUp: (answer: Answer) => void): Promise<Answer> {
  const { host } = new URL(url);
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, { signal, credentials: "omit", headers: { accept } });
    if (!response.ok) {
      await response.body?.cancel();
      return { why: response.status === 404 ? `${host} has no such package` : `${host} answered ${response.status}` };
    }
    return documentIn(await textOf(response), host);
  } catch {
    const why = signal.aborted
      ? `${host} did not answer within ${timeout / 1000} seconds`
      : `${host} could not be reached`;
    giveUp({ why });
    return { why };
  }
}

async function textOf({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function documentIn(text: string | undefined, host: string): Answer {
  try {
    return { document: JSON.parse(text ?? "") };
  } catch {
    return incomprehensible(host);
  }
}

function versionIn(document: unknown, { registry, wanted }: Question, host: string): Published {
  if (registry === "pypi") {
    const version = memberOf(memberOf(document, "info"), "version");
    return typeof version === "string" && pythonVersion.test(version) ? { version } : incomprehensible(host);
  }
  const [tags, versions] = [memberOf(document, "dist-tags"), memberOf(document, "versions")];
  if (!isRecord(tags) || !isRecord(versions)) return incomprehensible(host);
  const tagged = memberOf(tags, wanted === "" ? "latest" : wanted);
  const version =
    typeof tagged === "string"
      ? validVersion(tagged)
      : validRange(wanted) === null || wanted === ""
        ? null
        : maxSatisfying(Object.keys(versions), wanted);
  return version === null ? { why: `${host} has no version that \`${wanted || "latest"}\` stands for` } : { version };
}

function incomprehensible(host: string): { readonly why: string } {
  return { why: `What ${host} answered cannot be understood` };
}

function memberOf(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
