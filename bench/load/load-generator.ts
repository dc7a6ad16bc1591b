import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../lib/processes.ts';

/** Longer than any count of cycles takes, in seconds. */
export const noMatterHowLong = 600;

/** What is sent, to whom, for how long or how often. */
export interface LoadOrder {
  /** Whose interface the server has. */
  api: 'porchlight' | 'better-auth';
  step: 'link' | 'code' | 'look-up' | 'ask' | 'redeem' | 'ask-and-wait';
  origin: string;
  /** How many requests are under way at once. */
  concurrency: number;
  /** At most for so long, */
  seconds: number;
  /** and at most so many cycles. */
  cycles?: number;
  /** How many clients there are. */
  clients: number;
}

/** What came of it. */
export interface LoadReport {
  cycles: number;
  seconds: number;
  /** Milliseconds that each request took, by its kind. */
  times: Record<string, number[]>;
  failures: string[];
  /** How many mails will have come since the start when all that was asked for has come. */
  mailsDue: number;
}

/** A process that makes the load. It also is the mail server, so it knows which links came. */
export class LoadGenerator {
  readonly #child: ChildProcess;
  readonly #calls = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  #lastCall = 0;
  /** What a server that mails here is told. */
  readonly mailServer: { SMTP_URL: string; NODE_EXTRA_CA_CERTS: string };

  private constructor(child: ChildProcess, certificateFile: string) {
    this.#child = child;
    this.mailServer = { SMTP_URL: '', NODE_EXTRA_CA_CERTS: certificateFile };
    child.on('message', ({ id, result, error }: { id: number; result: never; error?: string }) => {
      const call = this.#calls.get(id);
      this.#calls.delete(id);
      if (error === undefined) call?.resolve(result);
      else call?.reject(new Error(error));
    });
    child.on('exit', () =>
      this.#calls.forEach(({ reject }) => reject(new Error('the process that makes the load ended'))),
    );
  }

  static async start(): Promise<LoadGenerator> {
    const [key, cert] = [join(scratchFolder, 'key.pem'), join(scratchFolder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    const load = new LoadGenerator(fork(new URL('./generate-load.ts', import.meta.url)), cert);
    const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    const port = await load.#call<number>('openMailServer', tls);
    load.mailServer.SMTP_URL = `smtps://localhost:${port}`;
    return load;
  }

  /** @throws when a server gave wrong answers: what it did then is no measurement. */
  async run(order: LoadOrder): Promise<LoadReport> {
    const report: LoadReport = await this.#call('run', order);
    const [first] = report.failures;
    if (first !== undefined && report.failures.length > report.cycles / 100) {
      throw new Error(
        `"${order.step}" had ${report.failures.length} wrong answers of ${order.api}, the first: ${first}`,
      );
    }
    return report;
  }

  /** Lets the mail that a run caused come in, and throws away what nobody opened. */
  async settle({ mailsDue }: LoadReport): Promise<void> {
    await this.awaitMails(mailsDue);
    await this.#call('forgetMails', {});
  }

  /** Runs and settles. */
  async runAndSettle(order: LoadOrder): Promise<LoadReport> {
    const report = await this.run(order);
    await this.settle(report);
    return report;
  }

  /**
   * Waits until so many mails have come since the start; gives how many these are by then.
   *
   * @throws when none has come for ten seconds.
   */
  awaitMails = (due: number): Promise<number> => this.#call('awaitMails', due);

  /** Signs the owner of each practice in by link, where staff make the codes. */
  signStaffIn = (order: LoadOrder): Promise<void> => this.#call('signStaffIn', order);

  stop(): void {
    this.#child.disconnect();
  }

  #call<Result>(name: string, argument: unknown): Promise<Result> {
    this.#lastCall += 1;
    const id = this.#lastCall;
    return new Promise<Result>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#child.send({ id, name, argument });
    });
  }
}
