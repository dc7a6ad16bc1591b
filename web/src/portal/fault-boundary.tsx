import { Component, type ReactNode } from 'react';

import { Button } from '../ui/button.tsx';
import { Frame } from './frame.tsx';

/** What is left when a page breaks: what happened, and a way on. What was typed is still kept. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Frame heading="Something went wrong" lit={false}>
        <p className="lead">This page stopped working. That is our fault, not yours.</p>
        <Button kind="primary" onClick={() => location.reload()}>
          Load the page again
        </Button>
        <p>If that doesn't help, call your practice.</p>
      </Frame>
    );
  }
}
