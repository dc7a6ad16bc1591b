import { useQuery } from '@apollo/client/react';
import type { ReactNode } from 'react';

import { toFault } from '../../api/fault.ts';
import { PracticeDetailsDocument, type PracticeFaceFragment } from '../../api/generated/workspace/graphql.ts';
import { Notice } from '../../ui/notice.tsx';
import { lifetime } from '../format-time.ts';
import { FaultPage } from '../ui/fault-page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type PracticeFieldName, practiceLabels, type PracticeValues, valuesOf } from './practice-values.ts';

/** The practice as it is saved now. */
export interface SavedPractice {
  readonly practice: PracticeFaceFragment;
  readonly reload: () => Promise<PracticeFaceFragment | undefined>;
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
  return <FaultPage fault={toFault(error)} onRetry={() => void refetch()} />;
}

/** A part of the practice's settings, for those who may only read them. */
export function ReadOnlySettings({
  practice,
  names,
  title,
}: {
  readonly practice: PracticeFaceFragment;
  readonly names: readonly PracticeFieldName[];
  readonly title: string;
}) {
  const values: PracticeValues = {
    ...valuesOf(practice),
    timeZone: practice.timeZone.replaceAll('_', ' '),
    slug: practice.portalUrl,
    linkLifetimeMinutes: lifetime(practice.linkLifetimeMinutes),
    pinLifetimeMinutes: lifetime(practice.pinLifetimeMinutes),
  };
  return (
    <>
      <Notice>The owner of the practice can change these.</Notice>
      <section className="panel" aria-label={title}>
        <dl className="facts">
          {names.map((name) => (
            <div className="facts-row" key={name}>
              <dt>{practiceLabels[name]}</dt>
              <dd className="keeps-lines">{values[name] === '' ? <span className="soft">None</span> : values[name]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
