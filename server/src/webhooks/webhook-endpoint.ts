import type { WebhookEvent } from './webhook-events.ts';

/** Why an endpoint was switched off automatically: it answered 410 Gone, or took nothing for days. */
export type OffReason = 'gone' | 'failing';

/** The values that an endpoint's secrets are derived from. */
export interface SecretSource {
  id: string;
  keyId: string;
  rotation: number;
  /** The key of the secret before the last rotation, while that one also signs. */
  oldKeyId: string | null;
}

/** Another system's URL that gets events. */
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
