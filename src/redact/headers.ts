import { type Pattern, pattern } from './span.js';

/** Secrets that stand where HTTP and URLs carry them. */

const hasDigit = (text: string): boolean => /\d/.test(text);
const decodesToPair = (text: string): boolean =>
  /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(text, 'base64').toString('latin1'));

export const HEADERS: readonly Pattern[] = [
  pattern(
    'auth-header',
    [
      'authorization',
      'x-auth-',
      'x-registry-auth',
      'x-vault-token',
      'x-api-key',
      'private-token',
      'x-amz-security-token',
    ],
    /(?:(?:proxy-)?authorization|x-auth-[a-z-]+|x-registry-auth|x-vault-token|x-api-key|private-token|x-amz-security-token)[\\"'\]]{0,4}[ \t]{0,3}[:=][ \t]{0,3}[[\\"']{0,4}(?:(?:bearer|basic|token|negotiate|apikey|splunk|ntlm)[ \t]{1,3})?(?<secret>[^\s"'\\,;\]<>]{8,})/i,
    // "authorization: unauthorized" is an error, not a header. A scheme word makes it one.
    (secret, match) =>
      !hasDigit(secret) && !/(?:bearer|basic|token|negotiate|apikey|splunk|ntlm)[ \t]+/i.test(match[0]),
  ),
  pattern(
    'auth-header',
    ['digest ', 'aws4-hmac-sha256'],
    /authorization[\\"']{0,3}[ \t]{0,3}[:=][ \t]{0,3}[\\"']{0,3}(?<secret>(?:digest|aws4-hmac-sha256)[ \t][^\r\n]{8,4000})/i,
  ),
  pattern('bearer', ['bearer'], /\bbearer[ \t]{1,3}(?<secret>[\w.~+/=-]{12,})/i, (secret) => !hasDigit(secret)),
  pattern(
    'basic-auth',
    ['basic '],
    /\bbasic[ \t]{1,3}(?<secret>[A-Za-z0-9+/]{6,}={0,2})/i,
    (secret) => !decodesToPair(secret),
  ),
  pattern(
    'cookie',
    ['cookie'],
    /\b(?:set-)?cookie2?[\\"']{0,3}[ \t]{0,3}[:=][ \t]{0,3}[[\\"']{0,4}(?<secret>[\w.!#$%&*+^`|~-]{1,100}=[^\r\n"'\\]{1,8000})/i,
  ),
  pattern(
    'url-password',
    ['://'],
    /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'<>\\]{0,256}:(?<secret>[^\s@"'<>\\/?#]{1,512}(?:[^\s@"'<>\\]{0,512}))@/i,
    // "tcp://10.0.0.1:2375/x@sha256:…": what precedes the @ is a port, a path and a digest, not a password.
    (secret) => /^\d{1,5}(?:\/|$)/.test(secret),
  ),
  // Go's MySQL driver: app:secret@tcp(10.0.0.1:3306)/orders
  pattern(
    'url-password',
    ['@tcp(', '@unix(', '@udp('],
    /(?<![\w:/])[\w.-]{1,64}:(?<secret>[^\s:@/"']{1,256})@(?:tcp|unix|udp)\(/i,
  ),
  pattern('url-token', ['://'], /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/(?<secret>[A-Za-z0-9_~.-]{20,256})@/i),
  pattern(
    'url-parameter',
    ['?', '&', '%26'],
    /[?&;](?:amp;)?(?:access_token|refresh_token|id_token|token|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|api_?key|apikey|key|password|passwd|pwd|auth|client_secret|secret|sv_sig|awsaccesskeyid)=(?<secret>[^\s&"'<>\\;]{4,4000})/i,
  ),
];
