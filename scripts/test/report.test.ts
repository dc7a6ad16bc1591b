import { expect, test } from 'vitest';
import { summaryLine, slowestFiles } from './report.mjs';

const step = { name: 'step', seconds: 1, ok: true, output: '' };

test('adds up the tests of all steps', () => {
  const results = [
    { ...step, passed: 3, failed: 0, skipped: 1 },
    { ...step, ok: false, passed: 2, failed: 4, skipped: 0 },
  ];
  expect(summaryLine(results)).toBe('5 passed, 4 failed, 1 skipped');
});

test('counts a step that failed without a failed test as one failed', () => {
  expect(summaryLine([{ ...step, ok: false }])).toBe('0 passed, 1 failed, 0 skipped');
  expect(summaryLine([{ ...step, ok: false, passed: 7, failed: 0, skipped: 0 }])).toBe('7 passed, 1 failed, 0 skipped');
});

test('counts a step that did not run as one skipped', () => {
  expect(summaryLine([{ ...step, notRun: 'no Postgres here' }])).toBe('0 passed, 0 failed, 1 skipped');
});

test('names the ten slowest files of all steps', () => {
  const files = (seconds: number[]) => seconds.map((each) => ({ name: `${each}.test.ts`, seconds: each }));
  const slowest = slowestFiles([
    { ...step, name: 'web', files: files([1, 12, 3, 4, 5, 6]) },
    { ...step, name: 'server', files: files([7.25, 8, 9, 10, 11, 2]) },
    step,
  ]);
  expect(slowest).toHaveLength(10);
  expect(slowest.slice(0, 2)).toEqual(['  12.0 s  12.test.ts (web)', '  11.0 s  11.test.ts (server)']);
  expect(slowest).toContain('   7.3 s  7.25.test.ts (server)');
});
