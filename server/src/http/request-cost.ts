import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The costs, in points; docs/api/limits.md explains them to callers. */
export const costs = {
  /** An object, each time it can appear in the answer. Its plain values cost nothing. */
  object: 1,
  mutation: 10,
  /** Introspection of the whole schema; an answer may contain it four times. */
  introspection: 500,
  /** The assumed size of a page without `first`, and the largest size. */
  page: { whenAbsent: 50, most: 100 },
  /** The assumed length of a list without pages, such as the accesses of one client. */
  list: 5,
} as const;

/** A validated operation with its document and variables. */
export interface RequestedOperation {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  document: DocumentNode;
  variables: Readonly<Record<string, unknown>>;
}

/** The highest cost of an operation's answer, in points, computed before it runs. */
export function operationCost({ schema, operation, document, variables }: RequestedOperation): number {
  const root = schema.getRootType(operation.operation);
  const fragments = fragmentsIn(document);
  // A fragment costs the same wherever the surrounding page has the same size, so its cost is cached by size.
  const costOfFragment = new Map<string, number>();

  function costOf({ selections }: SelectionSetNode, typeName: string, pageSize: number): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += costOfField(selection, typeName, pageSize);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += costOf(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, pageSize);
      } else cost += costOfSpread(selection.name.value, pageSize);
    }
    return cost;
  }

  function costOfSpread(name: string, pageSize: number): number {
    const fragment = fragments[name];
    if (!fragment) return 0;
    const known = costOfFragment.get(`${name} ${pageSize}`);
    const cost = known ?? costOf(fragment.selectionSet, fragment.typeCondition.name.value, pageSize);
    costOfFragment.set(`${name} ${pageSize}`, cost);
    return cost;
  }

  function costOfField(node: FieldNode, typeName: string, pageSize: number): number {
    const name = node.name.value;
    if (name.startsWith('__')) return name === '__typename' ? 0 : costs.introspection;
    const type = schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[name] : undefined;
    if (!field || !('args' in field)) return 0;

    const atRoot = typeName === root?.name;
    const own = atRoot && operation.operation === OperationTypeNode.MUTATION ? costs.mutation : costs.object;
    const named = getNamedType(field.type);
    if (!isCompositeType(named) || !node.selectionSet) return atRoot ? own : 0;
    const size = field.args.some((argument) => argument.name === 'first') ? pageSizeOf(node) : costs.page.whenAbsent;
    const each = own + costOf(node.selectionSet, named.name, size);
    if (!isListType(getNullableType(field.type))) return each;
    return each * (name === 'edges' || name === 'nodes' ? pageSize : costs.list);
  }

  function pageSizeOf(node: FieldNode): number {
    const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
    const first = value && numberIn(value);
    return first === undefined ? costs.page.whenAbsent : Math.min(Math.max(first, 1), costs.page.most);
  }

  function numberIn(value: ValueNode): number | undefined {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind !== Kind.VARIABLE) return undefined;
    const given = variables[value.name.value];
    if (typeof given === 'number') return given;
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value);
    return definition?.defaultValue?.kind === Kind.INT ? Number(definition.defaultValue.value) : undefined;
  }

  return root ? costOf(operation.selectionSet, root.name, costs.page.whenAbsent) : 0;
}

/** The fragments of a document, by name. */
export function fragmentsIn({ definitions }: DocumentNode): Readonly<Record<string, FragmentDefinitionNode>> {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((each) => [each.name.value, each]));
}
