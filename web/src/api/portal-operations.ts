import { createApolloClient } from './apollo.ts';
import {
  ChooseClientDocument,
  MeDocument,
  MySessionDocument,
  PortalAtDocument,
  RedeemPinDocument,
  RequestSignInLinkDocument,
  WhoIsSignedInDocument,
} from './generated/portal/graphql.ts';
import type { PinOutcome, Portal, SessionLife, Viewer } from './portal.ts';
import * as both from './session-operations.ts';
import { mutateUncached, queryUncached } from './uncached.ts';

// What a client sees is never kept: the next person at this browser may be somebody else.
const apollo = createApolloClient();

export async function portalAt(slug: string): Promise<Portal | null> {
  return (await queryUncached(apollo, PortalAtDocument, { slug })).portal;
}

export async function requestSignInLink(portal: string, email: string): Promise<both.SignInRequested> {
  return (await mutateUncached(apollo, RequestSignInLinkDocument, { portal, email })).requestSignInLink;
}

export async function redeemPin(portal: string, email: string, pin: string): Promise<PinOutcome> {
  return (await mutateUncached(apollo, RedeemPinDocument, { portal, email, pin })).redeemPin;
}

/** The address that is signed in at this portal in this browser, or undefined. */
export async function signedInEmail(slug: string): Promise<string | undefined> {
  const { me } = await queryUncached(apollo, WhoIsSignedInDocument, {});
  return me?.portal.slug === slug ? me.email : undefined;
}

export async function me(): Promise<Viewer | null> {
  return (await queryUncached(apollo, MeDocument, {})).me;
}

export async function mySession(): Promise<SessionLife | null> {
  return (await queryUncached(apollo, MySessionDocument, {})).me?.session ?? null;
}

export async function chooseClient(portalAccessId: string): Promise<Viewer> {
  return (await mutateUncached(apollo, ChooseClientDocument, { portalAccessId })).chooseClient;
}

export const redeemLink = (token: string, switchAccount: boolean) => both.redeemLink(apollo, token, switchAccount);
export const sendNewLink = (token: string) => both.sendNewLink(apollo, token);
export const signOut = (everywhere: boolean) => both.signOut(apollo, 'PORTAL', everywhere);
export const signOutDevice = (id: string) => both.signOutDevice(apollo, 'PORTAL', id);
export const staySignedIn = () => both.staySignedIn(apollo, 'PORTAL');
