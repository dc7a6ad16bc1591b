import type { Activity } from './activity.ts';

/** What staff can do about a failed attempt, as a sentence; undefined when there is nothing to do. */
export function nextStep({ kind, result }: Pick<Activity, 'kind' | 'result'>): string | undefined {
  return steps[`${kind} ${result}`];
}

const steps: Readonly<Record<string, string>> = {
  'link.requested throttled': 'Ask them to open the newest mail, or generate a Pin code.',
  'link.requested access-off': 'Switch access on, then ask them to ask again.',
  'link.requested failed': 'Generate a Pin code, and tell whoever runs Porchlight for you.',
  'link.refused superseded': 'Only the newest link works. Ask them to open the newest mail.',
  'link.refused already-used': 'A link works once. Ask them to ask for a new one.',
  'link.refused expired': 'Ask them to ask for a new one.',
  'link.refused not-valid': 'Send a new invitation, or ask them to ask for a link.',
  'pin.refused refused':
    'Check the address that they type, and read the six digits out once more, or generate a new Pin code.',
  'pin.guessing slowed': 'Someone may be guessing. Links go on working. Tell whoever runs Porchlight for you.',
};
