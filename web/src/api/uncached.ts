import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';

/** Runs a query past the cache; rejects when the answer holds no data. */
export async function queryUncached<Data, Variables extends OperationVariables>(
  apollo: ApolloClient,
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data } = await apollo.query<Data, OperationVariables>({ query, variables, fetchPolicy: 'no-cache' });
  return requireData(data);
}

/** Runs a mutation past the cache; rejects when the answer holds no data. */
export async function mutateUncached<Data, Variables extends OperationVariables>(
  apollo: ApolloClient,
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data } = await apollo.mutate<Data, OperationVariables>({ mutation, variables, fetchPolicy: 'no-cache' });
  return requireData(data as Data | null | undefined);
}

function requireData<Data>(data: Data | null | undefined): Data {
  if (data === null || data === undefined) throw new Error('The answer holds no data.');
  return data;
}
