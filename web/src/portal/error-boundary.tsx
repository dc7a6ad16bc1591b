import { Component, type ReactNode } from 'react';

import { Button } from '../ui/button.tsx';
import { Frame } from './frame.tsx';
import page from './page.module.css';

/** Shown when rendering a page failed: what happened, and what to do. What was typed is still kept. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Frame heading="Something went wrong" lit={false}>
        <p className={page.lead}>This page stopped working. That is our fault, not yours.</p>
        <Button kind="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
        <p>If that doesn't help, call your practice.</p>
      </Frame>
    );
  }
}
