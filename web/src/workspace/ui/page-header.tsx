import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';

import { PageHeading } from '../../ui/page-heading.tsx';
import actions from './actions.module.css';
import styles from './page-header.module.css';

export interface Crumb {
  readonly name: string;
  /** Absent on the page itself. */
  readonly to?: string;
}

export interface PageHeaderProps {
  readonly crumbs: readonly Crumb[];
  /** The browser tab's title; never a client's name, because browsers keep titles in their history. */
  readonly tab: string;
  readonly heading: ReactNode;
  readonly children?: ReactNode;
}

/** Breadcrumbs, the page's heading, and the actions of the page. */
export function PageHeader({ crumbs, tab, heading, children }: PageHeaderProps) {
  return (
    <div className={styles.header}>
      {crumbs.length > 0 && (
        <nav className={styles.crumbs} aria-label="Breadcrumbs">
          {crumbs.map(({ name, to }, index) => (
            <Fragment key={name}>
              {index > 0 && <span aria-hidden="true">›</span>}
              {to === undefined ? <span aria-current="page">{name}</span> : <Link to={to}>{name}</Link>}
            </Fragment>
          ))}
        </nav>
      )}
      <div className={styles.row}>
        <PageHeading title={`${tab} · Porchlight`} className={styles.title}>
          {heading}
        </PageHeading>
        {children !== undefined && <div className={actions.actions}>{children}</div>}
      </div>
    </div>
  );
}
