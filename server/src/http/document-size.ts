import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { fragmentsIn } from './request-cost.ts';

/** The size of a document before validation. */
export interface DocumentSize {
  operations: number;
  fields: number;
  /** Definitions, spreads and inline fragments. */
  fragments: number;
  aliases: number;
  /** The greatest depth of fields in an operation, with its fragments; introspection does not count. */
  depth: number;
}

/** Measures a document in one pass, whether it fits the schema or not. */
export function measureDocument(document: DocumentNode): DocumentSize {
  const size: DocumentSize = { operations: 0, fields: 0, fragments: 0, aliases: 0, depth: 0 };
  const fragments = fragmentsIn(document);
  // By definition, not by name: two of the same name are refused only later.
  const depths = new Map<FragmentDefinitionNode, number>();

  /** Counts the fields of a selection. @returns its depth */
  function measure({ selections }: SelectionSetNode): number {
    let depth = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        size.fields += 1;
        if (selection.alias) size.aliases += 1;
        const below = selection.selectionSet ? measure(selection.selectionSet) : 0;
        depth = Math.max(depth, selection.name.value.startsWith('__') ? 1 : 1 + below);
      } else {
        size.fragments += 1;
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : undefined;
        if (fragment) depth = Math.max(depth, depthOf(fragment));
        if (selection.kind === Kind.INLINE_FRAGMENT) depth = Math.max(depth, measure(selection.selectionSet));
      }
    }
    return depth;
  }

  function depthOf(fragment: FragmentDefinitionNode): number {
    const known = depths.get(fragment);
    if (known !== undefined) return known;
    // Until it is computed; validation refuses a fragment that contains itself.
    depths.set(fragment, 0);
    const depth = measure(fragment.selectionSet);
    depths.set(fragment, depth);
    return depth;
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      size.operations += 1;
      size.depth = Math.max(size.depth, measure(definition.selectionSet));
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      size.fragments += 1;
      depthOf(definition);
    }
  }
  return size;
}
