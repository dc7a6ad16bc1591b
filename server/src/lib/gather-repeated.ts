import type { LogFn, Logger } from 'pino';

/** How many lines that say the same are written one by one, before the further ones are gathered. */
const oneByOne = 5;
/** For how long they are gathered into one line, in milliseconds. */
const gatherFor = 10_000;
/** How many of their references that line names. */
const mostReferences = 100;

/** Only from here on: what goes well is told line by line. */
const warn = 40;

type Line = Record<string, unknown> & { err?: { code?: string; message?: string }; reference?: string };

interface Repeated {
  written: number;
  references: string[];
  /** How many came since the last line. */
  more: number;
  write(note: object): void;
}

/**
 * Gathers warnings and errors that say the same, as an outage makes hundreds of them: the first few are
 * written at once, and of the others one line every ten seconds, with how many there were and their
 * references.
 *
 * @returns pino's hook, and what writes out at once what was gathered.
 */
export function gatherRepeated() {
  const repeated = new Map<string, Repeated>();

  function writeOut(key: string, one: Repeated): void {
    if (one.more === 0) return void repeated.delete(key);
    const { more, references } = one;
    Object.assign(one, { more: 0, references: [] });
    one.write({ repeated: more, ...(references.length > 0 && { references }) });
    setTimeout(writeOut, gatherFor, key, one).unref();
  }

  function logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
    const [line, message] = (typeof args[0] === 'string' ? [{}, args[0]] : args) as unknown as [
      Line,
      string | undefined,
    ];
    if (level < warn) return method.apply(this, args);
    const key = `${level} ${message} ${alike(line.err)}`;
    const one = repeated.get(key) ?? { written: 0, references: [], more: 0, write: () => undefined };
    if (one.written === 0) setTimeout(writeOut, gatherFor, key, one).unref();
    repeated.set(key, one);
    if (one.written < oneByOne) {
      one.written += 1;
      return method.apply(this, args);
    }
    one.more += 1;
    if (line.reference !== undefined && one.references.length < mostReferences) one.references.push(line.reference);
    const { reference: _, ...rest } = line;
    one.write = (note) => method.apply(this, [{ ...rest, ...note }, message]);
  }

  const flush = () => {
    for (const [key, one] of repeated) writeOut(key, one);
  };
  return { logMethod, flush };
}

/** Errors of the same kind, whatever number or id they name. */
const alike = (error: Line['err']) => (error?.code ?? error?.message ?? '').replace(/[\da-f-]{6,}|\d+/g, '#');
