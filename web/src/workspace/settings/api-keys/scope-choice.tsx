import { useId } from 'react';

import type { ApiKeyScope } from '../../../api/generated/workspace/graphql.ts';
import field from '../../../ui/labeled-field.module.css';
import { FieldErrorText } from '../../../ui/labeled-field.tsx';
import styles from './scope-choice.module.css';
import { allScopes, scopeLabels } from './scopes.ts';

export interface ScopeChoiceProps {
  readonly chosen: readonly ApiKeyScope[];
  readonly onChange: (chosen: readonly ApiKeyScope[]) => void;
  readonly error: string | undefined;
}

/** What a key may do, each thing with what it means. Nothing is chosen to begin with. */
export function ScopeChoice({ chosen, onChange, error }: ScopeChoiceProps) {
  const id = useId();
  const toggle = (scope: ApiKeyScope, on: boolean) =>
    onChange(allScopes.filter((each) => (each === scope ? on : chosen.includes(each))));
  return (
    <fieldset className={styles.scopes} aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className={field.label}>What it may do</legend>
      <ul>
        {allScopes.map((scope) => (
          <li key={scope}>
            <input
              type="checkbox"
              id={`${id}-${scope}`}
              aria-describedby={`${id}-${scope}-lets`}
              checked={chosen.includes(scope)}
              onChange={(event) => toggle(scope, event.target.checked)}
            />
            <label htmlFor={`${id}-${scope}`}>{scopeLabels[scope].name}</label>
            <p className="soft small" id={`${id}-${scope}-lets`}>
              {scopeLabels[scope].lets}
            </p>
          </li>
        ))}
      </ul>
      <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>
    </fieldset>
  );
}
