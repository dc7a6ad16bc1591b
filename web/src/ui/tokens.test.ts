import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8');
const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');

/** Text needs 4.5 to 1 on what lies behind it, the outline of a control 3 to 1. */
const pairs = [
  ...['ink', 'ink-soft', 'link', 'stop'].flatMap((text) => [
    [text, 'paper', 4.5] as const,
    [text, 'sheet', 4.5] as const,
    [text, 'sunk', 4.5] as const,
  ]),
  ['lamp-ink', 'lamp', 4.5],
  ['lamp-ink', 'lamp-hover', 4.5],
  ['ink', 'good-glow', 4.5],
  ['good', 'good-glow', 4.5],
  ['good', 'sheet', 4.5],
  ['ink', 'stop-glow', 4.5],
  ['stop', 'stop-glow', 4.5],
  ['on-stop', 'stop', 4.5],
  ['ink', 'lamp-glow', 4.5],
  ['control-line', 'paper', 3],
  ['control-line', 'sheet', 3],
  ['lamp-edge', 'paper', 3],
  ['lamp-edge', 'sheet', 3],
  ['focus', 'paper', 3],
  ['focus', 'sheet', 3],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s', (_name, tokens) => {
  it.each(pairs)('%s stands out on %s', (front, back, least) => {
    expect(contrast(colour(tokens, front), colour(tokens, back))).toBeGreaterThanOrEqual(least);
  });
});

function colour(tokens: string, name: string): string {
  const found = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(tokens)?.[1];
  if (found === undefined) throw new Error(`There is no colour ${name}.`);
  return found;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
