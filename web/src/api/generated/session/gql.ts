/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment PortalFields on Portal {\n  slug\n  name\n  mailName\n  url\n  phone\n  phoneUri\n  address\n  timeZone\n  linkLifetimeMinutes\n  pinLifetimeMinutes\n}\n\nfragment SessionLifeFields on SessionLife {\n  idleSecondsLeft\n  secondsLeft\n  warnSeconds\n}": typeof types.PortalFieldsFragmentDoc,
    "mutation RedeemLink($token: String!, $switchAccount: Boolean!) {\n  redeemLink(input: {token: $token, switchAccount: $switchAccount}) {\n    __typename\n    ... on SignedIn {\n      kind\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on LinkRefused {\n      reason\n      message\n      kind\n      canSendNewLink\n      linkLifetimeMinutes\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on SignedInAsSomeoneElse {\n      kind\n      signedInAs\n      portal {\n        ...PortalFields\n      }\n    }\n  }\n}\n\nmutation SendNewLink($token: String!) {\n  sendNewLink(input: {token: $token}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation SignOut($kind: ViewerKind!, $everywhere: Boolean!) {\n  signOut(kind: $kind, everywhere: $everywhere)\n}\n\nmutation SignOutDevice($kind: ViewerKind!, $id: ID!) {\n  signOutDevice(kind: $kind, id: $id)\n}\n\nmutation StaySignedIn($kind: ViewerKind!) {\n  staySignedIn(kind: $kind) {\n    ...SessionLifeFields\n  }\n}": typeof types.RedeemLinkDocument,
};
const documents: Documents = {
    "fragment PortalFields on Portal {\n  slug\n  name\n  mailName\n  url\n  phone\n  phoneUri\n  address\n  timeZone\n  linkLifetimeMinutes\n  pinLifetimeMinutes\n}\n\nfragment SessionLifeFields on SessionLife {\n  idleSecondsLeft\n  secondsLeft\n  warnSeconds\n}": types.PortalFieldsFragmentDoc,
    "mutation RedeemLink($token: String!, $switchAccount: Boolean!) {\n  redeemLink(input: {token: $token, switchAccount: $switchAccount}) {\n    __typename\n    ... on SignedIn {\n      kind\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on LinkRefused {\n      reason\n      message\n      kind\n      canSendNewLink\n      linkLifetimeMinutes\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on SignedInAsSomeoneElse {\n      kind\n      signedInAs\n      portal {\n        ...PortalFields\n      }\n    }\n  }\n}\n\nmutation SendNewLink($token: String!) {\n  sendNewLink(input: {token: $token}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation SignOut($kind: ViewerKind!, $everywhere: Boolean!) {\n  signOut(kind: $kind, everywhere: $everywhere)\n}\n\nmutation SignOutDevice($kind: ViewerKind!, $id: ID!) {\n  signOutDevice(kind: $kind, id: $id)\n}\n\nmutation StaySignedIn($kind: ViewerKind!) {\n  staySignedIn(kind: $kind) {\n    ...SessionLifeFields\n  }\n}": types.RedeemLinkDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PortalFields on Portal {\n  slug\n  name\n  mailName\n  url\n  phone\n  phoneUri\n  address\n  timeZone\n  linkLifetimeMinutes\n  pinLifetimeMinutes\n}\n\nfragment SessionLifeFields on SessionLife {\n  idleSecondsLeft\n  secondsLeft\n  warnSeconds\n}"): (typeof documents)["fragment PortalFields on Portal {\n  slug\n  name\n  mailName\n  url\n  phone\n  phoneUri\n  address\n  timeZone\n  linkLifetimeMinutes\n  pinLifetimeMinutes\n}\n\nfragment SessionLifeFields on SessionLife {\n  idleSecondsLeft\n  secondsLeft\n  warnSeconds\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RedeemLink($token: String!, $switchAccount: Boolean!) {\n  redeemLink(input: {token: $token, switchAccount: $switchAccount}) {\n    __typename\n    ... on SignedIn {\n      kind\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on LinkRefused {\n      reason\n      message\n      kind\n      canSendNewLink\n      linkLifetimeMinutes\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on SignedInAsSomeoneElse {\n      kind\n      signedInAs\n      portal {\n        ...PortalFields\n      }\n    }\n  }\n}\n\nmutation SendNewLink($token: String!) {\n  sendNewLink(input: {token: $token}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation SignOut($kind: ViewerKind!, $everywhere: Boolean!) {\n  signOut(kind: $kind, everywhere: $everywhere)\n}\n\nmutation SignOutDevice($kind: ViewerKind!, $id: ID!) {\n  signOutDevice(kind: $kind, id: $id)\n}\n\nmutation StaySignedIn($kind: ViewerKind!) {\n  staySignedIn(kind: $kind) {\n    ...SessionLifeFields\n  }\n}"): (typeof documents)["mutation RedeemLink($token: String!, $switchAccount: Boolean!) {\n  redeemLink(input: {token: $token, switchAccount: $switchAccount}) {\n    __typename\n    ... on SignedIn {\n      kind\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on LinkRefused {\n      reason\n      message\n      kind\n      canSendNewLink\n      linkLifetimeMinutes\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on SignedInAsSomeoneElse {\n      kind\n      signedInAs\n      portal {\n        ...PortalFields\n      }\n    }\n  }\n}\n\nmutation SendNewLink($token: String!) {\n  sendNewLink(input: {token: $token}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation SignOut($kind: ViewerKind!, $everywhere: Boolean!) {\n  signOut(kind: $kind, everywhere: $everywhere)\n}\n\nmutation SignOutDevice($kind: ViewerKind!, $id: ID!) {\n  signOutDevice(kind: $kind, id: $id)\n}\n\nmutation StaySignedIn($kind: ViewerKind!) {\n  staySignedIn(kind: $kind) {\n    ...SessionLifeFields\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;