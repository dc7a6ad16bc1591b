import { driftMode } from './drift.ts';
import { embeddedMode } from './embedded.ts';
import { mailMode } from './mail.ts';
import type { Mode } from './mode.ts';
import { poolerMode } from './pooler.ts';
import { profileMode } from './profile.ts';
import { sizesMode } from './sizes.ts';
import { twoServersMode } from './two-servers.ts';

/** Everything beside the comparison, in the order of the report. */
export const modesToRun: readonly Mode[] = [
  mailMode,
  profileMode,
  sizesMode,
  driftMode,
  twoServersMode,
  poolerMode,
  embeddedMode,
];
