import { version } from "../about.ts";

export const workflowFile = ".github/workflows/mcp-lint.yml";

/** The workflow of docs/ci.md, for the version that wrote it. */
export const workflowText = `name: mcp-lint
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  mcp-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: mcp-lint/mcp-lint@v${version}
`;
