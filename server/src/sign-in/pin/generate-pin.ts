import type { PortalAccessStore } from '../../clients/portal-access.store.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import { Fault } from '../../lib/fault.ts';
import type { KeyedHash } from '../../lib/keyed-hash.ts';
import type { StaffSession } from '../../sessions/session.ts';
import { usableAccess } from '../usable-access.ts';
import { newPinDigits } from './pin-digits.ts';
import type { PinStore } from './pin.store.ts';
import { signInPolicy } from '../sign-in-policy.ts';

/** A PIN with its digits, which are not stored. */
export interface GeneratedPin {
  digits: string;
  expiresAt: Date;
  portalAccessId: string;
}

/**
 * Generates a PIN for the holder of an access. It replaces any older one.
 *
 * @throws Fault NOT_FOUND, BAD_USER_INPUT when access is off, TOO_MANY_REQUESTS after ten in a day.
 */
export async function generatePin(
  { pins, portalAccesses, pinHash }: { pins: PinStore; portalAccesses: PortalAccessStore; pinHash: KeyedHash },
  staff: StaffSession,
  portalAccessId: string,
): Promise<GeneratedPin> {
  const digits = newPinDigits();
  const keyed = { keyId: pinHash.currentKeyId, hash: pinHash.makeCurrent([Buffer.from(digits)]) };
  const generated = await retryOnConflict('pin_live', () =>
    pins.replace(staff.practiceId, portalAccessId, keyed, staff.staffMemberId),
  );
  if (generated) return { digits, expiresAt: generated.expiresAt, portalAccessId };
  await usableAccess(portalAccesses, staff.practiceId, portalAccessId);
  throw new Fault(
    'TOO_MANY_REQUESTS',
    `This address had ${signInPolicy.pinsPerDay} PINs within a day, which is the most. Send a link instead, or try again tomorrow.`,
    { retryAfterSeconds: 3600 },
  );
}
