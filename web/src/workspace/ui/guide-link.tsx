import { buttonClass } from '../../ui/button.tsx';

/** Opens the guide for clients, ready to print. */
export function GuideLink({ slug }: { readonly slug: string }) {
  return (
    <a className={buttonClass({ small: true })} href={`/${slug}/guide.pdf`} target="_blank" rel="noreferrer">
      Guide for clients (PDF)
    </a>
  );
}
