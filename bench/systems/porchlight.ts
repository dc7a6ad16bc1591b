import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicOrigin, secretKey } from '../lib/facts.ts';
import { type Load, mailPorts } from '../lib/load.ts';
import { type Server, startServer } from '../lib/processes.ts';

/** The production build, or another one to compare with it. */
export const build =
  process.env['PORCHLIGHT_BUILD'] ?? fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/** How one Porchlight is started, beyond what every production server has. */
export interface PorchlightPlan {
  /** Absent: the embedded database. */
  databaseUrl?: string;
  port: number;
  nodeArgs?: string[];
  env?: Record<string, string>;
  core?: number | undefined;
}

/** Starts Porchlight as shipped: production mode, https origin, limits, log, masking, jobs, mail by SMTP over TLS. */
export async function startPorchlight(load: Load, plan: PorchlightPlan): Promise<Server> {
  const { databaseUrl, port, nodeArgs = [], env = {}, core } = plan;
  return startServer({
    script: build,
    nodeArgs: ['--enable-source-maps', ...nodeArgs],
    port,
    ready: '"msg":"ready"',
    core,
    env: { ...porchlightEnvironment(load, port), ...(databaseUrl && { DATABASE_URL: databaseUrl }), ...env },
  });
}

/** What a production server is told. */
export const porchlightEnvironment = (load: Load, port: number): Record<string, string> => ({
  PORT: String(port),
  PUBLIC_ORIGIN: publicOrigin,
  SECRET_KEYS: `b1:${secretKey.toString('base64')}`,
  MAIL_TRANSPORT: 'smtp',
  SMTP_URL: `smtps://localhost:${mailPorts.smtp}`,
  MAIL_FROM: 'Portal <portal@bench.example>',
  NODE_EXTRA_CA_CERTS: load.certificateFile,
  TRUSTED_PROXIES: '127.0.0.1',
});

/** A statement that Porchlight was seen running. */
export interface Recorded {
  name?: string;
  text: string;
  values: number;
}

/** Where a server that records writes its statements, and what was written since the last look. */
export class Recording {
  readonly #file = join(mkdtempSync(join(tmpdir(), 'porchlight-bench-')), 'statements');

  constructor() {
    writeFileSync(this.#file, '');
  }

  /** What makes a Porchlight record. */
  get plan(): Pick<PorchlightPlan, 'nodeArgs' | 'env'> {
    const preload = new URL('./record.mjs', import.meta.url).href;
    return { nodeArgs: ['--import', preload], env: { RECORD_STATEMENTS: this.#file } };
  }

  take(): Recorded[] {
    const lines = readFileSync(this.#file, 'utf8').split('\n').filter(Boolean);
    writeFileSync(this.#file, '');
    return lines.map((line) => JSON.parse(line) as Recorded);
  }
}
