/** A variable that changes what a program runs or whom it trusts, whatever the program is. Read 2026-11-27. */
export interface PowerfulVariable {
  readonly name: RegExp;
  /** Only with such a value; with any where absent. */
  readonly value?: RegExp;
  /** Reads after the name of the variable. */
  readonly effect: string;
  readonly help: string;
  /** `certain`: nobody means well with it. `likely`: there are good reasons, too. */
  readonly harm: "certain" | "likely";
  readonly source: string;
}

const off = /^(?:0|false|no)$/i;
const on = /^(?:1|true|yes|on)$/i;

export const powerfulVariables: readonly PowerfulVariable[] = [
  {
    name: /^NODE_TLS_REJECT_UNAUTHORIZED$/,
    value: /^0$/,
    effect: "makes it take any certificate: whoever is on the way can read its tokens and change its answers",
    help: "leave it out; name the certificate you trust in `NODE_EXTRA_CA_CERTS`",
    harm: "certain",
    source: "https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
  },
  {
    name: /^PYTHONHTTPSVERIFY$/,
    value: off,
    effect: "makes it take any certificate: whoever is on the way can read its tokens and change its answers",
    help: "leave it out; name the certificate you trust in `SSL_CERT_FILE`",
    harm: "certain",
    source: "https://peps.python.org/pep-0493/",
  },
  {
    name: /^GIT_SSL_NO_VERIFY$/,
    value: on,
    effect: "makes Git take any certificate: what it clones may be anybody's",
    help: "leave it out; name the certificate you trust in `GIT_SSL_CAINFO`",
    harm: "certain",
    source: "https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify",
  },
  {
    name: /^(?:npm_config_strict_ssl)$/i,
    value: off,
    effect: "makes npm take any certificate: what it installs may be anybody's",
    help: "leave it out; name the certificate you trust in `NODE_EXTRA_CA_CERTS`",
    harm: "certain",
    source: "https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl",
  },
  {
    name: /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/,
    effect: "loads code of its own into every program the server starts",
    help: "leave it out, or start the server by a script that says why it is needed",
    harm: "likely",
    source: "https://man7.org/linux/man-pages/man8/ld.so.8.html",
  },
  {
    name: /^NODE_OPTIONS$/,
    value: /--(?:require|import|loader|experimental-loader)\b|(?:^|\s)-r\s/,
    effect: "loads code of its own into every Node program",
    help: "leave it out",
    harm: "likely",
    source: "https://nodejs.org/api/cli.html#node_optionsoptions",
  },
  {
    name: /^PATH$/,
    effect: "decides which programs the names in its command line and scripts mean",
    help: "name the program by its full path instead",
    harm: "likely",
    source: "https://cwe.mitre.org/data/definitions/426.html",
  },
  {
    name: /^(?:npm_config_registry|(?:PIP|UV)_(?:EXTRA_)?INDEX_URL|UV_DEFAULT_INDEX)$/i,
    effect: "lets its packages come from another registry than everybody else's",
    help: "write it into `.npmrc` or `uv.toml`, where it is looked for",
    harm: "likely",
    source: "https://docs.npmjs.com/cli/v11/using-npm/config#registry",
  },
];
