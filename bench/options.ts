import { parseArgs } from 'node:util';

/** What can be measured. */
export const modes = ['compare', 'mail'] as const;
export type Mode = (typeof modes)[number];

/** What is measured, and how much of it. */
export interface Options {
  modes: Mode[];
  rounds: number;
  seconds: number;
  clients: number;
  /** Folders of other checkouts of Porchlight, built. */
  against: string[];
  write: boolean;
}

const usage = `npm run bench -- [options]
  --modes compare,mail   what to measure (both)
  --rounds 5             how often everyone has a turn
  --seconds 2            how long a turn takes
  --clients 20000        how many clients there are; each may be sent five mails
  --against FOLDER,…     other checkouts of Porchlight, built, that are measured beside this one
  --write                also writes the results into docs/performance.md`;

/**
 * Reads the command line.
 *
 * @throws an Error that says what is wrong and how it should be.
 */
export function readOptions(args: string[]): Options {
  const { values } = parsed(args);
  const wanted = values.modes?.split(',') ?? modes;
  const unknown = wanted.find((name) => !modes.some((mode) => mode === name));
  if (unknown !== undefined) throw new Error(`--modes knows no "${unknown}".\n\n${usage}`);
  return {
    modes: modes.filter((mode) => wanted.includes(mode)),
    rounds: number('rounds', values.rounds, 5),
    seconds: number('seconds', values.seconds, 2),
    clients: number('clients', values.clients, 20_000),
    against: values.against?.split(',') ?? [],
    write: values.write,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        modes: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        clients: { type: 'string' },
        against: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

function number(option: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!(value > 0)) throw new Error(`--${option} must be a number above 0.\n\n${usage}`);
  return value;
}
