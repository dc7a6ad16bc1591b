import { type GraphQLSchema, isObjectType } from 'graphql';
import { scopeWith } from '../permissions/scopes.ts';
import { permissionsOf, type Role, roles } from '../permissions/permissions.ts';
import { fieldRules } from '../http/field-rules.ts';
import type { Rule } from '../http/rule.ts';

/**
 * Appends to the description of every field with a rule who may use it. It reads the rule itself, so the
 * documentation cannot differ from what the server does.
 */
export function describeRules(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, rule] of fieldRules()) {
    const [typeName = '', fieldName = ''] = name.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field) field.description = `${field.description}\n\n${audienceOf(rule)}`;
  }
  return schema;
}

const peopleOf: Readonly<Record<Role, string>> = {
  owner: 'owners',
  clinician: 'clinicians',
  'front-desk': 'the front desk',
};

function audienceOf(rule: Rule): string {
  if (rule === 'anyone') return 'For everyone, with a key or without.';
  if (rule === 'anyone-but-keys') return 'For everyone, without a key.';
  if (rule === 'portal-account') return 'For clients who are signed in.';
  if (rule === 'staff') return 'For staff who are signed in.';
  const people = roles.filter((role) => permissionsOf[role].includes(rule)).map((role) => peopleOf[role]);
  const scope = scopeWith(rule);
  const all = [...people, ...(scope ? [`API keys with \`${scope}\``] : [])];
  return `For ${new Intl.ListFormat('en-US').format(all)}.`;
}
