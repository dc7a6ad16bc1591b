// Makes the load, in a process of its own that LoadGenerator starts and calls.
import { performance } from 'node:perf_hooks';
import { emailOf, practices, staffEmailOf } from '../lib/test-data.ts';
import { cookieOf, HttpClient, type Request, type Response } from './http-client.ts';
import type { LoadOrder, LoadReport } from './load-generator.ts';
import { MailServer } from './mail-server.ts';
import { type Api, apis, type RequestKind } from './requests.ts';

/**
 * So many people wait for their mail or are about to open it. A server that sends some hundred mails in a second, each
 * half a second after it was asked for, then always has something to do.
 */
const peopleWithMail = 256;

let mailServer: MailServer;
/** How many mails will have come since the start when all that was asked for has come. */
let mailsDue = 0;

/** Who has signed in at one server. */
interface People {
  /** Cookies of the last few hundred clients. */
  cookies: string[];
  staffCookies: string[];
  lastClient: number;
}

const peopleOf = new Map<string, People>();

/** What the workers of one run share. */
interface Run extends Omit<LoadReport, 'mailsDue'> {
  order: LoadOrder;
  api: Api;
  people: People;
  /** Set when there is nothing left to do. */
  done: boolean;
}

/** One connection, and what is sent over it. */
class Worker {
  readonly run: Run;
  readonly #http: HttpClient;

  constructor(run: Run, http: HttpClient) {
    this.run = run;
    this.#http = http;
  }

  /** Sends a request, takes its time, and looks whether the answer is the right one. */
  async send(kind: RequestKind, request: Request): Promise<Response | undefined> {
    const { times, api, failures } = this.run;
    const started = performance.now();
    const response = await this.#http.send(request);
    (times[kind] ??= []).push(performance.now() - started);
    if (response.status === 200 && response.body.includes(api.rightAnswers[kind])) return response;
    failures.push(`${kind}: ${response.status} ${response.body.slice(0, 300)}`);
    return undefined;
  }

  close(): void {
    this.#http.close();
  }
}

/** Everyone in turn, so that nobody asks more often than the limits allow. */
function nextClient({ people, order }: Run): number {
  people.lastClient = (people.lastClient + 1) % order.clients;
  return people.lastClient;
}

async function askForLink(worker: Worker, client = nextClient(worker.run)): Promise<void> {
  mailsDue += 1;
  if (!(await worker.send('askForLink', worker.run.api.askForLink(client)))) mailsDue -= 1;
}

async function redeemLink(worker: Worker, token: string): Promise<void> {
  const { run } = worker;
  const response = await worker.send('redeemLink', run.api.redeemLink(token));
  if (!response) return;
  run.cycles += 1;
  const { cookies } = run.people;
  cookies.push(cookieOf(response));
  if (cookies.length > 1000) cookies.splice(0, 500);
}

/** Whenever somebody has opened a link, somebody else asks for one: asking and opening stay in balance. */
async function askOrRedeem(worker: Worker): Promise<void> {
  if (mailsDue - mailServer.count + mailServer.unopened < peopleWithMail) return askForLink(worker);
  const mail = mailServer.take();
  if (mail) await redeemLink(worker, mail.secret);
  else await mailServer.wait();
}

/** Asks only; the link is opened later. */
async function ask(worker: Worker): Promise<void> {
  worker.run.cycles += 1;
  await askForLink(worker);
}

/** Opens what has come by mail, until nothing is left. */
async function redeem(worker: Worker): Promise<void> {
  const mail = mailServer.take();
  if (mail) await redeemLink(worker, mail.secret);
  else worker.run.done = true;
}

/** Asks, waits for the mail, and opens the link. */
async function askAndWait(worker: Worker): Promise<void> {
  const { run } = worker;
  const client = nextClient(run);
  const mailed = mailServer.expect(emailOf(client));
  await askForLink(worker, client);
  const answered = performance.now();
  const token = await mailed;
  (run.times['mail'] ??= []).push(performance.now() - answered);
  await redeemLink(worker, token);
}

/** A code is made and typed in by the same person, one after the other. */
async function makeAndRedeemCode(worker: Worker): Promise<void> {
  const { run } = worker;
  const { api } = run;
  const client = nextClient(run);
  const mailed = api.codeIn ? undefined : mailServer.expect(emailOf(client));
  if (mailed) mailsDue += 1;
  const made = await worker.send('makeCode', api.makeCode(client, run.people.staffCookies));
  if (!made) return;
  const code = (await mailed) ?? api.codeIn?.(made) ?? '';
  if (await worker.send('redeemCode', api.redeemCode(client, code))) run.cycles += 1;
}

async function lookUp(worker: Worker): Promise<void> {
  const { run } = worker;
  const { cookies } = run.people;
  const cookie = cookies[Math.floor(Math.random() * cookies.length)] ?? '';
  if (await worker.send('lookUp', run.api.lookUp(cookie))) run.cycles += 1;
}

const steps = {
  link: askOrRedeem,
  code: makeAndRedeemCode,
  'look-up': lookUp,
  ask,
  redeem,
  'ask-and-wait': askAndWait,
} as const;

const peopleAt = ({ origin }: LoadOrder): People => {
  const people = peopleOf.get(origin) ?? { cookies: [], staffCookies: [], lastClient: -1 };
  peopleOf.set(origin, people);
  return people;
};

async function run(order: LoadOrder): Promise<LoadReport> {
  const current: Run = {
    order,
    api: apis[order.api],
    people: peopleAt(order),
    cycles: 0,
    seconds: 0,
    times: {},
    failures: [],
    done: false,
  };
  const workers = await Promise.all(
    Array.from({ length: order.concurrency }, async () => new Worker(current, await HttpClient.open(order.origin))),
  );
  const started = performance.now();
  const secondsSoFar = () => (performance.now() - started) / 1000;
  const isOver = () =>
    current.done ||
    current.failures.length > 20 ||
    current.cycles >= (order.cycles ?? Infinity) ||
    secondsSoFar() > order.seconds;
  await Promise.all(
    workers.map(async (worker) => {
      while (!isOver()) await steps[order.step](worker);
    }),
  );
  current.seconds = secondsSoFar();
  for (const worker of workers) worker.close();
  const { cycles, seconds, times, failures } = current;
  return { cycles, seconds, times, failures, mailsDue };
}

/** Waits until so many mails have come since the start, for ten seconds between two of them at most. */
async function awaitMails(due: number): Promise<number> {
  let idle = 0;
  while (mailServer.count < due) {
    const before = mailServer.count;
    await mailServer.wait();
    idle = mailServer.count === before ? idle + 1 : 0;
    if (idle === 10)
      throw new Error(`${due - mailServer.count} mails did not come; each client is sent five an hour at most`);
  }
  return mailServer.count;
}

async function signStaffIn(order: LoadOrder): Promise<void> {
  const api = apis[order.api];
  if (!api.askForStaffLink) return;
  const { staffCookies } = peopleAt(order);
  mailsDue += practices;
  const http = await HttpClient.open(order.origin);
  for (let practice = 0; practice < practices; practice += 1) {
    const mailed = mailServer.expect(staffEmailOf(practice));
    await http.send(api.askForStaffLink(practice));
    const response = await http.send(api.redeemLink(await mailed));
    if (!response.body.includes(api.rightAnswers.redeemLink)) throw new Error(`No sign-in of staff: ${response.body}`);
    staffCookies.push(cookieOf(response));
  }
  http.close();
}

const calls: Record<string, (argument: never) => unknown> = {
  openMailServer: async (tls: { key: string; cert: string }) => {
    mailServer = await MailServer.open(tls);
    return mailServer.port;
  },
  run,
  signStaffIn,
  awaitMails,
  forgetMails: () => mailServer.forget(),
};

process.on('message', ({ id, name, argument }: { id: number; name: string; argument: never }) => {
  void Promise.resolve(calls[name]?.(argument)).then(
    (result) => process.send?.({ id, result }),
    (error: Error) => process.send?.({ id, error: error.stack }),
  );
});
process.on('disconnect', () => process.exit(0));
