import { type ReactNode, useEffect, useRef } from 'react';

let firstPage = true;

export interface PageHeadingProps {
  /** What the browser's tab says. */
  readonly title: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * The page's `h1`. It names the browser's tab, and takes the focus when the page replaces another
 * one, so that a screen reader says where one is; on the first page the browser does that itself.
 */
export function PageHeading({ title, className, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (firstPage) {
      firstPage = false;
      return;
    }
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
