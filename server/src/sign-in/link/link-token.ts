import { idFromBytes, idToBytes } from '../../lib/ids.ts';
import type { KeyedHash } from '../../lib/keyed-hash.ts';
import type { ViewerKind } from '../../sessions/session.ts';

/** The kind of a link; a link of one kind is never accepted as another. */
export type LinkKind = 'sign-in' | 'invitation' | 'staff';

/** The link that a token names. */
export interface LinkName {
  kind: LinkKind;
  practiceId: string;
  id: string;
}

/** Whom a link signs in. */
export const viewerOf = ({ kind }: LinkName): ViewerKind => (kind === 'staff' ? 'staff' : 'portal');

const letters: Readonly<Record<LinkKind, string>> = { 'sign-in': 'l', invitation: 'i', staff: 's' };

/**
 * The token of a link: its kind, a key id, and practice, link and HMAC in base64url. It is derived,
 * never stored: the HMAC of a unique id under a 256-bit key cannot be guessed, a retried mail has the same
 * token, and a stolen database holds none.
 */
export function linkToken(hash: KeyedHash, link: LinkName): string {
  const name = nameBytes(link);
  const mac = hash.makeCurrent([Buffer.from(link.kind), name]);
  return `${letters[link.kind]}.${hash.currentKeyId}.${Buffer.concat([name, mac]).toString('base64url')}`;
}

/** Verifies a token; undefined unless its HMAC fits its kind, practice and link. */
export function readLinkToken(hash: KeyedHash, token: string): LinkName | undefined {
  const [letter, keyId = '', text = '', ...rest] = token.trim().split('.');
  const kind = (Object.keys(letters) as LinkKind[]).find((each) => letters[each] === letter);
  const bytes = Buffer.from(text, 'base64url');
  if (!kind || rest.length > 0 || bytes.length !== 64 || text.length !== 86) return undefined;

  const name = bytes.subarray(0, 32);
  if (!hash.matches(keyId, [Buffer.from(kind), name], bytes.subarray(32))) return undefined;
  return { kind, practiceId: idFromBytes(name.subarray(0, 16)), id: idFromBytes(name.subarray(16)) };
}

const nameBytes = ({ practiceId, id }: LinkName) => Buffer.concat([idToBytes(practiceId), idToBytes(id)]);
