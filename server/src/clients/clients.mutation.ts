import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { editedMeanwhile } from '../practice/practice.graphql-types.ts';
import { addPortalAccess } from './add-portal-access.ts';
import { archiveClient } from './archive-client.ts';
import { changeAddress } from './change-address.ts';
import {
  AddPortalAccessInput,
  ChangeAddressInput,
  PortalAccessResult,
  PortalAccessType,
  RemovePortalAccessInput,
  RemovePortalAccessResult,
  SetPortalAccessInput,
  UpdatePortalAccessInput,
} from './portal-access.graphql-types.ts';
import {
  ArchiveClientInput,
  CreateClientInput,
  UpdateClientInput,
  UpdateClientResult,
} from './client-changes.graphql-types.ts';
import { ClientType } from './clients.graphql-types.ts';
import { findAccess, findClient } from './clients.query.ts';
import { createClient } from './create-client.ts';
import { removePortalAccess } from './remove-portal-access.ts';
import { setPortalAccess } from './set-portal-access.ts';
import { updateClient } from './update-client.ts';
import type { UpdateOutcome } from './update-outcome.ts';
import { updatePortalAccess } from './update-portal-access.ts';

@Resolver()
export class ClientMutations {
  @Authorized<Rule>('clients.write')
  @Mutation(() => ClientType, { description: 'Adds a client to your practice.' })
  async createClient(
    @Arg('input', () => CreateClientInput, { description: 'Who.' }) input: CreateClientInput,
    @Ctx() context: Context,
  ): Promise<ClientType> {
    const clientId = await createClient(context.stores, await context.requireStaff(), input);
    return findClient(context, clientId);
  }

  @Authorized<Rule>('clients.write')
  @Mutation(() => UpdateClientResult, { description: "Saves a client's details." })
  async updateClient(
    @Arg('input', () => UpdateClientInput, { description: 'The details.' }) input: UpdateClientInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdateClientResult> {
    const clientId = readId(input.clientId, 'client');
    const result = await updateClient(context.stores, await context.requireStaff(), { ...input, clientId });
    if (result.outcome === 'edited-meanwhile') return editedMeanwhile(result.version);
    return findClient(context, clientId);
  }

  @Authorized<Rule>('clients.write')
  @Mutation(() => ClientType, {
    description: 'Archives a client, or brings one back. Everyone who sees an archived client is signed out.',
  })
  async archiveClient(
    @Arg('input', () => ArchiveClientInput, { description: 'Who.' }) input: ArchiveClientInput,
    @Ctx() context: Context,
  ): Promise<ClientType> {
    const clientId = readId(input.clientId, 'client');
    await archiveClient(context.stores, await context.requireStaff(), { clientId, archived: input.archived });
    return findClient(context, clientId);
  }

  @Authorized<Rule>('access.write')
  @Mutation(() => PortalAccessType, { description: 'Lets an address see a client. Nobody is invited by that yet.' })
  async addPortalAccess(
    @Arg('input', () => AddPortalAccessInput, { description: 'Which address, which client.' })
    input: AddPortalAccessInput,
    @Ctx() context: Context,
  ): Promise<PortalAccessType> {
    const clientId = readId(input.clientId, 'client');
    return findAccess(
      context,
      await addPortalAccess(context.stores, await context.requireStaff(), { ...input, clientId }),
    );
  }

  @Authorized<Rule>('access.write')
  @Mutation(() => PortalAccessResult, { description: 'Says anew who holds an access, and who they are to the client.' })
  async updatePortalAccess(
    @Arg('input', () => UpdatePortalAccessInput, { description: 'Which access, and whose it is.' })
    input: UpdatePortalAccessInput,
    @Ctx() context: Context,
  ): Promise<typeof PortalAccessResult> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    const typed = { ...input, portalAccessId };
    return changed(
      context,
      portalAccessId,
      await updatePortalAccess(context.stores, await context.requireStaff(), typed),
    );
  }

  @Authorized<Rule>('access.write')
  @Mutation(() => PortalAccessResult, {
    description:
      'Switches an access on or off. Off signs its holder out everywhere and voids their links and PINs, at once.',
  })
  async setPortalAccess(
    @Arg('input', () => SetPortalAccessInput, { description: 'Which, and how.' }) input: SetPortalAccessInput,
    @Ctx() context: Context,
  ): Promise<typeof PortalAccessResult> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    const wanted = { ...input, portalAccessId };
    return changed(
      context,
      portalAccessId,
      await setPortalAccess(context.stores, await context.requireStaff(), wanted),
    );
  }

  @Authorized<Rule>('access.write')
  @Mutation(() => PortalAccessResult, {
    description:
      'Moves an access to another address. Whoever used the old one is signed out, their links and PINs are void, and the old address is told. Nobody is invited at the new one by that yet.',
  })
  async changeAddress(
    @Arg('input', () => ChangeAddressInput, { description: 'Which access, which address.' }) input: ChangeAddressInput,
    @Ctx() context: Context,
  ): Promise<typeof PortalAccessResult> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    const typed = { ...input, portalAccessId };
    const outcome = await changeAddress(context.stores, await context.requireStaff(), typed);
    return changed(context, portalAccessId, outcome);
  }

  @Authorized<Rule>('access.write')
  @Mutation(() => RemovePortalAccessResult, {
    description:
      'Takes a person’s access to one client away. Their address is signed out everywhere, and its links and PINs are void, at once.',
  })
  async removePortalAccess(
    @Arg('input', () => RemovePortalAccessInput, { description: 'Which.' }) input: RemovePortalAccessInput,
    @Ctx() context: Context,
  ): Promise<typeof RemovePortalAccessResult> {
    const portalAccessId = readId(input.portalAccessId, 'portal access');
    const wanted = { ...input, portalAccessId };
    const result = await removePortalAccess(context.stores, await context.requireStaff(), wanted);
    return result.outcome === 'saved' ? findClient(context, result.clientId) : editedMeanwhile(result.version);
  }
}

/** The current access, or `EditedMeanwhile`. */
async function changed(context: Context, id: string, result: UpdateOutcome): Promise<typeof PortalAccessResult> {
  return result.outcome === 'saved' ? findAccess(context, id) : editedMeanwhile(result.version);
}
