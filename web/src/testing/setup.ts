import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A page's first test also loads its parts, on a machine that may be busy.
configure({ asyncUtilTimeout: 5000 });

// jsdom lays nothing out, and says so at every call.
window.scrollTo = () => undefined;

afterEach(() => {
  vi.useRealTimers();
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, '', '/');
});
