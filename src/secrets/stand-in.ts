import { oncePerText } from "../once-per.ts";

/** Texts that are there to be replaced by a person, beyond doubt: more is kept from being called a secret (`strength.ts`). */
const standIns: readonly RegExp[] = [
  // YOUR_API_KEY, your-token-here, <your token>, sk-your-key
  /(?:^|[^A-Za-z{$?&])(?:YOUR|your|Your)[-_ ](?:[A-Za-z]+)|^your[A-Z]|^YOUR[A-Z]/,
  /(?:^|[^A-Za-z])(?:insert|enter|paste|replace|add)[-_ ](?:[A-Za-z]+[-_ ])*(?:here|me|with[-_ ][A-Za-z-_ ]+|your[-_ ][A-Za-z-_ ]+)(?:$|[^A-Za-z])/i,
  /(?:^|[^A-Za-z])(?:change[-_]?me|replace[-_]?me|fill[-_]?me(?:[-_]in)?|placeholder)(?:$|[^A-Za-z])/i,
  /(?:^|[^A-Za-z])(?:api[-_ ]?key|token|secret|password)[-_ ](?:goes[-_ ])?here$/i,
  // <token>, <path to the folder>; not <1.0
  /^<[A-Za-z][\w .:/|-]{1,60}>$/,
  // {secret}, {api_key}; not {env:TOKEN}, which some client fills in
  /^\{(?:[A-Za-z]+[-_])*(?:key|token|secret|password)\}$/i,
  // xxxxxxxx, sk-xxxx, ghp_********
  /^(?:[A-Za-z0-9]{1,12}[-_]){0,3}(?:[xX]{4,}|\*{3,}|•{3,})$/,
  /^(?:sk|pk|ghp|gho|xoxb|tvly|fc|lin_api|ntn|pat|key|token|secret)[-_][A-Za-z0-9_-]{0,16}\.{3}$/i,
  /^(?:\.{3}|…)$/,
  // /path/to/server, ./path/to/server.js, C:\path\to\server
  /^(?:(?:[A-Za-z]:)?[\\/]|\.[\\/])?(?:absolute[\\/])?path[\\/]to[\\/]/i,
  // sk_test_key_for_demonstration
  /(?:key|token|secret|password)[-_]for[-_](?:demo|demonstration|example)s?$/i,
  // /Users/NAME/notes, C:\Users\username\notes
  /(?:^|[^\w.~-])(?:\/Users|\/home|[A-Za-z]:[\\/]Users)[\\/](?:name|user-?name|you|your-?name|xxx+)(?:[\\/]|$)/i,
];

/** Whether a text only keeps a place: `YOUR_API_KEY`, `<token>`, `xxxx`, `/path/to/server`. */
export const isStandInBeyondDoubt: (text: string) => boolean = oncePerText((text) => {
  const value = text.trim().replace(/^(?:Bearer|Basic|Token)\s+/i, "");
  return value.length <= 120 && standIns.some((pattern) => pattern.test(value));
});
