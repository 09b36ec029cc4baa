import type { Word } from "../launch.ts";
import { ociPackage } from "../packages/oci.ts";
import { flagNames, flagsWithValues, readFlags, type FlagGrammar } from "./flags.ts";
import { direct, launched, type Launched } from "./launched.ts";

const global = flagsWithValues(`
  --config --context -c --host -H --log-level -l --tlscacert --tlscert --tlskey --connection --url
  --root --runroot --identity
`);

/** Few flags of `run` stand alone; the list of those with a value grows with every release. */
const alone = flagNames(`
  -i --interactive -t --tty --rm --rmi --init -d --detach -P --publish-all --privileged --read-only
  --read-only-tmpfs --no-healthcheck --oom-kill-disable -q --quiet --sig-proxy --disable-content-trust
  --use-api-socket --help --replace --env-host --http-proxy --no-hosts --no-hostname --passwd --rootfs
  --tls-verify --unsetenv-all
`);

const run: FlagGrammar = { takesValue: (name) => !alone.has(name), clusters: true };

/** `docker run` and `podman run`, also as `docker container run`. */
export function launchContainer(program: "docker" | "podman", words: readonly Word[]): Launched {
  const { end } = readFlags(words, 1, global);
  const start = words[end]?.value === "container" ? end + 1 : end;
  if (words[start]?.value !== "run") return direct(program, words);
  const image = readFlags(words, start + 1, run).end;
  const word = words[image];
  return launched(program, words.slice(1, image + 1), word && ociPackage(word), words.slice(image + 1));
}

export const mountOptions: ReadonlySet<string> = new Set(["-v", "--volume", "--mount"]);

/** The folder of this machine (or the volume) that the value of such an option puts into the container. */
export function mountedFolder(value: string): string {
  const named = /^(?:[^,]*,)*(?:source|src)=([^,]*)/.exec(value);
  return named?.[1] ?? /^((?:[A-Za-z]:)?[^:]*)/.exec(value)![1]!;
}
