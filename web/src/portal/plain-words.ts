import type { ViewerAccess } from '../api/portal.ts';

/** A lifetime as people say it: 1440 is "24 hours", 90 is "90 minutes", 60 is "1 hour". */
export function lifetime(minutes: number): string {
  if (minutes % 60 !== 0) return counted(minutes, 'minute');
  return counted(minutes / 60, 'hour');
}

/** A moment as people say it: "today, 2:14 PM", "Nov 3, 2:14 PM", "Nov 3, 2025". */
export function moment(at: string, now: Date = new Date()): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  if (date.toDateString() === now.toDateString()) return `today, ${time}`;
  const day = date.toLocaleDateString('en-US', { month: 'short', day: 'numeric' });
  return date.getFullYear() === now.getFullYear() ? `${day}, ${time}` : `${day}, ${date.getFullYear()}`;
}

/** What somebody is to the client whose care they see. */
export function relationshipWords({ relationship }: ViewerAccess): string {
  return { SELF: 'yourself', PARENT: 'as a parent', GUARDIAN: 'as a guardian', PARTNER: 'as a partner' }[relationship];
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
