import { type ChildProcess, fork } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ports of the load's own mail servers. */
export const mailPorts = { smtp: 4990, lines: 4991 } as const;

/** Longer than any count of cycles takes, in seconds. */
export const noMatterHowLong = 600;

/** What is to be done, by whom, for how long or how often. */
export interface LoadOrder {
  system: 'porchlight' | 'better-auth' | 'bare' | 'bare-shared';
  step: 'link' | 'pin' | 'me' | 'page' | 'ask' | 'redeem' | 'wait' | 'enrol';
  origins: string[];
  concurrency: number;
  /** At most for so long, */
  seconds: number;
  /** and at most so many cycles. */
  cycles?: number;
  /** Which clients: so many, from the first one on. */
  firstClient: number;
  clients: number;
  /** When given, all of them are clients of the first practice. */
  onePractice?: boolean;
}

export interface LoadReport {
  cycles: number;
  seconds: number;
  /** Milliseconds of each request, by step. */
  timings: Record<string, number[]>;
  failures: string[];
  /** How many letters there will have been when all that was asked for has come. */
  asked: number;
  /** What making the load cost. */
  cpuSeconds: number;
}

/** The process that makes the load. It also is the mail server, so it knows which links came. */
export class Load {
  readonly #child: ChildProcess;
  readonly #open = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  #next = 0;
  /** For NODE_EXTRA_CA_CERTS of whoever mails here. */
  readonly certificateFile: string;

  private constructor(child: ChildProcess, certificateFile: string) {
    this.#child = child;
    this.certificateFile = certificateFile;
    child.on('message', ({ id, result, error }: { id: number; result: never; error?: string }) => {
      const waiting = this.#open.get(id);
      this.#open.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(error));
    });
    child.on('exit', () =>
      this.#open.forEach(({ reject }) => reject(new Error('the process that makes the load ended'))),
    );
  }

  static async start(): Promise<Load> {
    const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    const load = new Load(fork(new URL('../load/load.ts', import.meta.url)), cert);
    await load.#tell('open', {
      ports: mailPorts,
      tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') },
    });
    return load;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Forgets everyone who signed in. */
  reset = (): Promise<void> => this.#tell('reset', {});

  /** Throws away what has come by mail and was not opened. */
  forgetMail = (): Promise<void> => this.#tell('forgetMail', {});

  /** @throws when a server gave wrong answers: what it did then is no measurement. */
  async measure(order: LoadOrder): Promise<LoadReport> {
    const report: LoadReport = await this.#tell('measure', order);
    const [first] = report.failures;
    if (first !== undefined && report.failures.length > report.cycles / 100) {
      throw new Error(
        `${order.system} gave ${report.failures.length} wrong answers to "${order.step}", the first: ${first}`,
      );
    }
    return report;
  }

  /** Waits until so many mails have come since the start; gives the seconds that took. */
  awaitMail = (asked: number): Promise<number> => this.#tell('awaitMail', asked);

  signStaffIn = (order: LoadOrder): Promise<void> => this.#tell('signStaffIn', order);

  stop(): void {
    this.#child.disconnect();
  }

  #tell<Result>(kind: string, content: unknown): Promise<Result> {
    this.#next += 1;
    const id = this.#next;
    return new Promise<Result>((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#child.send({ id, kind, content });
    });
  }
}
