import { beforeEach, expect, test, vi } from 'vitest';
import { runSteps } from './run-steps.mjs';

const well = async () => ({ ok: true, output: '' });
const never = () => false;

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue();
  vi.stubEnv('CI', '');
});

test('does not run a step whose need failed, and counts it as failed', async () => {
  const run = vi.fn(well);
  const results = await runSteps(
    [
      { name: 'build', run: async () => ({ ok: false, output: 'no' }) },
      { name: 'browser', alone: true, needs: 'build', run },
    ],
    never,
  );
  expect(run).not.toHaveBeenCalled();
  expect(results.map((each) => each.ok)).toEqual([false, false]);
});

test('takes a step that breaks for one that failed', async () => {
  const [result] = await runSteps([{ name: 'lint', run: () => Promise.reject(new Error('broken')) }], never);
  expect(result).toMatchObject({ ok: false, output: expect.stringContaining('broken') as string });
});

test('fails skipped tests and steps that did not run, but only under CI', async () => {
  const steps = () => [
    { name: 'server', run: async () => ({ ...(await well()), passed: 5, skipped: 1 }) },
    { name: 'browser', run: async () => ({ ...(await well()), notRun: 'no Chromium here' }) },
  ];
  expect((await runSteps(steps(), never)).map((each) => each.ok)).toEqual([true, true]);
  vi.stubEnv('CI', 'true');
  expect((await runSteps(steps(), never)).map((each) => each.ok)).toEqual([false, false]);
});
