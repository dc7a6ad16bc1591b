import type { ApolloClient } from '@apollo/client';

import { tell } from './ask.ts';
import {
  RedeemLinkDocument,
  type RedeemLinkMutation,
  SendNewLinkDocument,
  type SendNewLinkMutation,
  type SessionEndsFragment,
  SignOutDeviceDocument,
  SignOutDocument,
  StaySignedInDocument,
  type ViewerKind,
} from './generated/both/graphql.ts';

export type LinkOutcome = RedeemLinkMutation['redeemLink'];
export type LinkRefused = Extract<LinkOutcome, { __typename: 'LinkRefused' }>;
export type SignedInAsSomeoneElse = Extract<LinkOutcome, { __typename: 'SignedInAsSomeoneElse' }>;
export type SignInRequested = SendNewLinkMutation['sendNewLink'];

/** Turns a link's token into a session; with `switchAccount`, in place of whoever is signed in here. */
export async function redeemLink(apollo: ApolloClient, token: string, switchAccount: boolean): Promise<LinkOutcome> {
  return (await tell(apollo, RedeemLinkDocument, { token, switchAccount })).redeemLink;
}

/** Asks for a fresh link with the token of one that was refused. */
export async function sendNewLink(apollo: ApolloClient, token: string): Promise<SignInRequested> {
  return (await tell(apollo, SendNewLinkDocument, { token })).sendNewLink;
}

/** Ends this browser's session, or every session of the same person. */
export async function signOut(apollo: ApolloClient, kind: ViewerKind, everywhere: boolean): Promise<void> {
  await tell(apollo, SignOutDocument, { kind, everywhere });
}

/** Ends one session of the person who is signed in here. */
export async function signOutDevice(apollo: ApolloClient, kind: ViewerKind, id: string): Promise<void> {
  await tell(apollo, SignOutDeviceDocument, { kind, id });
}

/** Moves the idle end of this browser's session; nothing else does. */
export async function staySignedIn(apollo: ApolloClient, kind: ViewerKind): Promise<SessionEndsFragment> {
  return (await tell(apollo, StaySignedInDocument, { kind })).staySignedIn;
}
