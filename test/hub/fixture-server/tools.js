import { setTimeout as sleep } from "node:timers/promises";
import { png, wav } from "./media.js";

const content = (...content) => ({ content });
const string = (description) => ({ type: "string", description });

function needs(capabilities, name) {
  if (!capabilities?.[name]) throw new Error(`The client offers no ${name}`);
}

async function elicit({ ask, capabilities }, message, requestedSchema) {
  needs(capabilities, "elicitation");
  const { action, content } = await ask("elicitation/create", { message, requestedSchema });
  return `action=${action}, content=${JSON.stringify(content ?? {})}`;
}

export const tools = {
  test_simple_text: {
    description: "Gives a text",
    call: () => "This is a simple text response for testing.",
  },
  test_image_content: {
    description: "Gives an image",
    call: () => content({ type: "image", data: png, mimeType: "image/png" }),
  },
  test_audio_content: {
    description: "Gives a sound",
    call: () => content({ type: "audio", data: wav, mimeType: "audio/wav" }),
  },
  test_embedded_resource: {
    description: "Gives a resource",
    call: () =>
      content({
        type: "resource",
        resource: {
          uri: "test://embedded-resource",
          mimeType: "text/plain",
          text: "This is an embedded resource content.",
        },
      }),
  },
  test_multiple_content_types: {
    description: "Gives a text, an image and a resource",
    call: () =>
      content(
        { type: "text", text: "Multiple content types test:" },
        { type: "image", data: png, mimeType: "image/png" },
        {
          type: "resource",
          resource: {
            uri: "test://mixed-content-resource",
            mimeType: "application/json",
            text: JSON.stringify({ test: "data", value: 123 }),
          },
        },
      ),
  },
  test_tool_with_logging: {
    description: "Logs three times",
    async call(_, { log }) {
      log("info", "Tool execution started");
      await sleep(50);
      log("info", "Tool processing data");
      await sleep(50);
      log("info", "Tool execution completed");
      return "Logged three times.";
    },
  },
  test_logging_tool: {
    description: "Logs once",
    call(_, { log }) {
      log("info", "Logged");
      return "Logged once.";
    },
  },
  test_tool_with_progress: {
    description: "Says how far it is",
    async call(_, { progress }) {
      progress(0, 100);
      await sleep(50);
      progress(50, 100);
      await sleep(50);
      progress(100, 100);
      return "Went from 0 to 100.";
    },
  },
  test_error_handling: {
    description: "Always fails",
    call() {
      throw new Error("This tool intentionally returns an error for testing");
    },
  },
  test_reconnection: {
    description: "Takes long enough for a stream to be closed and opened again",
    async call() {
      await sleep(200);
      return "Reconnection test completed successfully.";
    },
  },
  test_sampling: {
    description: "Asks the client's model",
    inputSchema: { type: "object", properties: { prompt: string("What to ask") }, required: ["prompt"] },
    async call({ prompt }, { ask, capabilities }) {
      needs(capabilities, "sampling");
      const messages = [{ role: "user", content: { type: "text", text: prompt } }];
      const { content } = await ask("sampling/createMessage", { messages, maxTokens: 100 });
      return `LLM response: ${content.text}`;
    },
  },
  test_elicitation: {
    description: "Asks the user",
    inputSchema: { type: "object", properties: { message: string("What to ask") }, required: ["message"] },
    call: async ({ message }, context) =>
      `User response: ${await elicit(context, message, {
        type: "object",
        properties: { username: string("User's response"), email: string("User's email address") },
        required: ["username", "email"],
      })}`,
  },
  test_elicitation_sep1034_defaults: {
    description: "Asks the user and says what it expects",
    call: async (_, context) =>
      `Elicitation completed: ${await elicit(context, "Please review and update the form fields", {
        type: "object",
        properties: {
          name: { ...string("User name"), default: "John Doe" },
          age: { type: "integer", description: "User age", default: 30 },
          score: { type: "number", description: "User score", default: 95.5 },
          status: { ...string("User status"), enum: ["active", "inactive", "pending"], default: "active" },
          verified: { type: "boolean", description: "Verification status", default: true },
        },
        required: [],
      })}`,
  },
  test_elicitation_sep1330_enums: {
    description: "Asks the user to choose, in every way there is",
    call: async (_, context) =>
      `Elicitation completed: ${await elicit(context, "Please choose", {
        type: "object",
        properties: {
          untitledSingle: { type: "string", enum: ["option1", "option2", "option3"] },
          titledSingle: { type: "string", oneOf: choices("Option") },
          legacyEnum: {
            type: "string",
            enum: ["opt1", "opt2", "opt3"],
            enumNames: ["Option One", "Option Two", "Option Three"],
          },
          untitledMulti: { type: "array", items: { type: "string", enum: ["option1", "option2", "option3"] } },
          titledMulti: { type: "array", items: { anyOf: choices("Choice") } },
        },
        required: [],
      })}`,
  },
  json_schema_2020_12_tool: {
    description: "Tool with JSON Schema 2020-12 features",
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $defs: {
        address: {
          $anchor: "addressDef",
          type: "object",
          properties: { street: { type: "string" }, city: { type: "string" } },
        },
      },
      properties: {
        name: { type: "string" },
        address: { $ref: "#/$defs/address" },
        contactMethod: { type: "string", enum: ["phone", "email"] },
        phone: { type: "string" },
        email: { type: "string" },
      },
      allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
      if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ["phone"] },
      else: { required: ["email"] },
      additionalProperties: false,
    },
    call: (given) => `Called with ${JSON.stringify(given)}`,
  },
};

function choices(noun) {
  return ["First", "Second", "Third"].map((word, at) => ({ const: `value${at + 1}`, title: `${word} ${noun}` }));
}
