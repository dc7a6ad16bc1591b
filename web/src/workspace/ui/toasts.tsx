import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

import iconButton from './icon-button.module.css';
import { Icon } from './icon.tsx';
import styles from './toasts.module.css';

/** Long enough to be read twice, in milliseconds. */
const shownFor = 8000;

interface Toast {
  readonly id: number;
  readonly text: string;
}

const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Returns what shows a short message; screen readers read it out, and nothing has to be pressed. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

/** Holds the region where toasts appear; it is there from the start, because only then are changes read out. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const remove = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (text: string) => {
      const id = (lastId.current += 1);
      setToasts((shown) => [...shown.slice(-2), { id, text }]);
      timers.current.add(setTimeout(() => remove(id), shownFor));
    },
    [remove],
  );
  useEffect(() => {
    const pending = timers.current;
    return () => pending.forEach(clearTimeout);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.toasts} role="status">
        {toasts.map(({ id, text }) => (
          <div className={styles.toast} key={id}>
            <span>{text}</span>
            <button type="button" className={iconButton.button} aria-label="Dismiss" onClick={() => remove(id)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
