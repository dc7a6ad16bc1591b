import { type DestinationStream, type Logger, pino } from 'pino';
import { gatherRepeated } from './gather-repeated.ts';
import { maskSecrets } from './mask-secrets.ts';

/** What is logged of an error: never the values of a statement, which may be anybody's. */
function describeError(error: unknown): Record<string, unknown> {
  const { name, message, stack, code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack,
    ...(cause instanceof Error ? { cause: describeError(cause) } : {}),
  };
}

/**
 * Structured logs: one JSON line for each event; of what repeats itself, one for many. No line holds a secret or a full
 * e-mail address, however it came in.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const { logMethod, flush } = gatherRepeated();
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    hooks: { logMethod, streamWrite: maskSecrets },
  };
  if (destination) return pino(options, destination);
  process.on('exit', flush);
  return pino(options, standardOutput());
}

/** All that is logged in one turn of the event loop leaves in one write: under load a write costs more than its lines. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, minLength: 8192 });
  let due = false;
  const writeOut = () => {
    due = false;
    output.flush();
  };
  process.on('exit', writeOut);
  return {
    write(line) {
      output.write(line);
      if (!due) setImmediate(writeOut);
      due = true;
    },
  };
}
