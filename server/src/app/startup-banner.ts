import manifest from '../../package.json' with { type: 'json' };
import { demoStaff } from '../demo/demo-data.ts';
import { migrations } from '../db/migrations/migrations.ts';
import type { Config } from '../lib/config.ts';
import type { Application } from './bootstrap.ts';

/** The URLs of the demo, for the terminal. */
export function startupBanner({ publicOrigin, demo }: Pick<Config, 'publicOrigin' | 'demo'>, mailbox: boolean): string {
  const lines = [
    ['Portal', demo ? `${publicOrigin}/harbor  and  ${publicOrigin}/lakeside` : `${publicOrigin}/{practice}`],
    ['Workspace', demo ? `${publicOrigin}/staff  (sign in as ${demoStaff})` : `${publicOrigin}/staff`],
    ...(mailbox ? [['Mailbox', `${publicOrigin}/mailbox  (every mail that is sent lands here)`]] : []),
    ['GraphQL', `${publicOrigin}/graphql`],
  ];
  const rows = lines.map(([what = '', where]) => `  ${what.padEnd(10)} ${where}`);
  return `\nPorchlight is on.\n\n${rows.join('\n')}\n\nCtrl-C ends it.\n`;
}

/** The log entry of a server that is ready: its version and configuration, without secrets. */
export function startupLogEntry(
  { host, port, publicOrigin, jobs, mail }: Config,
  { database, keyIds }: Application,
): object {
  const schema = migrations.at(-1)?.name;
  const { version } = manifest;
  return { version, host, port, publicOrigin, database, schema, keys: keyIds, mail: mail.transport, jobs };
}
