// Adds a client, invites them, hears that the invitation was sent, makes a PIN, and reads what the record says.
//
//   PORCHLIGHT_KEY=plk_… RECEIVER_URL=https://hooks.example.org/ PORT=8080 node integrator.mjs Jamie Rivera jamie@client.example
//
// The key needs the scopes clients:read, clients:write, invitations:send, pins:generate, activity:read and
// webhooks:manage. RECEIVER_URL has to lead to PORT of this machine.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { call } from './porchlight.mjs';

const [firstName, lastName, email] = process.argv.slice(2);

// 1. Hear what happens. Only what is signed with the webhook's secret is believed.
let webhook;
const heard = [];
const receiver = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  try {
    heard.push(webhook.verify(Buffer.concat(pieces).toString(), request.headers));
    response.writeHead(204).end();
    receiver.emit('heard');
  } catch {
    response.writeHead(401).end();
  }
});
receiver.listen(Number(process.env.PORT ?? 8080));
await once(receiver, 'listening');
const { port } = receiver.address();

const { createWebhookEndpoint: endpoint } = await call(
  `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { id secret } }`,
  { input: { url: process.env.RECEIVER_URL ?? `http://127.0.0.1:${port}/`, events: ['INVITATION_SENT'] } },
);
webhook = new Webhook(endpoint.secret);

// 2. Add the client, and let their address see them.
const { createClient: client } = await call(
  `mutation ($input: CreateClientInput!) { createClient(input: $input) { id name } }`,
  { input: { firstName, lastName } },
);
const { addPortalAccess: access } = await call(
  `mutation ($input: AddPortalAccessInput!) { addPortalAccess(input: $input) { id } }`,
  { input: { clientId: client.id, email } },
);
console.log(`added ${client.name}`);

// 3. Invite them, and wait until the webhook says so.
await call(`mutation ($input: SendInvitationInput!) { sendInvitation(input: $input) { id } }`, {
  input: { portalAccessId: access.id },
});
const ofClient = ({ type, data }) =>
  type === 'invitation.sent' && data.portalAccesses.some(({ id }) => id === access.id);
while (!heard.some(ofClient)) await once(receiver, 'heard', { signal: AbortSignal.timeout(30_000) });
console.log('heard invitation.sent');

// 4. Make a PIN, to be read over the phone.
const { generatePin: pin } = await call(
  `mutation ($input: GeneratePinInput!) { generatePin(input: $input) { digits expiresAt } }`,
  { input: { portalAccessId: access.id } },
);
console.log(`PIN ${pin.digits}`);

// 5. Read what the record says.
const { client: seen } = await call(
  `query ($id: ID!) { client(id: $id) { activity(first: 10) { edges { node { actor kind } } } } }`,
  { id: client.id },
);
for (const { node } of seen.activity.edges.toReversed()) console.log(`${node.kind} by ${node.actor}`);

// 6. Leave nothing behind that nobody listens to.
await call(`mutation ($input: WebhookEndpointInput!) { removeWebhookEndpoint(input: $input) { id } }`, {
  input: { webhookEndpointId: endpoint.id },
});
receiver.close();
receiver.closeAllConnections();
