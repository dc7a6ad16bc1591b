import type { JobQueue } from '../../db/job-queue.ts';
import type { Logger } from 'pino';
import { deliverMailKind } from '../../mail/deliver-mail.kind.ts';
import { answerSignInRequest } from './answer-sign-in-request.ts';
import type { SignInRequestStore } from './sign-in-request.store.ts';

/** So many requests are answered between two looks. */
const mostInOnePass = 100;

/**
 * Answers the sign-in requests that wait. Several servers may: each request is answered once. None is
 * answered the moment it is asked: the work for a known address would slow its sender's next request,
 * and so tell that it is known.
 */
export function answerSignInRequests(
  { jobs, signInRequests }: { jobs: JobQueue; signInRequests: SignInRequestStore },
  logger: Logger,
): void {
  jobs.watch({
    queue: 'sign-in-requests',
    pauseSeconds: 0.25,
    async look() {
      const waiting = await signInRequests.listWaiting(mostInOnePass);
      const answered = await Promise.all(
        waiting.map((request) =>
          answerSignInRequest({ signInRequests }, request).catch((error: unknown) => {
            logger.error({ err: error, request: request.requestId }, 'a sign-in request is answered later');
          }),
        ),
      );
      if (answered.includes('sent')) jobs.nudge(deliverMailKind);
      // Those that could not be answered wait for the next look like everyone else.
      return waiting.length === mostInOnePass && answered.every(Boolean);
    },
  });
}
