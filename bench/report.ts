import { readFileSync, writeFileSync } from 'node:fs';
import { type Latency, type Spread, spreadOf } from './lib/figures.ts';
import type { Measurement } from './modes/compare.ts';
import type { Options, SystemName } from './options.ts';
import type { Statements } from './systems/statements.ts';

const document = new URL('../docs/performance.md', import.meta.url);
const [begin, end] = ['<!-- measured: npm run bench -- --write -->', '<!-- end of what was measured -->'];

/** A Markdown table. */
export function table(heads: string[], rows: string[][]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Puts the measured part into the document; the rest of it is written by hand. */
export function writeReport(sections: string[]): void {
  const text = readFileSync(document, 'utf8');
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  const after = text.slice(text.indexOf(end));
  writeFileSync(document, `${before}\n\n${sections.join('\n\n')}\n\n${after}`);
}

type Step = Measurement['step'];

const stepTitles: Record<Step, string> = {
  door: 'Sign-in by link: asking and redeeming (a cycle is one of each)',
  link: 'Sign-in by link with its mail, all at once in one process',
  pin: 'Sign-in by PIN: made by staff, typed by the client (better-auth: a code by e-mail)',
  me: 'Looking a session up',
  page: 'The first page',
};

const requestTitles: Record<string, string> = {
  askForLink: 'ask',
  redeemLink: 'redeem',
  makeCode: 'make',
  redeemCode: 'redeem',
  lookUp: 'look up',
  page: 'page',
  cycle: 'all statements',
};

/** Every figure of the comparison, and the ratios that matter. */
export function reportComparison(found: Measurement[], statements: Statements, options: Options): string {
  const steps = (Object.keys(stepTitles) as Step[]).filter((step) => found.some((each) => each.step === step));
  return [
    `${options.rounds} rounds of ${options.seconds} s for each figure; medians, and in brackets the least and the most of the rounds.`,
    `### The ratios, with ${Math.max(...options.concurrency)} at once\n\n${ratios(found, options)}`,
    ...steps.map(
      (step) =>
        `### ${stepTitles[step]}\n\n${stepTable(
          found.filter((each) => each.step === step),
          options,
        )}`,
    ),
    `### The mail of one sign-in, in a process of its own\n\n${mailTable(found)}`,
    `### Statements\n\n${statementList(statements)}`,
  ].join('\n\n');
}

function stepTable(found: Measurement[], { systems, concurrency }: Options): string {
  const rows = concurrency.flatMap((each) => systems.map((system) => rowOf(found, system, each)));
  return table(
    ['at once', 'server', 'cycles per second', 'p50 / p95 / p99, ms', 'CPU, ms: server', 'Postgres', 'WAL, bytes'],
    rows.filter((row) => row.length > 0),
  );
}

function rowOf(found: Measurement[], system: SystemName, concurrency: number): string[] {
  const rounds = found.filter((each) => each.system === system && each.concurrency === concurrency);
  const [first] = rounds;
  if (!first) return [];
  const spread = (pick: (each: Measurement) => number) => spreadOf(rounds.map(pick));
  const latencies = Object.keys(first.latencies).map((request) => {
    const of = (part: keyof Latency) =>
      spread((each) => each.latencies[request]?.[part] ?? Number.NaN).median.toFixed(1);
    return `${requestTitles[request] ?? request} ${of('p50')} / ${of('p95')} / ${of('p99')}`;
  });
  return [
    String(concurrency),
    system,
    brackets(
      spread((each) => each.perSecond),
      0,
    ),
    latencies.join('; '),
    system === 'pgbench' ? '–' : spread((each) => each.serverCpu).median.toFixed(2),
    spread((each) => each.postgresCpu).median.toFixed(2),
    spread((each) => each.wal).median.toFixed(0),
  ];
}

const brackets = ({ median, least, most }: Spread, digits: number) =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;

const cpuOf = (each: Measurement) => each.serverCpu + each.postgresCpu;
const withMail = (each: Measurement) => cpuOf(each) + (each.mail ? each.mail.workerCpu + each.mail.postgresCpu : 0);
const redeemP99 = (each: Measurement) => each.latencies['redeemLink']?.p99 ?? Number.NaN;

function ratios(found: Measurement[], { concurrency }: Options): string {
  const most = Math.max(...concurrency);
  const ratio = (
    step: Step,
    over: SystemName,
    pick: (each: Measurement) => number,
    whose: SystemName = 'porchlight',
  ) => {
    const of = (system: SystemName, round: number) =>
      found.find(
        (each) => each.system === system && each.step === step && each.concurrency === most && each.round === round,
      );
    const rounds = [...new Set(found.map((each) => each.round))];
    const values = rounds.map((round) => {
      const [own, other] = [of(whose, round), of(over, round)];
      return own && other ? pick(own) / pick(other) : Number.NaN;
    });
    return brackets(spreadOf(values), 2);
  };
  const perSecond = (each: Measurement) => each.perSecond;
  const bare = (step: Step, pick: (each: Measurement) => number) => ratio(step, 'better-auth', pick, 'bare-shared');
  return table(
    ['', 'measured', 'the same of bare-shared', 'floor', 'aim'],
    [
      [
        'link cycles per second ÷ better-auth',
        ratio('door', 'better-auth', perSecond),
        bare('door', perSecond),
        '5',
        '7',
      ],
      ['the same with the mail, all in one process', ratio('link', 'better-auth', perSecond), '', '', ''],
      [
        'PIN cycles per second ÷ better-auth’s e-mail code',
        ratio('pin', 'better-auth', perSecond),
        bare('pin', perSecond),
        '5',
        '6',
      ],
      [
        'session look-ups per second ÷ better-auth',
        ratio('me', 'better-auth', perSecond),
        bare('me', perSecond),
        '4.5',
        '7',
      ],
      [
        'link cycles per second ÷ bare node:http, same statements',
        ratio('door', 'bare', perSecond),
        '',
        '0.70',
        '0.85',
      ],
      ['the same ÷ bare-shared', ratio('door', 'bare-shared', perSecond), '', '', ''],
      ['PIN cycles per second ÷ bare', ratio('pin', 'bare', perSecond), '', '', ''],
      ['the same ÷ bare-shared', ratio('pin', 'bare-shared', perSecond), '', '', ''],
      ['session look-ups per second ÷ bare', ratio('me', 'bare', perSecond), '', '', ''],
      ['the same ÷ bare-shared', ratio('me', 'bare-shared', perSecond), '', '', ''],
      [
        'server + Postgres CPU per link cycle ÷ better-auth',
        ratio('door', 'better-auth', cpuOf),
        bare('door', cpuOf),
        '0.20',
        '0.15',
      ],
      ['the same with the CPU of the mail job', ratio('door', 'better-auth', withMail), '', '', ''],
      ['redeem p99 ÷ better-auth', ratio('door', 'better-auth', redeemP99), bare('door', redeemP99), '0.33', '0.22'],
    ],
  );
}

function mailTable(found: Measurement[]): string {
  const mails = found.flatMap((each) => (each.mail && each.system === 'porchlight' ? [each.mail] : []));
  const of = (pick: (mail: (typeof mails)[number]) => number, digits: number) =>
    brackets(spreadOf(mails.map(pick)), digits);
  return table(
    ['mails per second', 'CPU, ms: worker', 'Postgres', 'WAL, bytes'],
    [
      [
        of((mail) => mail.perSecond, 0),
        of((mail) => mail.workerCpu, 2),
        of((mail) => mail.postgresCpu, 2),
        of((mail) => mail.wal, 0),
      ],
    ],
  );
}

const recordedTitles: Record<string, string> = {
  ask: 'ask for a link',
  redeem: 'redeem a link',
  pin: 'make a PIN and redeem it',
  me: 'look a session up',
  page: 'the first page',
};

function statementList({ ofStep }: Statements): string {
  const rows = Object.entries(ofStep).map(([step, names]) => [
    recordedTitles[step] ?? step,
    String(names.length),
    names.map((name) => `\`${name}\``).join(', '),
  ]);
  return table(['request', 'statements', 'by name'], rows);
}
