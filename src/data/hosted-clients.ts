/** Clients that run on somebody else's machine, by id: what they are called there. From their documentation, read 2026-11-21. */
export const hostedClients: Readonly<Record<string, string>> = {
  "copilot-cloud-agent": "in a container of GitHub",
  "firebase-studio": "on a virtual machine of Google",
};
