/** An operation to begin with, as the explorer and the reference show it. */
export interface ExampleOperation {
  title: string;
  query: string;
  /** Made-up values; ids have to be your own. */
  variables: Readonly<Record<string, unknown>>;
}

const someId = '019a1b2c-0000-7000-8000-000000000001';

/** What most integrations do, in the order in which they do it. */
export const exampleOperations: readonly ExampleOperation[] = [
  {
    title: 'See that a key works, and what it may do',
    query: `query MyKey {
  apiKey {
    name
    scopes
    expiresAt
  }
}`,
    variables: {},
  },
  {
    title: 'Find clients, page by page',
    query: `query FindClients($search: String, $after: String) {
  clients(search: $search, first: 20, after: $after) {
    totalCount
    edges {
      node {
        id
        name
        reference
        version
        lastSignIn {
          at
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
    variables: { search: 'riv' },
  },
  {
    title: 'Add a client',
    query: `mutation AddClient($input: CreateClientInput!) {
  createClient(input: $input) {
    id
    name
    version
  }
}`,
    variables: { input: { firstName: 'Jamie', lastName: 'Rivera', reference: 'EHR-1042', phone: '(617) 555-0134' } },
  },
  {
    title: 'Let an address see the client',
    query: `mutation GiveAccess($input: AddPortalAccessInput!) {
  addPortalAccess(input: $input) {
    id
    email
    active
  }
}`,
    variables: { input: { clientId: someId, email: 'jamie@client.example' } },
  },
  {
    title: 'Send the invitation',
    query: `mutation Invite($input: SendInvitationInput!) {
  sendInvitation(input: $input) {
    email
    invitation {
      sentAt
      delivery {
        state
        explanation
      }
    }
  }
}`,
    variables: { input: { portalAccessId: someId } },
  },
  {
    title: 'Make a PIN for the phone',
    query: `mutation MakePin($input: GeneratePinInput!) {
  generatePin(input: $input) {
    digits
    expiresAt
  }
}`,
    variables: { input: { portalAccessId: someId } },
  },
  {
    title: 'Read who did what',
    query: `query WhoDidWhat($after: String) {
  practiceActivity(first: 20, after: $after) {
    edges {
      node {
        at
        actor
        kind
        result
        summary
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
    variables: {},
  },
  {
    title: 'Hear what happens',
    query: `mutation AddWebhook($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) {
    id
    secret
  }
}`,
    variables: {
      input: { url: 'https://hooks.example.org/porchlight', events: ['INVITATION_BOUNCED', 'CLIENT_SIGNED_IN'] },
    },
  },
];
