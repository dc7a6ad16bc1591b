import { randomInt } from 'node:crypto';
import { pinLength } from '@porchlight/shared/pin.ts';

/** Six random digits, leading zeros included. */
export const newPinDigits = (): string => String(randomInt(10 ** pinLength)).padStart(pinLength, '0');
