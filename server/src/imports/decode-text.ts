import { badInput } from '../lib/fault.ts';

/**
 * Decodes an uploaded file: UTF-8 or UTF-16, with or without a byte order mark; anything else as Windows-1252, which
 * older spreadsheets write.
 *
 * @throws Fault BAD_USER_INPUT when it is no text.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes.length === 0) throw notText('This file is empty.');
  if (spreadsheets.has(bytes.subarray(0, 4).toString('hex'))) {
    throw notText('This is a spreadsheet, not a CSV file. Open it, choose “Save as” or “Download”, and then CSV.');
  }
  const text = decodeAs(encodingOf(bytes), bytes);
  if (text.includes('\0')) throw notText('This is not a text file. Save the list as CSV and choose that file.');
  if (text.trim() === '') throw notText('This file is empty.');
  return text;
}

/** The first bytes of files of Excel, Numbers and LibreOffice, and of Excel before 2007. */
const spreadsheets: ReadonlySet<string> = new Set(['504b0304', 'd0cf11e0']);

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a byte order mark, UTF-16 is recognized by a zero in every other byte.
  const start = bytes.subarray(0, 512);
  const zeros = [0, 1].map((parity) => start.filter((byte, n) => n % 2 === parity && byte === 0).length);
  const half = start.length / 2;
  if ((zeros[1] ?? 0) > half * 0.6 && zeros[0] === 0) return 'utf-16le';
  if ((zeros[0] ?? 0) > half * 0.6 && zeros[1] === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function decodeAs(encoding: Encoding, bytes: Buffer): string {
  return new TextDecoder(encoding).decode(bytes);
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const notText = (message: string) => badInput('file', message);
