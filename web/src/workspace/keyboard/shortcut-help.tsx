import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Switch } from '../ui/switch.tsx';
import styles from './shortcut-help.module.css';
import { useShortcutsEnabled } from './use-shortcuts.ts';

const shortcuts: readonly {
  readonly where: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}[] = [
  {
    where: 'In the list of clients',
    keys: [
      ['/', 'Search'],
      ['j or ↓', 'Next client'],
      ['k or ↑', 'Previous client'],
      ['Enter', 'Open the client'],
    ],
  },
  {
    where: 'On the page of a client',
    keys: [
      ['j', 'Next client of the list you came from'],
      ['k', 'Previous client'],
      ['u', 'Back to the list'],
    ],
  },
  { where: 'Everywhere', keys: [['?', 'Show these keys']] },
];

/** Every key there is, and a way to switch them off. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  const [on, set] = useShortcutsEnabled();
  return (
    <Dialog title="Keyboard shortcuts" onDismiss={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      {shortcuts.map(({ where, keys }) => (
        <section className={styles.group} key={where}>
          <h3 className={styles.where}>{where}</h3>
          <dl className={styles.keys}>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  {key.split(' or ').map((one, index) => (
                    <span key={one}>
                      {index > 0 && ' or '}
                      <kbd>{one}</kbd>
                    </span>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className={styles.switch}>
        <span>Use these keys in this browser</span>
        <Switch on={on} label="Use these keys in this browser" disabled={false} onChange={set} />
      </div>
    </Dialog>
  );
}
