import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { readId } from '../http/read-id.ts';
import { editedMeanwhile } from '../practice/practice.graphql-types.ts';
import { cancelImport } from './cancel-import.ts';
import { confirmImport } from './confirm-import.ts';
import {
  CancelImportInput,
  ConfirmImportInput,
  ConfirmImportResult,
  importRefused,
  SetImportMappingInput,
  SetImportMappingResult,
} from './import-changes.graphql-types.ts';
import { ClientImportType } from './imports.graphql-types.ts';
import { findImport } from './imports.query.ts';
import { setImportMapping } from './set-import-mapping.ts';

@Resolver()
export class ImportMutations {
  @Authorized<Rule>('clients.write')
  @Mutation(() => SetImportMappingResult, {
    description: 'Says what the columns of an import hold, and looks at its rows anew. Nothing is imported by that.',
  })
  async setImportMapping(
    @Arg('input', () => SetImportMappingInput, { description: 'The columns.' }) input: SetImportMappingInput,
    @Ctx() context: Context,
  ): Promise<typeof SetImportMappingResult> {
    const importId = readId(input.importId, 'import');
    const result = await setImportMapping(context.stores, await context.requireStaff(), { ...input, importId });
    return result.outcome === 'saved' ? findImport(context, importId) : editedMeanwhile(result.version);
  }

  @Authorized<Rule>('clients.write')
  @Mutation(() => ConfirmImportResult, {
    description: 'Starts an import that was looked at. It goes on in the background; starting it twice starts it once.',
  })
  async confirmImport(
    @Arg('input', () => ConfirmImportInput, { description: 'Which, and how.' }) input: ConfirmImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ConfirmImportResult> {
    const importId = readId(input.importId, 'import');
    const result = await confirmImport(context.stores, await context.requireStaff(), { ...input, importId });
    if (result.outcome === 'refused') return importRefused(result.reason);
    if (result.outcome === 'changed-meanwhile') return editedMeanwhile(result.version);
    return findImport(context, importId);
  }

  @Authorized<Rule>('clients.write')
  @Mutation(() => ClientImportType, {
    description: 'Throws an upload away, or stops an import that is under way; the clients it made already stay.',
  })
  async cancelImport(
    @Arg('input', () => CancelImportInput, { description: 'Which.' }) input: CancelImportInput,
    @Ctx() context: Context,
  ): Promise<ClientImportType> {
    const importId = readId(input.importId, 'import');
    await cancelImport(context.stores, await context.requireStaff(), importId);
    return findImport(context, importId);
  }
}
