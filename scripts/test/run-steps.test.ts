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
      { name: 'browser', needs: 'build', run },
    ],
    never,
  );
  expect(run).not.toHaveBeenCalled();
  expect(results.map((each) => each.ok)).toEqual([false, false]);
});

test('runs two steps at a time, and a step that needs another after it', async () => {
  const order: string[] = [];
  const step = (name: string, needs?: string) => ({
    name,
    ...(needs && { needs }),
    run: async () => {
      order.push(`${name} begins`);
      await new Promise(setImmediate);
      order.push(`${name} ends`);
      return well();
    },
  });
  const results = await runSteps([step('build'), step('lint'), step('browser', 'build')], never);
  expect(results.map(({ name }) => name)).toEqual(['build', 'lint', 'browser']);
  expect(order.slice(0, 2)).toEqual(['build begins', 'lint begins']);
  expect(order.indexOf('browser begins')).toBeGreaterThan(order.indexOf('build ends'));
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
