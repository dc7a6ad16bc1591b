import {
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Rule } from './rule.ts';

let known: ReadonlyMap<string, Rule> | undefined;

/** The rules of fields below the roots, by type and field, such as `Client.activity`. */
export function fieldRules(): ReadonlyMap<string, Rule> {
  const { objectTypes, fieldResolvers, fields, queries, mutations } = getMetadataStorage();
  const nameOf = new Map(objectTypes.map(({ target, name }) => [target as unknown, name]));
  const all = [
    ...fieldResolvers.map(({ schemaName, roles, getObjectType }) => ({ schemaName, roles, owner: getObjectType?.() })),
    ...fields.map(({ schemaName, roles, target }) => ({ schemaName, roles, owner: target })),
  ];
  const named = [
    ...queries.map(({ schemaName, roles }) => ({ name: `Query.${schemaName}`, roles })),
    ...mutations.map(({ schemaName, roles }) => ({ name: `Mutation.${schemaName}`, roles })),
    ...all.map(({ owner, schemaName, roles }) => ({ name: `${nameOf.get(owner)}.${schemaName}`, roles })),
  ];
  return new Map(
    named.flatMap(({ name, roles }) => {
      const [rule] = (roles ?? []) as Rule[];
      return rule ? [[name, rule] as const] : [];
    }),
  );
}

/**
 * Every rule of a field within a selection.
 *
 * @param typeName the type that the selection is made from.
 */
export function rulesWithin(
  selected: SelectionSetNode,
  typeName: string,
  schema: GraphQLSchema,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): ReadonlySet<Rule> {
  known ??= fieldRules();
  const rules = known;
  const found = new Set<Rule>();
  const seen = new Set<string>();

  function walk({ selections }: SelectionSetNode, typeName: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const rule = rules.get(`${typeName}.${selection.name.value}`);
        if (rule) found.add(rule);
        const type = schema.getType(typeName);
        const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
        if (field && selection.selectionSet) walk(selection.selectionSet, getNamedType(field.type).name);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else {
        const fragment = fragments[selection.name.value];
        if (!fragment || seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
        walk(fragment.selectionSet, fragment.typeCondition.name.value);
      }
    }
  }
  walk(selected, typeName);
  return found;
}
