/**
 * The same function, worked out once for each object and remembered for as long as that lives. For plain data that never
 * changes.
 */
export function oncePer<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  // Most ask for the same object many times in a row.
  let last: Key | undefined;
  let ofLast: Value | undefined;
  return (key) => {
    if (key === last) return ofLast as Value;
    let value = known.get(key);
    if (value === undefined && !known.has(key)) known.set(key, (value = compute(key)));
    last = key;
    ofLast = value;
    return value as Value;
  };
}

/** The same, remembered only until another object comes: for what is asked of each object a few times in a row. */
export function oncePerRow<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  let last: Key | undefined;
  let ofLast: Value | undefined;
  return (key) => {
    if (key !== last) {
      ofLast = compute(key);
      last = key;
    }
    return ofLast as Value;
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
    if (value !== undefined || known.has(text)) return value as Value;
    if (known.size >= MANY) known.clear();
    known.set(text, (value = compute(text)));
    return value;
  };
}
