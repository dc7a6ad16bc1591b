import { Button } from '../../ui/button.tsx';
import { Icon } from './icon.tsx';
import { useToast } from './toasts.tsx';

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the button's full name and for the toast: "Portal address". */
  readonly what: string;
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const toast = useToast();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast(`${what} copied.`);
    } catch {
      toast('This browser does not let us copy. Select the text and copy it yourself.');
    }
  }
  return (
    <Button small onClick={() => void copy()} aria-label={`Copy: ${what}`}>
      <Icon name="copy" />
      Copy
    </Button>
  );
}
