import { findKey } from '../api-keys/find-key.ts';
import type { ContextParts } from '../http/context.ts';
import { SessionCookies } from '../http/cookies.ts';
import { Limits } from '../http/limits.ts';
import type { Config } from '../lib/config.ts';
import { findSession } from '../sessions/find-session.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { Stores } from './stores.ts';

declare module '../http/context.ts' {
  interface ContextParts {
    stores: Stores;
    createLoaders(practiceId: string): Loaders;
  }
}

/** The parts of a request's context that are the same for all requests. */
export const createContextParts = (stores: Stores, { publicOrigin, secure }: Config): ContextParts => ({
  stores,
  createLoaders: (practiceId) => createLoaders(stores, practiceId),
  findKey: (text) => findKey(stores.apiKeys, text),
  findSession: (kind, text) => findSession(stores.sessions, kind, text),
  cookies: new SessionCookies(secure),
  limits: new Limits(),
  publicOrigin,
});
