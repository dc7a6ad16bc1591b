import type { WebhookEvent } from './webhook-events.ts';

/** Why an endpoint was switched off, when nobody did it: it said so itself (410), or took nothing for days. */
export type OffReason = 'gone' | 'failing';

/** What an endpoint's secrets are derived from. */
export interface SecretSource {
  id: string;
  keyId: string;
  rotation: number;
  /** The key of the secret before the last rotation, while that one signs as well. */
  oldKeyId: string | null;
}

/** Another system's address that is told what happens. */
export interface WebhookEndpoint extends SecretSource {
  practiceId: string;
  url: string;
  description: string | null;
  events: WebhookEvent[];
  active: boolean;
  offReason: OffReason | null;
  oldSecretUntil: Date | null;
  failingSince: Date | null;
  createdAt: Date;
}
