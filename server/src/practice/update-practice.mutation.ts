import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rule } from '../http/rule.ts';
import type { Context } from '../http/context.ts';
import { editedMeanwhile, toPractice, UpdatePracticeInput, UpdatePracticeResult } from './practice.graphql-types.ts';
import { updatePractice } from './update-practice.ts';

@Resolver()
export class UpdatePracticeMutation {
  @Authorized<Rule>('practice.write')
  @Mutation(() => UpdatePracticeResult, { description: 'Saves the Practice Details.' })
  async updatePractice(
    @Arg('input', () => UpdatePracticeInput, { description: 'The details.' }) input: UpdatePracticeInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdatePracticeResult> {
    const staff = await context.requireStaff();
    const result = await updatePractice(context.stores, staff, input);
    if (result.outcome === 'edited-meanwhile') return editedMeanwhile(result.version);
    return toPractice(await context.stores.practices.get(staff.practiceId), context.publicOrigin);
  }
}
