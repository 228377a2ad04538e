import type { Hiding } from './hiding.ts';

/**
 * Tokens that show by their shape what they are, whatever the name beside them: the prefixes that their issuers
 * document so that scanners find them.
 */
const SHAPES = [
  // Stripe and those who copied it: sk_live_…, rk_test_…, whsec_…
  String.raw`\b(?:[a-z]{2,12}_)?(?:sk|rk|sec|secret|pat|token|apikey)_(?:live|test|prod|sandbox)_[\w-]{12,}`,
  String.raw`\bwhsec_[\w+/=-]{16,}`,
  // GitHub, GitLab, npm, PyPI
  String.raw`\bgh[opsru]_\w{20,}`,
  String.raw`\bgithub_pat_\w{20,}`,
  String.raw`\bgl(?:pat|dt|rt|soat|cbt|ptt)-[\w-]{16,}`,
  String.raw`\bnpm_\w{30,}`,
  String.raw`\bpypi-[\w-]{40,}`,
  // Slack, Discord, Telegram
  String.raw`\bxox[a-z]-[\w-]{10,}`,
  String.raw`\bxapp-[\w-]{16,}`,
  String.raw`hooks\.slack\.com/(?:services|workflows)/[\w/-]{20,}`,
  String.raw`\b\d{8,10}:AA[\w-]{30,}`,
  // Amazon, Google, Azure
  String.raw`\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z\d]{16}\b`,
  String.raw`\bAIza[\w-]{30,}`,
  String.raw`\bya29\.[\w-]{20,}`,
  String.raw`\bGOCSPX-[\w-]{20,}`,
  String.raw`\b1//0[\w-]{20,}`,
  String.raw`\bAccountKey=[\w+/=]{40,}`,
  // Mail, telephony, shops
  String.raw`\bSG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`\bSK[\da-f]{32}\b`,
  String.raw`\bkey-[\da-f]{32}\b`,
  String.raw`\b[\da-f]{32}-us\d{1,2}\b`,
  String.raw`\bshp(?:at|ca|pa|ss)_[\da-fA-F]{32}`,
  String.raw`\bsq0(?:atp|csp|idp)-[\w-]{20,}`,
  // Models, clouds, tools
  String.raw`\bsk-(?:proj-|ant-\w+-|or-v1-)?[\w-]{20,}`,
  String.raw`\bhf_[A-Za-z]{30,}`,
  String.raw`\bdo[opr]_v1_[\da-f]{64}`,
  String.raw`\bdapi[\da-f]{32}\b`,
  String.raw`\bhv[bsr]\.[\w-]{20,}`,
  String.raw`\bsb(?:p|_secret)_\w{20,}`,
  String.raw`\b(?:glsa|glc|lin_api|sntrys|sntryu|ntn|PMAK|dp\.(?:pt|st|ct)|tfp|rubygems|figd)[_.-][\w.+/=-]{20,}`,
];

const TOKEN = new RegExp(SHAPES.join('|'), 'g');
/** The characters by which any of them can begin: most texts hold none. */
const HINT =
  /_(?:live|test|prod|sandbox)_|whsec_|gh[opsru]_|github_pat_|gl[a-z]{2,4}[-_]|npm_|pypi-|xox[a-z]-|xapp-|hooks\.slack|:AA|AKIA|ASIA|ABIA|ACCA|AIza|ya29\.|GOCSPX|1\/\/0|AccountKey|SG\.|SK[\da-f]{8}|key-|-us\d|shp[acps]|sq0|sk-|hf_|_v1_|dapi|hv[bsr]\.|sbp?_|lin_api|sntry|ntn|PMAK|dp\.|tfp|rubygems|figd/;

/** Also with line breaks written as `\n`, as in JSON and environment files. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]{1,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** Masks tokens and private keys that show by their shape what they are. */
export function maskShapes(text: string, hiding: Hiding, where: string): string {
  const withoutKeys = text.includes('PRIVATE KEY') ? text.replace(PRIVATE_KEY, (key) => hiding.hide(key, where)) : text;
  return HINT.test(withoutKeys) ? withoutKeys.replace(TOKEN, (token) => hiding.hide(token, where)) : withoutKeys;
}
