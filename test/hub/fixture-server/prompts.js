import { png } from "./media.js";
import { askedPrompt } from "./questions.js";

const user = (content) => ({ role: "user", content });
const text = (text) => user({ type: "text", text });

export const prompts = {
  test_simple_prompt: {
    description: "A prompt without arguments",
    get: () => [text("This is a simple prompt for testing.")],
  },
  test_prompt_with_arguments: {
    description: "A prompt with two arguments",
    arguments: [
      { name: "arg1", description: "First test argument", required: true },
      { name: "arg2", description: "Second test argument", required: true },
    ],
    get: ({ arg1, arg2 }) => [text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  test_prompt_with_embedded_resource: {
    description: "A prompt with a resource in it",
    arguments: [{ name: "resourceUri", description: "URI of the resource to embed", required: true }],
    get: ({ resourceUri: uri }) => [
      user({
        type: "resource",
        resource: { uri, mimeType: "text/plain", text: "Embedded resource content for testing." },
      }),
      text("Please process the embedded resource above."),
    ],
  },
  test_prompt_with_image: {
    description: "A prompt with an image in it",
    get: () => [user({ type: "image", data: png, mimeType: "image/png" }), text("Please analyze the image above.")],
  },
  test_input_required_result_prompt: {
    description: "A prompt that asks for what it is about",
    get: (_, context) => askedPrompt(context),
  },
};
