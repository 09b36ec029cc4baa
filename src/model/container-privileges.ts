import type { Launch, Word } from "./launch.ts";
import { mountedFolder, mountOptions } from "./launchers/container.ts";
import { optionsAmong } from "./options.ts";

/** Something that lets a container do what the machine can. */
export interface Privilege {
  /** As people say it: without the folder in the container. */
  readonly option: string;
  readonly word: Word;
  readonly what: string;
  readonly help: string;
}

const rights: ReadonlySet<string> = new Set(["--cap-add", "--pid"]);

/** What takes the walls of a container away. */
export function privilegesOf({ flags }: Launch): readonly Privilege[] {
  const everything = flags.filter(({ value }) => /^--privileged(?:=true)?$/.test(value));
  const given = optionsAmong(flags, rights).filter(({ name, value: { value } }) =>
    name === "--pid" ? value === "host" : /^(?:ALL|(?:CAP_)?SYS_ADMIN)$/i.test(value),
  );
  return [
    ...everything.map((word) => {
      const help = "give it single rights: `--cap-add NAME`";
      return { option: "--privileged", word, what: "all rights of root on the machine", help };
    }),
    ...given.map(({ name, value: word }) => {
      return { option: `${name} ${word.value}`, word, what: "power over the whole machine", help: "leave it out" };
    }),
    ...optionsAmong(flags, mountOptions).flatMap(({ name, value: word }) => {
      const source = mountedFolder(word.value);
      const isSocket = /\/(?:docker|podman)\.sock$/.test(source);
      if (!isSocket && source !== "/") return [];
      const what = isSocket ? "the daemon that starts containers, as root" : "every file of the machine";
      const help = isSocket ? "put a proxy before the socket" : "mount the folder it works on";
      return [{ option: `${name} ${isSocket ? "docker.sock" : source}`, word, what, help }];
    }),
  ];
}
