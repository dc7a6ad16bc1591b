import { parseArgs } from 'node:util';

/** What is measured. */
export const steps = ['link', 'pin', 'me', 'page'] as const;
export type StepName = (typeof steps)[number];

/** Whose server answers. pgbench is no server: it runs the statements alone. */
export const systems = ['porchlight', 'better-auth', 'bare', 'bare-shared', 'pgbench'] as const;
export type SystemName = (typeof systems)[number];

/** What else can be measured, each on its own. */
export const modes = ['compare', 'sizes', 'drift', 'two-servers', 'pooler', 'embedded', 'mail', 'profile'] as const;
export type ModeName = (typeof modes)[number];

/** How much is measured, and with what. */
export interface Options {
  modes: ModeName[];
  steps: StepName[];
  systems: SystemName[];
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  concurrency: number[];
  clients: number;
  cycles: number;
  pin: boolean;
  write: boolean;
}

const usage = `npm run bench -- [options]
  --modes compare,sizes,drift,two-servers,pooler,embedded,mail,profile   what to run (all)
  --only link,pin,me,page           the steps of the comparison (all)
  --systems porchlight,better-auth,bare,bare-shared,pgbench      whom to compare (all)
  --rounds 5                        how often each is measured, on fresh tables every time
  --seconds 3                       how long each measurement takes
  --warm-up 8                       how long a fresh server is used before it is measured, in seconds
  --concurrency 1,8,32              how many requests are under way at once
  --clients 10000                   how many clients there are; twice as many old links and sessions
  --cycles 100000                   how many sign-ins the drift is watched over
  --pin                             the server on the first core, everything else on the others
  --write                           also writes the results into docs/performance.md`;

/**
 * Reads the command line.
 *
 * @throws an Error that says what is wrong and how it should be.
 */
export function readOptions(args: string[]): Options {
  const list = (text: string | undefined) => text?.split(',').map((part) => part.trim());
  const { values } = parsed({
    args,
    options: {
      ...Object.fromEntries(
        ['modes', 'only', 'systems', 'rounds', 'seconds', 'warm-up', 'concurrency', 'clients', 'cycles'].map((name) => [
          name,
          { type: 'string' as const },
        ]),
      ),
      ...Object.fromEntries(['pin', 'write'].map((name) => [name, { type: 'boolean' as const }])),
    },
  }) as unknown as { values: Record<string, string | undefined> & Partial<Record<'pin' | 'write', boolean>> };
  return {
    modes: chosen('modes', list(values['modes']), modes),
    steps: chosen('only', list(values['only']), steps),
    systems: chosen('systems', list(values['systems']), systems),
    rounds: number('rounds', values['rounds'], 5),
    seconds: number('seconds', values['seconds'], 3),
    warmUpSeconds: number('warm-up', values['warm-up'], 8),
    concurrency: (list(values['concurrency']) ?? ['1', '8', '32']).map((text) => number('concurrency', text, 1)),
    clients: number('clients', values['clients'], 10_000),
    cycles: number('cycles', values['cycles'], 100_000),
    pin: values.pin ?? false,
    write: values.write ?? false,
  };
}

function parsed(config: Parameters<typeof parseArgs>[0]) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

function chosen<Name extends string>(option: string, wanted: string[] | undefined, all: readonly Name[]): Name[] {
  const unknown = wanted?.find((name) => !all.includes(name as Name));
  if (unknown !== undefined) throw new Error(`--${option} knows no "${unknown}".\n\n${usage}`);
  return all.filter((name) => wanted?.includes(name) ?? true);
}

function number(option: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value > 0)) throw new Error(`--${option} must be a number above 0.\n\n${usage}`);
  return value;
}
