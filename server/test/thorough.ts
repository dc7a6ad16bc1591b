import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    thorough: boolean;
  }
}

/** Whether this run takes everything, and in full size, as `npm run test:slow` does. */
export const thorough = inject('thorough');
