import type { EndpointUser, UserSearchPart } from '../../shared/search-views.ts';
import { identityOf } from '../audit/identity.ts';
import { readCallerClaims } from '../store/caller-claims.ts';
import type { Db } from '../store/database.ts';

/** Who called which endpoint, part by part. */
export function usersOf(db: Db, after: number): UserSearchPart {
  const { callers, ...part } = readCallerClaims(db, after);
  const pairs = new Map<string, EndpointUser>();
  for (const { endpointId, claims } of callers) {
    const user = identityOf(claims);
    pairs.set(`${endpointId} ${user}`, { endpointId, user });
  }
  return { users: [...pairs.values()], ...part };
}
