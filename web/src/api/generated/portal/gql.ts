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
    "fragment ViewerFields on PortalViewer {\n  email\n  portal {\n    ...PortalFields\n  }\n  accesses {\n    ...ViewerAccessFields\n  }\n  chosen {\n    ...ViewerAccessFields\n  }\n  devices {\n    id\n    name\n    method\n    signedInAt\n    lastActiveAt\n    current\n  }\n  session {\n    ...SessionLifeFields\n  }\n}\n\nfragment ViewerAccessFields on ViewerAccess {\n  id\n  clientName\n  relationship\n}\n\nquery PortalAt($slug: String!) {\n  portal(slug: $slug) {\n    ...PortalFields\n  }\n}\n\nquery WhoIsSignedIn {\n  me {\n    email\n    portal {\n      slug\n    }\n  }\n}\n\nquery Me {\n  me {\n    ...ViewerFields\n  }\n}\n\nquery MySession {\n  me {\n    session {\n      ...SessionLifeFields\n    }\n  }\n}\n\nmutation RequestSignInLink($portal: String!, $email: String!) {\n  requestSignInLink(input: {portal: $portal, email: $email}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation RedeemPin($portal: String!, $email: String!, $pin: String!) {\n  redeemPin(input: {portal: $portal, email: $email, pin: $pin}) {\n    __typename\n    ... on SignedIn {\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on PinRefused {\n      reason\n      message\n    }\n  }\n}\n\nmutation ChooseClient($portalAccessId: ID!) {\n  chooseClient(input: {portalAccessId: $portalAccessId}) {\n    ...ViewerFields\n  }\n}": typeof types.ViewerFieldsFragmentDoc,
};
const documents: Documents = {
    "fragment PortalFields on Portal {\n  slug\n  name\n  mailName\n  url\n  phone\n  phoneUri\n  address\n  timeZone\n  linkLifetimeMinutes\n  pinLifetimeMinutes\n}\n\nfragment SessionLifeFields on SessionLife {\n  idleSecondsLeft\n  secondsLeft\n  warnSeconds\n}": types.PortalFieldsFragmentDoc,
    "fragment ViewerFields on PortalViewer {\n  email\n  portal {\n    ...PortalFields\n  }\n  accesses {\n    ...ViewerAccessFields\n  }\n  chosen {\n    ...ViewerAccessFields\n  }\n  devices {\n    id\n    name\n    method\n    signedInAt\n    lastActiveAt\n    current\n  }\n  session {\n    ...SessionLifeFields\n  }\n}\n\nfragment ViewerAccessFields on ViewerAccess {\n  id\n  clientName\n  relationship\n}\n\nquery PortalAt($slug: String!) {\n  portal(slug: $slug) {\n    ...PortalFields\n  }\n}\n\nquery WhoIsSignedIn {\n  me {\n    email\n    portal {\n      slug\n    }\n  }\n}\n\nquery Me {\n  me {\n    ...ViewerFields\n  }\n}\n\nquery MySession {\n  me {\n    session {\n      ...SessionLifeFields\n    }\n  }\n}\n\nmutation RequestSignInLink($portal: String!, $email: String!) {\n  requestSignInLink(input: {portal: $portal, email: $email}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation RedeemPin($portal: String!, $email: String!, $pin: String!) {\n  redeemPin(input: {portal: $portal, email: $email, pin: $pin}) {\n    __typename\n    ... on SignedIn {\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on PinRefused {\n      reason\n      message\n    }\n  }\n}\n\nmutation ChooseClient($portalAccessId: ID!) {\n  chooseClient(input: {portalAccessId: $portalAccessId}) {\n    ...ViewerFields\n  }\n}": types.ViewerFieldsFragmentDoc,
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
export function graphql(source: "fragment ViewerFields on PortalViewer {\n  email\n  portal {\n    ...PortalFields\n  }\n  accesses {\n    ...ViewerAccessFields\n  }\n  chosen {\n    ...ViewerAccessFields\n  }\n  devices {\n    id\n    name\n    method\n    signedInAt\n    lastActiveAt\n    current\n  }\n  session {\n    ...SessionLifeFields\n  }\n}\n\nfragment ViewerAccessFields on ViewerAccess {\n  id\n  clientName\n  relationship\n}\n\nquery PortalAt($slug: String!) {\n  portal(slug: $slug) {\n    ...PortalFields\n  }\n}\n\nquery WhoIsSignedIn {\n  me {\n    email\n    portal {\n      slug\n    }\n  }\n}\n\nquery Me {\n  me {\n    ...ViewerFields\n  }\n}\n\nquery MySession {\n  me {\n    session {\n      ...SessionLifeFields\n    }\n  }\n}\n\nmutation RequestSignInLink($portal: String!, $email: String!) {\n  requestSignInLink(input: {portal: $portal, email: $email}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation RedeemPin($portal: String!, $email: String!, $pin: String!) {\n  redeemPin(input: {portal: $portal, email: $email, pin: $pin}) {\n    __typename\n    ... on SignedIn {\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on PinRefused {\n      reason\n      message\n    }\n  }\n}\n\nmutation ChooseClient($portalAccessId: ID!) {\n  chooseClient(input: {portalAccessId: $portalAccessId}) {\n    ...ViewerFields\n  }\n}"): (typeof documents)["fragment ViewerFields on PortalViewer {\n  email\n  portal {\n    ...PortalFields\n  }\n  accesses {\n    ...ViewerAccessFields\n  }\n  chosen {\n    ...ViewerAccessFields\n  }\n  devices {\n    id\n    name\n    method\n    signedInAt\n    lastActiveAt\n    current\n  }\n  session {\n    ...SessionLifeFields\n  }\n}\n\nfragment ViewerAccessFields on ViewerAccess {\n  id\n  clientName\n  relationship\n}\n\nquery PortalAt($slug: String!) {\n  portal(slug: $slug) {\n    ...PortalFields\n  }\n}\n\nquery WhoIsSignedIn {\n  me {\n    email\n    portal {\n      slug\n    }\n  }\n}\n\nquery Me {\n  me {\n    ...ViewerFields\n  }\n}\n\nquery MySession {\n  me {\n    session {\n      ...SessionLifeFields\n    }\n  }\n}\n\nmutation RequestSignInLink($portal: String!, $email: String!) {\n  requestSignInLink(input: {portal: $portal, email: $email}) {\n    askAgainInSeconds\n    linkLifetimeMinutes\n  }\n}\n\nmutation RedeemPin($portal: String!, $email: String!, $pin: String!) {\n  redeemPin(input: {portal: $portal, email: $email, pin: $pin}) {\n    __typename\n    ... on SignedIn {\n      severalClients\n      portal {\n        ...PortalFields\n      }\n    }\n    ... on PinRefused {\n      reason\n      message\n    }\n  }\n}\n\nmutation ChooseClient($portalAccessId: ID!) {\n  chooseClient(input: {portalAccessId: $portalAccessId}) {\n    ...ViewerFields\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;