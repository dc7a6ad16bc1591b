import type { ReactNode } from 'react';

/** What the pages before sign-in share: one narrow column, one thing to do. */
export function SignInFrame({ children }: { readonly children: ReactNode }) {
  return (
    <main className="sign-in">
      <p className="sign-in-product">Porchlight for staff</p>
      {children}
    </main>
  );
}
