import type { Server } from './lib/processes.ts';
import { measureUsage } from './lib/usage.ts';
import { type LoadOrder, noMatterHowLong } from './load/load-generator.ts';
import { type BenchContext, latencyFigures, type Measurement, measureTurn, usageFigures } from './measurement.ts';
import { type PorchlightBuild, preparePorchlight, startPorchlight } from './systems/porchlight.ts';

/** So many ask in a turn. */
const mails = 2000;
/** So many mails go out before those that count, so that the code of a fresh process is compiled. */
const warmUpMails = 400;
/** So many ask one after the other, each when the last has the mail. */
const alone = 10;

/** A build of Porchlight whose requests are answered by one process, and whose mails are sent by another. */
interface ServerWithoutJobs {
  build: PorchlightBuild;
  databaseUrl: string;
  server: Server;
}

/** Measures what asking, the mail and redeeming cost, each by itself. */
export async function measureMail(context: BenchContext, builds: PorchlightBuild[]): Promise<Measurement[]> {
  const { options } = context;
  const opened: ServerWithoutJobs[] = [];
  try {
    for (const [n, build] of builds.entries()) opened.push(await open(context, build, `mail_${n}`));
    for (const each of opened) await takeTurn(context, each);
    const found: Measurement[] = [];
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const each of round % 2 === 0 ? opened : opened.toReversed()) found.push(...(await takeTurn(context, each)));
      console.log(`mail: ${round} of ${options.rounds} rounds`);
    }
    return found;
  } finally {
    for (const { server } of opened) await server.stop();
  }
}

async function open(context: BenchContext, build: PorchlightBuild, database: string): Promise<ServerWithoutJobs> {
  const databaseUrl = await preparePorchlight(context, build, database);
  return { build, databaseUrl, server: await startPorchlight(context, build, databaseUrl, { jobs: 'off' }) };
}

/** Many ask, a fresh process sends their mails, and they redeem their links. */
async function takeTurn(
  context: BenchContext,
  { build, databaseUrl, server }: ServerWithoutJobs,
): Promise<Measurement[]> {
  const order: Omit<LoadOrder, 'step'> = {
    api: 'porchlight',
    origin: server.origin,
    concurrency: 32,
    seconds: noMatterHowLong,
    cycles: mails,
    clients: context.options.clients,
  };
  const ask = await measureTurn(context, server, { ...order, step: 'ask' });
  const worker = await startPorchlight(context, build, databaseUrl, { jobs: 'on' });
  try {
    const sending = await measureSending(context, worker, ask.report.mailsDue);
    const redeem = await measureTurn(context, server, { ...order, step: 'redeem' });
    const waiting = await context.load.run({ ...order, step: 'ask-and-wait', concurrency: 1, cycles: alone });
    const tables = {
      'Asking for a link': ask.figures,
      'The mail, sent by a process of its own': sending,
      'Redeeming a link': redeem.figures,
      'One person alone': latencyFigures(waiting.times),
    };
    return Object.entries(tables).map(([table, figures]) => ({ table, system: build.name, figures }));
  } finally {
    await worker.stop();
  }
}

/** Measures the mails that are waiting, but for the first few. */
async function measureSending({ postgres, load }: BenchContext, worker: Server, mailsDue: number) {
  const before = await load.awaitMails(mailsDue - mails + warmUpMails);
  const started = performance.now();
  const usedSince = await measureUsage(postgres, worker.pid);
  await load.awaitMails(mailsDue);
  const sent = mailsDue - before;
  const seconds = (performance.now() - started) / 1000;
  return { 'per second': sent / seconds, ...usageFigures(await usedSince(sent)) };
}
