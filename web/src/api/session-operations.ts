import type { ApolloClient } from '@apollo/client';

import {
  RedeemLinkDocument,
  type RedeemLinkMutation,
  SendNewLinkDocument,
  type SendNewLinkMutation,
  type SessionLifeFieldsFragment,
  SignOutDeviceDocument,
  SignOutDocument,
  StaySignedInDocument,
  type ViewerKind,
} from './generated/session/graphql.ts';
import { mutateUncached } from './uncached.ts';

export type LinkOutcome = RedeemLinkMutation['redeemLink'];
export type LinkRefused = Extract<LinkOutcome, { __typename: 'LinkRefused' }>;
export type SignedInAsSomeoneElse = Extract<LinkOutcome, { __typename: 'SignedInAsSomeoneElse' }>;
export type SignInRequested = SendNewLinkMutation['sendNewLink'];

/** Redeems a link's token for a session; with `switchAccount`, in place of whoever is signed in here. */
export async function redeemLink(apollo: ApolloClient, token: string, switchAccount: boolean): Promise<LinkOutcome> {
  return (await mutateUncached(apollo, RedeemLinkDocument, { token, switchAccount })).redeemLink;
}

/** Asks for a new link with the token of one that was refused. */
export async function sendNewLink(apollo: ApolloClient, token: string): Promise<SignInRequested> {
  return (await mutateUncached(apollo, SendNewLinkDocument, { token })).sendNewLink;
}

/** Ends this browser's session, or every session of the same person. */
export async function signOut(apollo: ApolloClient, kind: ViewerKind, everywhere: boolean): Promise<void> {
  await mutateUncached(apollo, SignOutDocument, { kind, everywhere });
}

/** Ends one session of the person who is signed in here. */
export async function signOutDevice(apollo: ApolloClient, kind: ViewerKind, id: string): Promise<void> {
  await mutateUncached(apollo, SignOutDeviceDocument, { kind, id });
}

/** Extends this browser's session until its next idle end; nothing else does. */
export async function staySignedIn(apollo: ApolloClient, kind: ViewerKind): Promise<SessionLifeFieldsFragment> {
  return (await mutateUncached(apollo, StaySignedInDocument, { kind })).staySignedIn;
}
