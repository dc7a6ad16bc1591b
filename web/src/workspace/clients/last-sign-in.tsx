import type { LastSignInFieldsFragment } from '../../api/generated/workspace/graphql.ts';
import { Timestamp } from '../ui/timestamp.tsx';

/** When somebody signed in last, and with what. */
export function LastSignIn({ lastSignIn }: { readonly lastSignIn: LastSignInFieldsFragment | null }) {
  if (lastSignIn === null) return <span className="soft">Never</span>;
  return (
    <>
      <Timestamp at={lastSignIn.at} form="full" />, by {lastSignIn.method === 'PIN' ? 'Pin code' : 'link'}
    </>
  );
}
