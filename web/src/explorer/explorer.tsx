import { exampleOperations } from '@porchlight/shared/example-operations.ts';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';

import styles from './explorer.module.css';
import { fetcher, storedKey, storeKey } from './fetcher.ts';

const tabs = exampleOperations.map(({ title, query, variables }) => ({
  query: `# ${title}\n\n${query}\n`,
  variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
}));

/** GraphiQL with a field for an API key. Whatever it remembers ends with the browser's tab. */
export function Explorer() {
  const [key, setKey] = useState(storedKey);
  const change = (text: string) => {
    setKey(text);
    storeKey(text);
  };
  return (
    <div className={styles.explorer}>
      <header className={styles.bar}>
        <h1>API explorer</h1>
        <label className={styles.key}>
          API key
          <input
            type="password"
            value={key}
            onChange={(event) => change(event.target.value)}
            placeholder="plk_…"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="about-key"
          />
        </label>
        <p id="about-key">Kept in this tab only. What you run here is done for real.</p>
      </header>
      <main>
        <GraphiQL fetcher={fetcher} storage={sessionStorage} defaultTabs={tabs} />
      </main>
    </div>
  );
}
