import type { Relationship } from '../../api/generated/workspace/graphql.ts';

export const relationshipLabels: Readonly<Record<Relationship, string>> = {
  SELF: 'Self',
  PARENT: 'Parent',
  GUARDIAN: 'Guardian',
  PARTNER: 'Partner',
};

/** The choices of a relationship field, in the order in which they are likely. */
export const relationshipChoices = Object.entries(relationshipLabels).map(([value, name]) => ({ value, name }));
