import { getNamedType, type GraphQLResolveInfo } from 'graphql';
import type { AuthCheckerFn } from 'type-graphql';
import { scopeWith } from '../permissions/scopes.ts';
import { badInput, Fault } from '../lib/fault.ts';
import type { Context } from './context.ts';
import { rulesWithin } from './field-rules.ts';
import type { Rule } from './rule.ts';

/**
 * Enforces the rules of every query and mutation and of the fields that have rules. A mutation that also selects
 * a field that the caller may not read is refused before it runs.
 */
export const authorize: AuthCheckerFn<Context, Rule> = async ({ context, info }, [rule]) => {
  await enforceRule(context, rule);
  // A stored answer has no cookies.
  if (rule === 'anyone-but-keys' && context.idempotencyKey !== undefined) throw notIdempotent();
  if (isMutation(info)) for (const inner of rulesBelow(info)) await enforceRule(context, inner);
  return true;
};

/**
 * Refuses a caller whom the rule does not allow; without a rule, everyone.
 *
 * @throws Fault UNAUTHENTICATED or FORBIDDEN
 */
export async function enforceRule(context: Context, rule: Rule | undefined): Promise<void> {
  const key = await context.keySession();
  if (rule === 'anyone' || (rule === 'anyone-but-keys' && !key)) return;
  if (rule === 'portal-account' && !key) return void (await context.requirePortal());
  const { permissions } = await context.requireStaff();
  if ((rule === 'staff' && !key) || permissions.some((permission) => permission === rule)) return;
  throw new Fault('FORBIDDEN', key ? keyRefusal(rule) : roleRefusal);
}

const roleRefusal = 'Your role at the practice does not include this. Ask an owner of the practice.';

function keyRefusal(rule: Rule | undefined): string {
  const scope = rule && scopeWith(rule);
  return scope ? `This API key may not do this. It would need the scope ${scope}.` : 'No API key may do this.';
}

const notIdempotent = () =>
  badInput('Idempotency-Key', 'Signing in and out takes no Idempotency-Key. Leave the header out.');

const isMutation = ({ parentType, schema }: GraphQLResolveInfo) => parentType === schema.getMutationType();

const rulesBelow = ({ fieldNodes, returnType, schema, fragments }: GraphQLResolveInfo) =>
  fieldNodes.flatMap(({ selectionSet }) =>
    selectionSet ? [...rulesWithin(selectionSet, getNamedType(returnType).name, schema, fragments)] : [],
  );
