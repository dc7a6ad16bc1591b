import type { ActivityTopic, PracticeActivityFilter } from '../../api/generated/workspace/graphql.ts';

/** What is looked for, by the names that it has in the page's address. */
export interface ActivityFilters {
  readonly person: string;
  readonly client: string;
  readonly topic: string;
  readonly from: string;
  readonly to: string;
}

const filterNames = ['person', 'client', 'topic', 'from', 'to'] as const satisfies readonly (keyof ActivityFilters)[];

const topicNames: Readonly<Record<ActivityTopic, string>> = {
  SIGN_INS: 'Signing in and out',
  LINKS: 'Links and invitations',
  PINS: 'Pin codes',
  CLIENTS: 'Clients',
  ACCESS: 'Access and addresses',
  SETTINGS: 'Settings',
  STAFF: 'Staff',
};

const word = (topic: string) => topic.toLowerCase().replaceAll('_', '-');

/** The choices of the topic field, with the words that they have in the address. */
export const topicChoices = [
  { value: '', name: 'Everything' },
  ...Object.entries(topicNames).map(([topic, name]) => ({ value: word(topic), name })),
];

export function readFilters(params: URLSearchParams): ActivityFilters {
  const [person = '', client = '', topic = '', from = '', to = ''] = filterNames.map((name) => params.get(name) ?? '');
  return { person, client, topic: topicChoices.some(({ value }) => value === topic) ? topic : '', from, to };
}

/** Only what is set, for an address. */
export function writeFilters(filters: ActivityFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** The same for the API. */
export function filterInput({ person, client, topic, from, to }: ActivityFilters): PracticeActivityFilter {
  const orNull = (text: string) => (text === '' ? null : text);
  const known = (Object.keys(topicNames) as ActivityTopic[]).find((each) => word(each) === topic);
  return {
    staffMemberId: orNull(person),
    clientId: orNull(client),
    topic: known ?? null,
    from: orNull(from),
    to: orNull(to),
  };
}
