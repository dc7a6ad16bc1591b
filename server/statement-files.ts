import { format } from 'sql-formatter';
// Every store comes with them, and with the stores every statement that has a name.
import './src/app/stores.ts';
import './src/db/scheduled-tasks.ts';
import { clientListCount, clientListPage } from './src/clients/client-list.sql.ts';
import { namedStatements, type StatementText, unnamedStatement } from './src/db/statement.ts';

const everyone = { archived: false, filter: undefined, patterns: 0 };
const start = { descending: false, after: false };

// The client list composes its text for each call. These are some of what it makes.
const examples = {
  'client-list.page.name': clientListPage({ ...everyone, ...start, sort: 'name' }),
  'client-list.page.name.after': clientListPage({ ...everyone, sort: 'name', descending: false, after: true }),
  'client-list.page.name.search': clientListPage({ ...everyone, ...start, sort: 'name', patterns: 2 }),
  'client-list.page.last-sign-in.never-signed-in.descending.after': clientListPage({
    archived: false,
    filter: 'never-signed-in',
    patterns: 0,
    sort: 'last-sign-in',
    descending: true,
    after: true,
  }),
  'client-list.page.invitation.no-address': clientListPage({
    ...everyone,
    ...start,
    filter: 'no-address',
    sort: 'invitation',
  }),
  'client-list.page.added.archived.after': clientListPage({
    archived: true,
    filter: undefined,
    patterns: 0,
    sort: 'added',
    descending: false,
    after: true,
  }),
  'client-list.count.never-invited': clientListCount({ ...everyone, filter: 'never-invited' }),
  'client-list.count.search': clientListCount({ ...everyone, patterns: 1 }),
};

/** Every statement that has a name, and examples of those that have none, by name. */
export const allStatements = (): [string, StatementText][] => [
  ...namedStatements(),
  ...Object.entries(examples).map(([name, text]): [string, StatementText] => [name, unnamedStatement(text)]),
];

/** What the file of a statement holds: its parameters and its text, formatted. */
export function fileOf({ text, parameters = [] }: StatementText): string {
  const head = parameters.map((parameter, index) => `-- $${index + 1} ${parameter}\n`).join('');
  const body = format(text, { language: 'postgresql', expressionWidth: 100 });
  return `${head}${head && '\n'}${body};\n`;
}
