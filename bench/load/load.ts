// Makes the load, in a process of its own. Told what to do by messages from `Load` in ../lib/load.ts.
import { performance } from 'node:perf_hooks';
import { emailOf, practices, staffEmailOf } from '../lib/facts.ts';
import type { LoadOrder, LoadReport } from '../lib/load.ts';
import { cookieOf, HttpClient, type Request, type Response } from './http-client.ts';
import { Inbox } from './inbox.ts';
import { type Visitor, visitors } from './visitors.ts';

/** So many links may be on their way or waiting to be opened; who signs in by mail does not come back at once. */
const mostOnTheirWay = 64;

const inbox = new Inbox();
/** Cookies of people who signed in, the last few hundred of them. */
let cookies: string[] = [];
let staffCookies: string[] = [];
let nextClient = 0;

type Timings = Record<string, number[]>;

/** What the workers of one measurement share. */
interface Run {
  order: LoadOrder;
  visitor: Visitor;
  timings: Timings;
  cycles: number;
  asked: number;
  failures: string[];
  /** Set when there is nothing left to do. */
  done: boolean;
  over: () => boolean;
}

class Worker {
  readonly run: Run;
  readonly #http: HttpClient;

  constructor(run: Run, http: HttpClient) {
    this.run = run;
    this.#http = http;
  }

  /** Sends a request, takes its time, and looks whether the answer is the right one. */
  async send(step: keyof Visitor['signs'], request: Request): Promise<Response | undefined> {
    const { timings, visitor, failures } = this.run;
    const started = performance.now();
    const response = await this.#http.send(request);
    (timings[step] ??= []).push(performance.now() - started);
    if (response.status === 200 && response.body.includes(visitor.signs[step])) return response;
    failures.push(`${step}: ${response.status} ${response.body.slice(0, 300)}`);
    return undefined;
  }

  close(): void {
    this.#http.close();
  }
}

const client = ({ order }: Run) => {
  nextClient += 1;
  return (order.firstClient + (nextClient % order.clients)) * (order.onePractice ? practices : 1);
};

/** Opens a link when one has come, and else asks for one: asking and opening stay in balance, as in life. */
async function linkCycle(worker: Worker): Promise<void> {
  const { run } = worker;
  const letter = inbox.take();
  if (letter) {
    const response = await worker.send('redeemLink', run.visitor.redeemLink(letter.secret));
    if (!response) return;
    run.cycles += 1;
    keep(cookieOf(response));
  } else if (run.asked - inbox.count < mostOnTheirWay) {
    run.asked += 1;
    if (!(await worker.send('askForLink', run.visitor.askForLink(client(run))))) run.asked -= 1;
  } else {
    await inbox.wait();
  }
}

/** A code is asked for and typed in by the same person, one after the other. */
async function pinCycle(worker: Worker): Promise<void> {
  const { run } = worker;
  const who = client(run);
  const made = await worker.send('makeCode', run.visitor.makeCode(who, staffCookies));
  if (!made) return;
  const code = run.visitor.codeIn?.(made) ?? (await mailedCode(emailOf(who)));
  if (code && (await worker.send('redeemCode', run.visitor.redeemCode(who, code)))) run.cycles += 1;
}

const codes = new Map<string, string>();

async function mailedCode(email: string): Promise<string | undefined> {
  for (let tries = 0; tries < 5; tries += 1) {
    for (let letter = inbox.take(); letter; letter = inbox.take()) codes.set(letter.to, letter.secret);
    const code = codes.get(email);
    codes.delete(email);
    if (code) return code;
    await inbox.wait();
  }
  return undefined;
}

async function lookUp(worker: Worker): Promise<void> {
  const { run } = worker;
  const cookie = cookies[Math.floor(Math.random() * cookies.length)] ?? '';
  if (await worker.send('lookUp', run.visitor.lookUp(cookie))) run.cycles += 1;
}

async function page(worker: Worker): Promise<void> {
  const { run } = worker;
  if (await worker.send('page', run.visitor.page(client(run)))) run.cycles += 1;
}

/** Asks only; the mail is opened later. */
async function ask(worker: Worker): Promise<void> {
  const { run } = worker;
  run.cycles += 1;
  run.asked += 1;
  if (!(await worker.send('askForLink', run.visitor.askForLink(client(run))))) run.asked -= 1;
}

/** Opens what has come by mail, until nothing is left. */
async function redeem(worker: Worker): Promise<void> {
  const { run } = worker;
  const letter = inbox.take();
  if (!letter) {
    run.done = true;
    return;
  }
  const response = await worker.send('redeemLink', run.visitor.redeemLink(letter.secret));
  if (!response) return;
  run.cycles += 1;
  keep(cookieOf(response));
}

/** Asks, and waits for the mail. */
async function waitForMail(worker: Worker): Promise<void> {
  const { run } = worker;
  if (!(await worker.send('askForLink', run.visitor.askForLink(client(run))))) return;
  const answered = performance.now();
  while (!inbox.take()) await inbox.wait();
  (run.timings['mailed'] ??= []).push(performance.now() - answered);
  run.cycles += 1;
}

/** Staff enter a client with an address. */
async function enrol(worker: Worker): Promise<void> {
  const { run } = worker;
  const { enterClient, giveAccess } = run.visitor;
  if (!enterClient || !giveAccess) throw new Error('this server has no clients');
  const entered = await worker.send('enterClient', enterClient(staffCookies));
  const id = /"id":"([^"]+)"/.exec(entered?.body ?? '')?.[1] ?? '';
  if (await worker.send('giveAccess', giveAccess(id, client(run), staffCookies))) run.cycles += 1;
}

function keep(cookie: string): void {
  cookies.push(cookie);
  if (cookies.length > 1000) cookies = cookies.slice(-500);
}

const cycleOf = { link: linkCycle, pin: pinCycle, me: lookUp, page, ask, redeem, wait: waitForMail, enrol } as const;

async function measure(order: LoadOrder): Promise<LoadReport> {
  const started = performance.now();
  const run: Run = {
    order,
    visitor: visitors[order.system],
    timings: {},
    cycles: 0,
    asked: inbox.count,
    failures: [],
    done: false,
    over: () =>
      run.done ||
      run.failures.length > 20 ||
      performance.now() - started > order.seconds * 1000 ||
      run.cycles >= (order.cycles ?? Infinity),
  };
  const cpuBefore = process.cpuUsage();
  const workers = await Promise.all(
    Array.from({ length: order.concurrency }, async (_, n) => {
      const origin = order.origins[n % order.origins.length] ?? '';
      return new Worker(run, await HttpClient.open(origin));
    }),
  );
  const cycle = cycleOf[order.step];
  await Promise.all(
    workers.map(async (worker) => {
      while (!run.over()) await cycle(worker);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const worker of workers) worker.close();
  const cpu = process.cpuUsage(cpuBefore);
  return {
    cycles: run.cycles,
    seconds,
    timings: run.timings,
    failures: run.failures,
    asked: run.asked,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

/** Waits until every mail that was asked for has come. */
async function awaitMail(asked: number): Promise<number> {
  const started = performance.now();
  while (inbox.count < asked && performance.now() - started < 120_000) await inbox.wait();
  return (performance.now() - started) / 1000;
}

/** What comes by mail for one address; anything else that comes meanwhile is thrown away. */
async function mailedTo(email: string): Promise<string> {
  for (let tries = 0; tries < 60; tries += 1) {
    for (let letter = inbox.take(); letter; letter = inbox.take()) if (letter.to === email) return letter.secret;
    await inbox.wait();
  }
  throw new Error(`no mail came for ${email}`);
}

/** Signs the owner of every practice in, where staff make the codes. */
async function signStaffIn(order: LoadOrder): Promise<void> {
  const visitor: Visitor = visitors[order.system];
  staffCookies = [];
  if (!visitor.askForStaffLink) return;
  const http = await HttpClient.open(order.origins[0] ?? '');
  for (let practice = 0; practice < (order.onePractice ? 1 : practices); practice += 1) {
    await http.send(visitor.askForStaffLink(practice));
    const token = await mailedTo(staffEmailOf(practice));
    const response = await http.send(visitor.redeemLink(token));
    if (response.status !== 200) throw new Error(`staff could not sign in: ${response.body}`);
    staffCookies.push(cookieOf(response));
  }
  http.close();
}

const answers: Record<string, (content: never) => Promise<unknown>> = {
  open: async ({ ports, tls }: { ports: { smtp: number; lines: number }; tls: { key: string; cert: string } }) =>
    inbox.open(ports, tls),
  reset: async () => {
    cookies = [];
    inbox.clear();
  },
  forgetMail: async () => inbox.clear(),
  measure,
  awaitMail,
  signStaffIn,
};

process.on('message', ({ id, kind, content }: { id: number; kind: string; content: never }) => {
  const answer = answers[kind];
  void Promise.resolve(answer?.(content)).then(
    (result) => process.send?.({ id, result }),
    (error: Error) => process.send?.({ id, error: error.stack }),
  );
});
process.on('disconnect', () => process.exit(0));
