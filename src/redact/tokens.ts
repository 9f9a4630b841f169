import { type Pattern, pattern } from './span.js';

/** Tokens that tell what they are by their own shape. Word starts are guarded, so that ids and digests around them stay whole. */
const token = (kind: string, needs: readonly string[], body: string): Pattern =>
  pattern(kind, needs, new RegExp(`(?<![A-Za-z0-9_])(?:${body})`));

export const TOKENS: readonly Pattern[] = [
  // Cut ones too: two parts of a JWT are enough to know it.
  token('jwt', ['eyj'], String.raw`eyJ[\w-]{8,}\.(?:eyJ)?[\w-]{8,}(?:\.[\w-]*)?`),
  token(
    'docker-config',
    ['eyjhdxrocyi6', 'ewogicjhdxrocyi', 'eyaiyxv0ahmi'],
    String.raw`(?:eyJhdXRocyI6|ewogICJhdXRocyI|eyAiYXV0aHMi)[\w+/=-]{8,}`,
  ),
  token('slack-token', ['xox', 'xapp-', 'xwfp-'], String.raw`(?:xox[a-z]{1,2}(?:\.xox[a-z])?|xapp|xwfp)-[\w-]{10,}`),
  pattern(
    'slack-webhook',
    ['hooks.slack.com'],
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/-]{12,})/i,
  ),
  pattern('webhook', ['/api/webhooks/'], /discord(?:app)?\.com\/api\/webhooks\/(?<secret>\d+\/[\w-]{16,})/i),
  token('aws-key-id', ['akia', 'asia', 'aroa', 'aida'], '(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}(?![A-Za-z0-9])'),
  token('github-token', ['gh', 'github_pat_'], String.raw`(?:gh[opusr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})`),
  token('gitlab-token', ['gl'], String.raw`gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[\w-]{16,}`),
  token('google-key', ['aiza', 'ya29.', 'gocspx-'], String.raw`(?:AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})`),
  token('stripe-key', ['_live_', '_test_', 'whsec_'], String.raw`(?:[sr]k_(?:live|test)_\w{16,}|whsec_[\w+/=]{20,})`),
  token('vault-token', ['hvs.', 'hvb.', 'hvr.'], String.raw`hv[sbr]\.[\w-]{20,}`),
  token('docker-token', ['dckr_'], String.raw`dckr_(?:pat|oat)_[\w-]{16,}`),
  token('npm-token', ['npm_'], 'npm_[A-Za-z0-9]{30,}'),
  token('pypi-token', ['pypi-'], String.raw`pypi-AgEI[\w-]{30,}`),
  token('huggingface-token', ['hf_'], 'hf_[A-Za-z0-9]{30,}'),
  token('model-key', ['sk-'], String.raw`sk-(?:ant-|proj-|svcacct-|or-v1-)?[\w-]{24,}`),
  token('grafana-token', ['glsa_', 'glc_'], String.raw`(?:glsa_\w{30,}|glc_[\w+/=]{30,})`),
  token('newrelic-key', ['nrak-'], 'NRAK-[A-Z0-9]{24,}'),
  token('digitalocean-token', ['_v1_'], 'do[opr]_v1_[0-9a-f]{40,}'),
  token('terraform-token', ['.atlasv1.'], String.raw`[A-Za-z0-9]{10,}\.atlasv1\.[\w-]{30,}`),
  pattern('telegram-token', [':aa'], /(?<![A-Za-z0-9_])(?:bot)?(?<secret>\d{8,10}:AA[\w-]{30,})/),
  token('sendgrid-key', ['sg.'], String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`),
  token('age-key', ['age-secret-key-'], 'AGE-SECRET-KEY-1[A-Z0-9]{40,}'),
  token('azure-secret', ['8q~', '7q~'], String.raw`[\w.~-]{3}[78]Q~[\w.~-]{31,}`),
];
