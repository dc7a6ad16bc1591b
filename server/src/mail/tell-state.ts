import type { Logger } from 'pino';
import type { Mail, MailState } from './mail.ts';

/** Whoever wants to know of every state that staff can see. */
export interface StateListener {
  onStateChange?: (mail: Mail, state: MailState) => Promise<void>;
  logger: Logger;
}

/** Passes a mail's new state on. The state is kept already, so a listener that fails changes nothing about it. */
export async function tellState({ onStateChange, logger }: StateListener, mail: Mail, state: MailState): Promise<void> {
  try {
    await onStateChange?.(mail, state);
  } catch (error) {
    logger.error({ err: error, mail: mail.id }, 'the state of a mail could not be passed on');
  }
}
