import { png } from "./media.js";

export const resources = [
  {
    uri: "test://static-text",
    name: "Static text",
    description: "Always the same text",
    mimeType: "text/plain",
  },
  {
    uri: "test://static-binary",
    name: "Static image",
    description: "Always the same image",
    mimeType: "image/png",
  },
  {
    uri: "test://watched-resource",
    name: "Watched resource",
    description: "Says so when it changes",
    mimeType: "text/plain",
  },
];

export const templates = [
  {
    uriTemplate: "test://template/{id}/data",
    name: "Data by number",
    description: "A text with the number in it",
    mimeType: "application/json",
  },
];

const texts = {
  "test://static-text": "This is the content of the static text resource.",
  "test://watched-resource": "Watched resource content",
};

export function read(uri) {
  if (uri === "test://static-binary") return { uri, mimeType: "image/png", blob: png };
  if (Object.hasOwn(texts, uri)) return { uri, mimeType: "text/plain", text: texts[uri] };
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  if (id === undefined) return undefined;
  const data = { id, templateTest: true, data: `Data for ID: ${id}` };
  return { uri, mimeType: "application/json", text: JSON.stringify(data) };
}
