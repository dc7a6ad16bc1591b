import type { SecretSource } from './webhook-endpoint.ts';

/** The state of a delivery. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed';

/** A delivery in the log. */
export interface WebhookDelivery {
  id: string;
  endpointId: string;
  eventId: string;
  kind: string;
  payload: WebhookPayload;
  state: DeliveryState;
  attempts: number;
  createdAt: Date;
  /** The time of the next try; null when it has ended. */
  dueAt: Date | null;
  triedAt: Date | null;
  status: number | null;
  answer: string | null;
  problem: string | null;
}

/** The body of every webhook (Standard Webhooks). */
export interface WebhookPayload {
  type: string;
  /** When it happened, in ISO 8601. */
  timestamp: string;
  data: Record<string, unknown>;
}

/** A delivery that this server has claimed. */
export interface ClaimedDelivery extends SecretSource {
  deliveryId: string;
  endpointId: string;
  eventId: string;
  payload: WebhookPayload;
  url: string;
  attempts: number;
  /** Seconds until it is given up. */
  secondsLeft: number;
  /** Whether one more failure switches the endpoint off. */
  failingForDays: boolean;
}

/** The result of one try. */
export interface TryResult {
  status: number | null;
  answer: string | null;
  /** Null when the receiver took it. */
  problem: string | null;
}

/** A delivery after a try. */
export interface AttemptedDelivery {
  delivery: ClaimedDelivery;
  result: TryResult;
  state: DeliveryState;
  /** When it is tried again, while it waits. */
  pauseSeconds: number;
}
