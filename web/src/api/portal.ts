import { PartMissing } from './fault.ts';
import type { PortalFaceFragment } from './generated/both/graphql.ts';
import type { MeQuery, RedeemPinMutation } from './generated/portal/graphql.ts';

export type Portal = PortalFaceFragment;
export type Viewer = NonNullable<MeQuery['me']>;
export type ViewerAccess = Viewer['accesses'][number];
export type Device = Viewer['devices'][number];
export type SessionLife = Viewer['session'];
export type PinOutcome = RedeemPinMutation['redeemPin'];

export type PortalOperations = typeof import('./portal-operations.ts');

/**
 * The portal's operations. They and Apollo Client arrive apart from the first page, which a person
 * can read and type into before they are here.
 */
export async function portalOperations(): Promise<PortalOperations> {
  return import('./portal-operations.ts').catch((cause: unknown) => {
    throw new PartMissing({ cause });
  });
}

/** The same, but not before the browser has nothing better to do: for what the page can do without. */
export async function portalOperationsInTime(): Promise<PortalOperations> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 200);
  });
  return portalOperations();
}
