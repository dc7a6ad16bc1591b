import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { parseSecretKeys } from './secret-keys.ts';

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'], { error: 'must be on or off' })
  .transform((value) => ['on', 'true', '1'].includes(value));

const fromAddress = /^(?:[^<>@"\r\n]+<[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@"]+>|[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@"]+)$/;

const url = (protocols: string[], say: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), say);

const minutes = (least: number, most: number) => {
  const say = `must be a whole number of minutes from ${least} to ${most}`;
  return z.coerce.number({ error: say }).int(say).min(least, say).max(most, say);
};

const drainSeconds = 'must be a whole number of seconds from 0 to 300';

const networks = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.every(isAddressOrRange), 'must be IP addresses or ranges, separated by commas')
  .default([]);

const variables = z.object({
  NODE_ENV: z.string().optional(),
  NOT_PRODUCTION: flag.default(false),
  PORT: z.coerce
    .number({ error: 'must be a port number from 0 to 65535' })
    .int('must be a port number from 0 to 65535')
    .min(0, 'must be a port number from 0 to 65535')
    .max(65_535, 'must be a port number from 0 to 65535')
    .default(4000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: url(['http:', 'https:'], 'must be an origin such as https://portal.example.org')
    .refine(
      (text) => !URL.canParse(text) || new URL(text).origin === text.replace(/\/$/, ''),
      'must be an origin only, without a path',
    )
    .transform((text) => new URL(text).origin)
    .optional(),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'must be a Postgres address such as postgres://user:password@host:5432/porchlight',
  ).optional(),
  DATA_DIR: z.string().default('.data'),
  SECRET_KEYS: z
    .string()
    .transform((text, context) => {
      const parsed = parseSecretKeys(text);
      if (typeof parsed !== 'string') return parsed;
      context.addIssue({ code: 'custom', message: parsed });
      return z.NEVER;
    })
    .optional(),
  MAIL_TRANSPORT: z
    .enum(['mailbox', 'resend', 'smtp'], { error: 'must be mailbox, resend or smtp' })
    .default('mailbox'),
  MAIL_FROM: z.string().regex(fromAddress, 'must be an address such as portal@example.org').optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: url(['http:', 'https:'], 'must be a web address such as https://api.resend.com').optional(),
  RESEND_WEBHOOK_SECRET: z.string().startsWith('whsec_', 'must be the signing secret Resend shows, whsec_…').optional(),
  SMTP_URL: url(
    ['smtp:', 'smtps:'],
    'must be a mail server address such as smtps://user:password@mail.example.org',
  ).optional(),
  TRUSTED_PROXIES: networks,
  WEBHOOK_ALLOWED_NETWORKS: networks,
  DEMO: flag.optional(),
  JOBS: flag.default(true),
  DRAIN_SECONDS: z.coerce
    .number({ error: drainSeconds })
    .int(drainSeconds)
    .min(0, drainSeconds)
    .max(300, drainSeconds)
    .default(0),
  INTROSPECTION: flag.optional(),
  EXPLORER: flag.optional(),
  SESSION_IDLE_MINUTES: minutes(2, 720).default(30),
  SESSION_LIFETIME_MINUTES: minutes(5, 43_200).default(720),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

type Variables = z.output<typeof variables>;

/** Everything the operator can set, read once at start. */
export type Config = ReturnType<typeof settle>;

/** Thrown when the environment is invalid; `faults` names every variable and what it should be. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration needs attention:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/**
 * Reads the configuration from the environment.
 *
 * @throws ConfigError naming every fault at once.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(set);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  // The valid variables are checked further even when others are invalid, so that one start reports every fault.
  const readable = parsed.success ? parsed.data : variables.parse(withoutFaulty(set, parsed.error));
  faults.push(...contradictions(readable, set));
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return settle(readable);
}

/** The names of every variable that is read, for the check of `.env.example`. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

function settle(read: Variables) {
  const production = read.NODE_ENV === 'production';
  const origin = read.PUBLIC_ORIGIN ?? `http://localhost:${read.PORT}`;
  return {
    production,
    port: read.PORT,
    host: read.HOST,
    publicOrigin: origin,
    /** Whether cookies and headers may rely on https. */
    secure: origin.startsWith('https:'),
    databaseUrl: read.DATABASE_URL,
    dataDir: resolve(read.DATA_DIR),
    secretKeys: read.SECRET_KEYS,
    mail: {
      transport: read.MAIL_TRANSPORT,
      from: read.MAIL_FROM ?? 'Porchlight <portal@porchlight.example>',
      resend: {
        apiKey: read.RESEND_API_KEY,
        baseUrl: read.RESEND_BASE_URL,
        webhookSecret: read.RESEND_WEBHOOK_SECRET,
      },
      smtpUrl: read.SMTP_URL,
    },
    trustedProxies: read.TRUSTED_PROXIES,
    webhooks: { httpsOnly: production, allowedNetworks: read.WEBHOOK_ALLOWED_NETWORKS },
    demo: read.DEMO ?? !production,
    jobs: read.JOBS,
    /** How long a stopping server goes on while it is not ready, in seconds. */
    drainSeconds: read.DRAIN_SECONDS,
    /** Whether introspection is allowed. */
    introspection: tellsSchema(read),
    /** Whether the API explorer is served, which needs introspection. */
    explorer: read.EXPLORER ?? (!production && tellsSchema(read)),
    sessions: { idleMinutes: read.SESSION_IDLE_MINUTES, lifetimeMinutes: read.SESSION_LIFETIME_MINUTES },
    logLevel: read.LOG_LEVEL,
  };
}

const tellsSchema = (read: Variables) => read.INTROSPECTION ?? read.NODE_ENV !== 'production';

function contradictions(read: Variables, set: Record<string, string | undefined>): string[] {
  const production = read.NODE_ENV === 'production';
  const faults: string[] = [];
  const need = (missing: boolean, fault: string) => void (missing && faults.push(fault));

  if (production) {
    need(
      !set.SECRET_KEYS,
      'SECRET_KEYS must be set in production, as id:base64 with 32 random bytes (openssl rand -base64 32)',
    );
    need(
      read.MAIL_TRANSPORT === 'mailbox',
      'MAIL_TRANSPORT must be resend or smtp in production; the local mailbox shows every link to everyone',
    );
    need(read.DEMO === true, 'DEMO must be off in production');
    need(!read.PUBLIC_ORIGIN?.startsWith('https:'), 'PUBLIC_ORIGIN must be set in production and start with https://');
  } else if (read.PUBLIC_ORIGIN?.startsWith('http:')) {
    need(!isLoopback(read.PUBLIC_ORIGIN), 'PUBLIC_ORIGIN must start with https://; only localhost may do without');
  }
  const forOthers = read.PUBLIC_ORIGIN?.startsWith('https:') || !isLoopbackHost(read.HOST);
  need(
    forOthers && !production && !read.NOT_PRODUCTION,
    'NODE_ENV must be production where others reach the server (PUBLIC_ORIGIN with https, or HOST not of this machine only): the demo and the local mailbox are open to everyone. NOT_PRODUCTION=on says that this is meant',
  );
  need(production && read.NOT_PRODUCTION, 'NOT_PRODUCTION must be off where NODE_ENV is production');
  need(
    read.EXPLORER === true && !tellsSchema(read),
    'EXPLORER must be off where INTROSPECTION is off; it lives by the schema that the API tells',
  );
  if (read.MAIL_TRANSPORT === 'resend')
    need(!read.RESEND_API_KEY, 'RESEND_API_KEY must be set when MAIL_TRANSPORT is resend');
  if (read.MAIL_TRANSPORT === 'smtp') need(!read.SMTP_URL, 'SMTP_URL must be set when MAIL_TRANSPORT is smtp');
  if (read.MAIL_TRANSPORT !== 'mailbox')
    need(!read.MAIL_FROM, `MAIL_FROM must be set when MAIL_TRANSPORT is ${read.MAIL_TRANSPORT}`);
  return faults;
}

function withoutFaulty(set: Record<string, string | undefined>, error: z.ZodError): Record<string, string | undefined> {
  const faulty = new Set(error.issues.map((issue) => String(issue.path[0])));
  return Object.fromEntries(Object.entries(set).filter(([name]) => !faulty.has(name)));
}

const isLoopbackHost = (host: string) => ['localhost', '::1'].includes(host) || host.startsWith('127.');

function isLoopback(origin: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
