import type { JsonSchema } from "../json-schema.ts";
import { launchers } from "../model/launch.ts";

const amount = (description: string): JsonSchema => ({
  description,
  anyOf: [
    { type: "number", minimum: 0 },
    { type: "array", items: { type: "number", minimum: 0 }, minItems: 2, maxItems: 2 },
  ],
});

const known = {
  processes: amount("Processes that stay while idle: a number, or the two between which it lies"),
  memory: amount("MB that one start takes from the machine, idle for a minute"),
  freshMemory: amount("The same in the first minute"),
  rss: amount("MB of resident set size, as a task manager shows it"),
  ready: amount("Milliseconds until the server answers"),
};
const tokens = { tokens: amount("Tokens that its tools take of every context") };

function object(properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema {
  return { ...(description && { description }), type: "object", properties, additionalProperties: false };
}

/** The section `estimate`: see `EstimateSettings`. */
export function estimateSchema(clients: readonly string[]): JsonSchema {
  const sessions: JsonSchema = { type: "integer", minimum: 0 };
  return object(
    {
      sessions: {
        description:
          "Sessions open at one time: of each client, by client, or `auto` to count them where a command can",
        anyOf: [
          sessions,
          { type: "string", enum: ["auto"] },
          {
            title: "client",
            type: "object",
            properties: Object.fromEntries(clients.map((client) => [client, sessions])),
            additionalProperties: false,
          },
        ],
      },
      budget: object(
        { processes: { type: "integer", minimum: 0 }, ram: { description: "In MB", type: "number", minimum: 0 } },
        "What may not be passed",
      ),
      profiles: {
        description: "What is known of single servers, by their name or that of their package without version",
        type: "object",
        additionalProperties: object({ ...known, ...tokens }),
      },
      factors: object(
        {
          launchers: {
            ...object(
              Object.fromEntries(launchers.map((launcher) => [launcher, object(known)])),
              "What a launcher keeps beside each server",
            ),
            title: "launcher",
          },
          server: object({ ...known, ...tokens }, "A server of which nothing is known"),
          shared: {
            description: "MB that a program takes once, however often it runs, by its name",
            type: "object",
            additionalProperties: { type: "number", minimum: 0 },
          },
          hub: object(
            {
              ...known,
              memoryPerSession: amount("MB for every session and server"),
              call: amount("Milliseconds that it adds to a call"),
            },
            "The hub itself",
          ),
        },
        "Figures for what nobody measured",
      ),
    },
    "What you know of costs better than the shipped figures",
  );
}
