import { demoStaff } from '../demo/demo-data.ts';
import type { Config } from '../lib/config.ts';

/** Says where everything is, for whoever tries the product out. */
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
