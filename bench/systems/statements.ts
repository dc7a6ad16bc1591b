import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../lib/cluster.ts';
import { type Load, type LoadOrder, noMatterHowLong } from '../lib/load.ts';
import { type Recorded, Recording, startPorchlight } from './porchlight.ts';

/** What Porchlight was seen saying to its database. */
export interface Statements {
  /** The text of every statement that has a name, by name. */
  texts: Map<string, string>;
  /** Which statements a request runs, by step of the load. */
  ofStep: Record<string, string[]>;
  /** What the jobs say for one sign-in by link. */
  ofJobs: string[];
}

/**
 * Runs every step once against a Porchlight that writes its statements down: one process that only
 * answers, so that all it says belongs to the request, and one that works the jobs off.
 */
export async function recordStatements(cluster: Cluster, load: Load, database: string): Promise<Statements> {
  const databaseUrl = cluster.urlOf(database);
  const [front, back] = [new Recording(), new Recording()];
  const worker = await startPorchlight(load, { databaseUrl, port: 4909, ...back.plan });
  const { plan } = front;
  const server = await startPorchlight(load, { databaseUrl, port: 4908, ...plan, env: { ...plan.env, JOBS: 'off' } });
  const order = {
    system: 'porchlight' as const,
    origins: [server.origin],
    concurrency: 1,
    seconds: noMatterHowLong,
    firstClient: 0,
    clients: 10,
  };
  const texts = new Map<string, string>();
  const ofStep: Record<string, string[]> = {};
  const note = (recorded: Recorded[]) => {
    for (const { name, text } of recorded) if (name) texts.set(name, text);
    return recorded.map(({ name, text }) => name ?? text.replaceAll(/\s+/g, ' ').trim());
  };
  const record = async (step: LoadOrder['step']) => {
    front.take();
    const { asked } = await load.measure({ ...order, step, cycles: 1 });
    ofStep[step] = note(front.take());
    return asked;
  };
  try {
    await load.signStaffIn({ ...order, step: 'pin' });
    note(front.take());
    // Opens every kind of connection, so that what each is told first is not taken for a request's.
    await load.measure({ ...order, step: 'pin', cycles: 1 });
    front.take();
    back.take();
    const asked = await record('ask');
    // The link has come by then, and the job has said its last a moment later.
    await load.awaitMail(asked);
    await wait(500);
    const ofJobs = note(back.take());
    await record('redeem');
    for (const step of ['pin', 'me', 'page'] as const) await record(step);
    return { texts, ofStep, ofJobs };
  } finally {
    await server.stop();
    await worker.stop();
    await load.reset();
  }
}
