import { z } from 'zod';
import type { DeliveryEvent } from './delivery-events.ts';

const states: Record<string, DeliveryEvent['state']> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  // Resend did not even try, because the address bounced or complained before.
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
};

const texts = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(' '))]);

const shape = z.object({
  type: z.string(),
  created_at: z.iso.datetime({ offset: true }).or(z.string().refine((text) => !Number.isNaN(Date.parse(text)))),
  data: z.object({
    email_id: z.string().max(200),
    tags: z.object({ practice: z.guid(), mail: z.guid() }).optional().catch(undefined),
    bounce: z
      .object({ type: z.string(), subType: z.string(), message: z.string(), diagnosticCode: texts })
      .partial()
      .optional()
      .catch(undefined),
    suppressed: z.object({ message: z.string() }).partial().optional().catch(undefined),
    failed: z.object({ reason: z.string() }).partial().optional().catch(undefined),
  }),
});

/** Parses an event of Resend; undefined for events that are not about a mail's delivery. */
export function parseResendEvent(payload: unknown): DeliveryEvent | undefined {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) return undefined;
  const { type, created_at: at, data } = parsed.data;
  const state = states[type];
  if (!state) return undefined;
  return {
    ref: data.tags && { practiceId: data.tags.practice, mailId: data.tags.mail },
    providerId: data.email_id,
    state,
    at: plausibleTime(new Date(at)),
    reason: type === 'email.suppressed' ? `suppressed: ${data.suppressed?.message ?? ''}` : reasonOf(data),
  };
}

/** When an event says it happened; now, when nothing can have happened then: the database keeps no such time. */
function plausibleTime(at: Date): Date {
  const now = Date.now();
  const isPlausible = at.getTime() > Date.UTC(2000) && at.getTime() < now + 24 * 60 * 60_000;
  return isPlausible ? at : new Date(now);
}

function reasonOf({ bounce, failed }: z.output<typeof shape>['data']): string | null {
  if (failed?.reason) return failed.reason;
  if (!bounce) return null;
  return [bounce.type, bounce.subType, bounce.diagnosticCode, bounce.message].filter(Boolean).join(': ') || null;
}
