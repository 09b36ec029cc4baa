/**
 * Clients that start a server once, however many windows, chats or users they have, by id: who shares it there. From their sources, read
 * 2026-11-27.
 */
export const sharingClients: Readonly<Record<string, string>> = {
  "5ire": "all its chats share it",
  anythingllm: "all its workspaces share it",
  "cherry-studio": "all its chats share it",
  librechat: "all its conversations share it",
  mcporter: "it lives as long as a call, or for all calls where its `lifecycle` says so",
  // One mcp-hub listens on one port (37373), and every window finds it there.
  "mcphub-nvim": "all windows of Neovim share one mcp-hub",
  witsy: "all its chats share it",
};
