/**
 * The same function, worked out once for each object and remembered for as long as that lives. For plain data that never
 * changes.
 */
export function oncePer<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined && !known.has(key)) known.set(key, (value = compute(key)));
    return value as Value;
  };
}

/** Texts that are remembered at one time. */
const MANY = 4096;

/** A longer text hardly comes again. */
const LONG = 256;

/** The same for short texts, which come again in file after file: addresses, names. Where they are many, all are forgotten. */
export function oncePerText<Value>(compute: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (text.length > LONG) return compute(text);
    let value = known.get(text);
    if (value !== undefined) return value;
    if (known.size >= MANY) known.clear();
    known.set(text, (value = compute(text)));
    return value;
  };
}
