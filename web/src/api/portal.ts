import type { MeQuery, RedeemPinMutation } from './generated/portal/graphql.ts';
import type { PortalFieldsFragment } from './generated/session/graphql.ts';

export type Portal = PortalFieldsFragment;
export type Viewer = NonNullable<MeQuery['me']>;
export type ViewerAccess = Viewer['accesses'][number];
export type Device = Viewer['devices'][number];
export type SessionLife = Viewer['session'];
export type PinOutcome = RedeemPinMutation['redeemPin'];
