import { ChunkLoadError } from './request-error.ts';

export type PortalOperations = typeof import('./portal-operations.ts');

/**
 * The portal's operations. They and Apollo Client are loaded apart from the first page, which a person can read and
 * type into before they are here.
 */
export async function portalOperations(): Promise<PortalOperations> {
  return import('./portal-operations.ts').catch((cause: unknown) => {
    throw new ChunkLoadError({ cause });
  });
}

/** The same once the browser is idle: for what the page can do without. */
export async function portalOperationsWhenIdle(): Promise<PortalOperations> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 200);
  });
  return portalOperations();
}
