/**
 * Questions to the client, one after the other or at once. A client without sessions is given them as results to answer,
 * under the ids that they have here, which are those the suite expects.
 */

const form = (message, name, type = "string") => ({
  message,
  requestedSchema: { type: "object", properties: { [name]: { type } }, required: [name] },
});
const sampling = (text, maxTokens) => ({
  messages: [{ role: "user", content: { type: "text", text } }],
  maxTokens,
});

async function filled(ask, id, message, name, type) {
  const { action, content } = await ask("elicitation/create", form(message, name, type), id);
  if (action !== "accept") throw new Error(`The user chose to ${action}`);
  return content[name];
}

export const questions = {
  test_input_required_result_elicitation: {
    description: "Asks for a name",
    call: async (_, { ask }) => `Hello, ${await filled(ask, "user_name", "What is your name?", "name")}!`,
  },
  test_input_required_result_sampling: {
    description: "Asks the client's model",
    async call(_, { ask }) {
      const { content } = await ask(
        "sampling/createMessage",
        sampling("What is the capital of France?", 100),
        "capital_question",
      );
      return content.text;
    },
  },
  test_input_required_result_list_roots: {
    description: "Asks for the client's folders",
    async call(_, { ask }) {
      const { roots } = await ask("roots/list", {}, "client_roots");
      return `Roots: ${roots.map(({ uri }) => uri).join(", ")}`;
    },
  },
  test_input_required_result_request_state: {
    description: "Asks for a confirmation",
    call: async (_, { ask }) => `state-ok: ${await filled(ask, "confirm", "Please confirm", "ok", "boolean")}`,
  },
  test_input_required_result_tampered_state: {
    description: "Asks for a confirmation that nobody can forge",
    call: async (_, { ask }) => `Confirmed: ${await filled(ask, "confirm", "Please confirm", "ok", "boolean")}`,
  },
  test_input_required_result_multiple_inputs: {
    description: "Asks for three things at once",
    async call(_, { ask }) {
      const answers = await Promise.all([
        filled(ask, "user_name", "What is your name?", "name"),
        ask("sampling/createMessage", sampling("Generate a greeting", 50), "greeting"),
        ask("roots/list", {}, "client_roots"),
      ]);
      return JSON.stringify(answers);
    },
  },
  test_input_required_result_multi_round: {
    description: "Asks for one thing, then for another",
    async call(_, { ask }) {
      const name = await filled(ask, "step1", "Step 1: What is your name?", "name");
      return `${name} likes ${await filled(ask, "step2", "Step 2: What is your favorite color?", "color")}.`;
    },
  },
  test_input_required_result_capabilities: {
    description: "Asks whatever the client can answer",
    async call(_, { ask }) {
      const answers = await Promise.allSettled([
        ask("elicitation/create", form("What is your name?", "name"), "user_name"),
        ask("sampling/createMessage", sampling("Generate a greeting", 50), "greeting"),
      ]);
      return JSON.stringify(answers.map(({ status }) => status));
    },
  },
  test_streaming_elicitation: {
    description: "Asks for a name after a sign of life",
    async call(_, { ask, progress }) {
      progress(1, 2);
      return `Hello, ${await filled(ask, "user_name", "What is your name?", "name")}!`;
    },
  },
  test_missing_capability: {
    description: "Asks the client's model, whether there is one or not",
    async call(_, { ask }) {
      const { content } = await ask("sampling/createMessage", sampling("Anybody there?", 10));
      return content.text;
    },
  },
};

export async function askedPrompt({ ask }) {
  const context = await filled(ask, "user_context", "What context should the prompt use?", "context");
  return [{ role: "user", content: { type: "text", text: `Use this context: ${context}` } }];
}
