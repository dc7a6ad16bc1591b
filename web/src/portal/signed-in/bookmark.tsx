import { displayUrl } from '../../ui/display-url.ts';
import { Disclosure } from '../disclosure.tsx';
import styles from './bookmark.module.css';
import card from './card.module.css';

/** The portal's address, and how to bookmark it. */
export function Bookmark({ url }: { readonly url: string }) {
  return (
    <section className={card.card}>
      <h2>Keep this address</h2>
      <p>
        Next time, come straight here: <a href={url}>{displayUrl(url)}</a>
      </p>
      <Disclosure summary="How to bookmark it">
        <dl className={styles.howTo}>
          <dt>iPhone or iPad</dt>
          <dd>Open the address in Safari, press Share, then Add to Home Screen.</dd>
          <dt>Android</dt>
          <dd>Open the address in Chrome, open the menu, then press Add to Home screen.</dd>
          <dt>Computer</dt>
          <dd>Open the address, then press Ctrl and D. On a Mac, Command and D.</dd>
        </dl>
      </Disclosure>
    </section>
  );
}
