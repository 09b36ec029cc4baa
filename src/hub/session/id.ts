import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { isObject } from "../message.ts";
import type { Capabilities, Implementation } from "../relay/party.ts";

/** What a client said when it opened a session. */
export interface Claims {
  /** Revision of the protocol that was agreed on. */
  readonly version: string;
  readonly capabilities: Capabilities;
  readonly clientInfo: Implementation;
}

/** More would not fit into a header next to the others. */
const longest = 3000;

/**
 * The id of a new session. It is signed and says all that the hub must know of it, so that a hub that was restarted, or
 * has forgotten the session, can carry on. It is no authentication: who may connect is checked apart from it.
 */
export function newSessionId(server: string, claims: Claims, key: Uint8Array): string {
  const content = Buffer.from(contentOf(claims)).toString("base64url");
  const nonce = randomBytes(16).toString("base64url");
  return `${nonce}.${content}.${signature(server, nonce, content, key)}`;
}

/** What a session id says; undefined where it was not made for this server with this key. */
export function claimsIn(id: string, server: string, key: Uint8Array): Claims | undefined {
  const [nonce, content, signed, ...more] = id.split(".");
  if (nonce === undefined || content === undefined || signed === undefined || more.length > 0) return undefined;
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(server, nonce, content, key))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const [version, capabilities, name, clientVersion] = JSON.parse(Buffer.from(content, "base64url").toString()) as [
    string,
    Capabilities,
    string,
    string,
  ];
  return { version, capabilities, clientInfo: { name, version: clientVersion } };
}

function signature(server: string, nonce: string, content: string, key: Uint8Array): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([server, nonce, content]))
    .digest("base64url");
}

function contentOf({ version, capabilities, clientInfo }: Claims): string {
  const [name, clientVersion] = [clientInfo.name.slice(0, 100), clientInfo.version.slice(0, 50)];
  const whole = JSON.stringify([version, capabilities, name, clientVersion]);
  return whole.length <= longest ? whole : JSON.stringify([version, essential(capabilities), name, clientVersion]);
}

/** What decides over which questions a client is asked. */
function essential({ roots, sampling, elicitation }: Capabilities): Capabilities {
  const url = isObject(elicitation) && elicitation["url"] !== undefined;
  return {
    ...(roots !== undefined && { roots: {} }),
    ...(sampling !== undefined && { sampling: {} }),
    ...(elicitation !== undefined && { elicitation: { form: {}, ...(url && { url: {} }) } }),
  };
}
