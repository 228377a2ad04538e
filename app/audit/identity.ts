import type { Claim } from '../../shared/records.ts';

/** What names a user best, strongest first; tokens and cookies change from log-in to log-in. */
const BY_STRENGTH: readonly RegExp[] = [
  /, claim (?:sub|user_?id|uid|user|username|email)$/i,
  /^(?:authorization|cookie).*, claim id$/i,
  /, user name$/,
  /^authorization.* token$/,
  /^[\w-]*auth(?:orization)?\b/,
  /^cookie .*(?:sess|sid|auth|token)/i,
];

/** Who sent a request: a masked value that is equal for calls of one user; null without credentials. */
export function identityOf(claims: readonly Claim[]): string | null {
  for (const pattern of BY_STRENGTH) {
    const found = claims.find(({ from }) => pattern.test(from));
    if (found) return found.masked;
  }
  return null;
}
