import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';

/** Asks the server anew, without the cache; rejects when there is no whole answer. */
export async function ask<Data, Variables extends OperationVariables>(
  apollo: ApolloClient,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data } = await apollo.query<Data, OperationVariables>({ query, variables, fetchPolicy: 'no-cache' });
  return whole(data);
}

/** Tells the server to do something, without the cache; rejects when there is no whole answer. */
export async function tell<Data, Variables extends OperationVariables>(
  apollo: ApolloClient,
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data } = await apollo.mutate<Data, OperationVariables>({ mutation, variables, fetchPolicy: 'no-cache' });
  return whole(data as Data | null | undefined);
}

function whole<Data>(data: Data | null | undefined): Data {
  if (data === null || data === undefined) throw new Error('The answer holds no data.');
  return data;
}
