import { randomInt } from 'node:crypto';
import { pinLength } from '@porchlight/shared/pin.ts';

/** Six digits, each of the million equally likely, leading zeros and all. */
export const newPinDigits = (): string => String(randomInt(10 ** pinLength)).padStart(pinLength, '0');
