import { readFileSync, writeFileSync } from 'node:fs';
import { spreadOf } from './lib/statistics.ts';
import type { Measurement } from './measurement.ts';

const document = new URL('../docs/performance.md', import.meta.url);

/** What is aimed at, by the title of the table and the name of the figure. */
export type Aims = Record<string, Record<string, string>>;

/**
 * One Markdown table for each title: the figures of every system, and the first system's divided by each other's. Each
 * is the median of the rounds, with the least and the most of them; ratios are taken within a round.
 */
export function tables(found: Measurement[], systems: string[], aims: Aims): string {
  const titles = [...new Set(found.map(({ table }) => table))];
  return titles
    .map((title) => {
      const ofTitle = found.filter(({ table }) => table === title);
      const present = systems.filter((system) => ofTitle.some((each) => each.system === system));
      return `### ${title}\n\n${table(ofTitle, present, aims[title] ?? {})}`;
    })
    .join('\n\n');
}

function table(found: Measurement[], systems: string[], aims: Record<string, string>): string {
  const [own = '', ...others] = systems;
  const values = (system: string, figure: string) =>
    found.filter((each) => each.system === system).map(({ figures }) => figures[figure] ?? Number.NaN);
  const ratios = (figure: string, other: string) => {
    const divisors = values(other, figure);
    return values(own, figure).map((value, round) => value / (divisors[round] ?? Number.NaN));
  };
  const figures = [...new Set(found.flatMap((each) => Object.keys(each.figures)))];
  const hasAims = Object.keys(aims).length > 0;
  const rows = figures.map((figure) =>
    [
      [figure],
      systems.map((system) => spread(values(system, figure))),
      others.map((other) => spread(ratios(figure, other))),
      hasAims ? [aims[figure] ?? ''] : [],
    ].flat(),
  );
  const heads = ['', ...systems, ...others.map((other) => `${own} ÷ ${other}`), ...(hasAims ? ['wanted'] : [])];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function spread(values: number[]): string {
  const { median, least, most } = spreadOf(values);
  if (!Number.isFinite(most)) return '–';
  return `${digits(median)} (${digits(least)}–${digits(most)})`;
}

const digits = (value: number) => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

/** Puts what a mode measured between its marks in docs/performance.md; the rest of that is written by hand. */
export function writeReport(mode: string, text: string): void {
  const [begin, end] = [`<!-- measured: ${mode} -->`, `<!-- end of ${mode} -->`];
  const before = readFileSync(document, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no place for it: ${begin} … ${end}`);
  writeFileSync(document, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}
