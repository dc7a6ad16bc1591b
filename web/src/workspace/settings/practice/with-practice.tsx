import { useQuery } from '@apollo/client/react';
import { formatLifetime } from '@porchlight/shared/format-lifetime.ts';
import type { ReactNode } from 'react';

import { PracticeDetailsDocument, type PracticeFieldsFragment } from '../../../api/generated/workspace/graphql.ts';
import { toRequestError } from '../../../api/request-error.ts';
import { Notice } from '../../../ui/notice.tsx';
import { ErrorPage } from '../../ui/error-page.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import panel from '../../ui/panel.module.css';
import { Skeleton } from '../../ui/skeleton.tsx';
import text from '../../ui/text.module.css';
import { type PracticeFieldName, practiceLabels, type PracticeValues, valuesOf } from './practice-values.ts';

/** The practice as it is saved now. */
export interface SavedPractice {
  readonly practice: PracticeFieldsFragment;
  readonly reload: () => Promise<PracticeFieldsFragment | undefined>;
}

/** Reads the practice and gives it to the page; says so while that takes long or fails. */
export function WithPractice({ children }: { readonly children: (saved: SavedPractice) => ReactNode }) {
  const { data, error, refetch } = useQuery(PracticeDetailsDocument, {
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (data !== undefined) {
    return children({ practice: data.practice, reload: async () => (await refetch()).data?.practice });
  }
  if (error === undefined) return <Skeleton rows={8} />;
  return <ErrorPage error={toRequestError(error)} onRetry={() => void refetch()} />;
}

/** A part of the practice's settings, for those who may only read them. */
export function ReadOnlySettings({
  practice,
  names,
  title,
}: {
  readonly practice: PracticeFieldsFragment;
  readonly names: readonly PracticeFieldName[];
  readonly title: string;
}) {
  const values: PracticeValues = {
    ...valuesOf(practice),
    timeZone: practice.timeZone.replaceAll('_', ' '),
    slug: practice.portalUrl,
    linkLifetimeMinutes: formatLifetime(practice.linkLifetimeMinutes),
    pinLifetimeMinutes: formatLifetime(practice.pinLifetimeMinutes),
  };
  return (
    <>
      <Notice>The owner of the practice can change these.</Notice>
      <section className={panel.panel} aria-label={title}>
        <Facts>
          {names.map((name) => (
            <Fact key={name} name={practiceLabels[name]} className={text.keepsLines}>
              {values[name] === '' ? <span className="soft">None</span> : values[name]}
            </Fact>
          ))}
        </Facts>
      </section>
    </>
  );
}
