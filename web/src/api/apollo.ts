import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';

import { fetchWithTimeout } from './fetch-with-timeout.ts';

/** The outcomes that a caller must expect; without this list Apollo cannot tell them from interfaces. */
const possibleTypes = {
  RedeemLinkResult: ['SignedIn', 'LinkRefused', 'SignedInAsSomeoneElse'],
  RedeemPinResult: ['SignedIn', 'PinRefused'],
  SetImportMappingResult: ['ClientImport', 'EditedMeanwhile'],
  ConfirmImportResult: ['ClientImport', 'ImportRefused', 'EditedMeanwhile'],
  StartInvitationsResult: ['InvitationBatch', 'InvitationsUnderWay'],
  UpdateClientResult: ['Client', 'EditedMeanwhile'],
  UpdatePracticeResult: ['Practice', 'EditedMeanwhile'],
};

/**
 * A client of the product's own API, with an empty cache: one for each viewer, so that nothing of
 * the person before is left when somebody else signs in.
 */
export function createApolloClient(): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: fetchWithTimeout }),
    // What was typed has no id: each answer holds the whole list anew.
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { PortalAccess: { fields: { nearMisses: { merge: false } } } },
    }),
    devtools: { enabled: false },
  });
}
