/** How the secrets of one provider look. */
export interface SecretFormat {
  readonly provider: string;
  /** Source of a regular expression for the whole secret. Linear: nothing in it can be matched in two ways. */
  readonly pattern: string;
  /** Where the format is stated, and when that was read. */
  readonly source: string;
  readonly checked: string;
}

const gitleaks = "https://github.com/gitleaks/gitleaks/blob/b58d3f1/config/gitleaks.toml";
const trufflehog = "https://github.com/trufflesecurity/trufflehog/tree/main/pkg/detectors";
/** The provider does not state the format; keys of this form stand in many public configs. */
const seen = "public configs";
const word = "[A-Za-z0-9_-]";

function format(provider: string, pattern: string, source: string = gitleaks): SecretFormat {
  return { provider, pattern, source, checked: "2026-11-21" };
}

/** Longer prefixes first where one begins with another. Looser in length than issued today: formats grow. */
export const secretFormats: readonly SecretFormat[] = [
  format("GitHub", "gh[pousr]_[A-Za-z0-9]{30,}"),
  format("GitHub", "github_pat_\\w{40,}"),
  format("GitLab", `gl(?:pat|oas|ptt|rt|dt|agent|imt)-${word}{20,}`),
  format("Anthropic", `sk-ant-${word}{20,}`),
  format("OpenRouter", `sk-or-v1-${word}{32,}`, "https://openrouter.ai/docs/guides/overview/auth/api-keys"),
  format("OpenAI", `sk-(?:proj-|svcacct-|admin-)?${word}{20,}`),
  format("Stripe", "[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,}"),
  format("Slack", "xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,}"),
  format("Slack", "xapp-[0-9]-[A-Za-z0-9-]{10,}"),
  format("Slack", "hooks\\.slack\\.com\\/(?:services|workflows|triggers)\\/[A-Za-z0-9+/]{24,}"),
  format("Discord", "discord(?:app)?\\.com\\/api\\/webhooks\\/[0-9]{15,20}\\/[A-Za-z0-9_-]{40,}", trufflehog),
  format("AWS", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"),
  format("Google", "AIza[A-Za-z0-9_-]{30,}"),
  format("Google", "GOCSPX-[A-Za-z0-9_-]{20,}", seen),
  format("Google", "ya29\\.[A-Za-z0-9_-]{20,}", seen),
  format("Hugging Face", "hf_[A-Za-z0-9]{30,}"),
  format("npm", "npm_[A-Za-z0-9]{36,}"),
  format("PyPI", `pypi-${word}{50,}`),
  format("Context7", "ctx7sk-[A-Za-z0-9-]{16,}", seen),
  format("Brave", "BSA[A-Za-z0-9_-]{24,}", seen),
  format("Firecrawl", "fc-[0-9a-f]{32,}", seen),
  format("Tavily", "tvly-[A-Za-z0-9-]{20,}", seen),
  format("Supabase", "sbp_[0-9a-z]{40,}", trufflehog),
  format("Linear", "lin_(?:api|oauth)_[A-Za-z0-9]{32,}"),
  format("Notion", "ntn_[A-Za-z0-9]{40,}"),
  format("Notion", "secret_[A-Za-z0-9]{43,}", seen),
  format("Figma", `fig[duo][rh]?_${word}{30,}`, trufflehog),
  format("DigitalOcean", "do[opr]_v1_[0-9a-f]{64}"),
  format("Perplexity", "pplx-[A-Za-z0-9]{32,}"),
  format("Airtable", "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}"),
  format("Atlassian", "ATATT3[A-Za-z0-9_=-]{40,}"),
  format("Databricks", "dapi[0-9a-f]{32}"),
  format("Grafana", "gl(?:sa|c)_[A-Za-z0-9_+/=]{32,}"),
  format("Postman", "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
  format("SendGrid", "SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
  format("Sentry", "sntry[us]_[A-Za-z0-9+/=_]{40,}"),
  format("Shopify", "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
  format("Doppler", "dp\\.(?:pt|st|sa|ct)\\.[A-Za-z0-9._-]{40,}"),
  format("PlanetScale", "pscale_(?:pw|tkn|oauth)_[A-Za-z0-9_.=-]{32,}"),
  format("1Password", "ops_eyJ[A-Za-z0-9+/=]{100,}"),
  format("Groq", "gsk_[A-Za-z0-9]{40,}", trufflehog),
  format("xAI", "xai-[A-Za-z0-9_]{40,}", trufflehog),
  format("Telegram", "[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", trufflehog),
  // The look-behind keeps `eyJ-eyJ-…` linear: its pieces may be long and are tried once per run of their characters.
  format(
    "JSON Web Token",
    "(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}",
    "https://www.rfc-editor.org/rfc/rfc7519",
  ),
  // Without its end where a line or a window was cut; a quote ends it in any case.
  format(
    "private key",
    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\\s\\\\:,.]|-(?!----)){0,65536}(?:-----END [A-Z0-9 ]{0,60}-----)?",
    "https://www.rfc-editor.org/rfc/rfc7468",
  ),
];
