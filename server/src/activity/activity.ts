import type { ActivityKind } from './activity-kind.ts';

/** One entry of the activity record. */
export interface Activity {
  id: string;
  at: Date;
  kind: ActivityKind;
  result: string;
  staffMemberId: string | null;
  staffName: string | null;
  portalAccountId: string | null;
  email: string | null;
  clientId: string | null;
  clientName: string | null;
  details: Record<string, unknown>;
}

/** An act that is to be recorded. */
export interface NewActivity {
  practiceId: string;
  id: string;
  kind: ActivityKind;
  result: string;
  staffMemberId?: string;
  portalAccountId?: string;
  clientId?: string;
  details?: Record<string, unknown>;
}

/** Selects entries of a practice; all of them when nothing is set. */
export interface ActivityFilter {
  staffMemberId?: string | undefined;
  /** A client, with the accounts that have access to them now. */
  client?: { id: string; portalAccountIds: readonly string[] } | undefined;
  kinds?: readonly ActivityKind[] | undefined;
  /** The first and the last day, as "2026-11-03", in the time zone. */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
}

/** How many entries, and the entry that they follow. */
export interface ActivityPage {
  first: number;
  before?: { at: string; id: string } | undefined;
}

/** When an address last signed in, and how. */
export interface LastSignIn {
  at: Date;
  method: 'link' | 'pin';
  email: string;
}

/** The last act of a kind at an address. */
export interface NewestAct {
  kind: ActivityKind;
  at: Date;
  result: string;
  details: Record<string, unknown>;
}
