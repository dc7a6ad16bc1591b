import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compressed } from './compressed.ts';
import { cssModules } from './css-modules.ts';

const server = process.env.PORCHLIGHT_SERVER ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), pagesInDev(), compressed()],
  css: { modules: cssModules },
  build: {
    // A data: address would need a wider Content-Security-Policy than the product has.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { portal: 'index.html', workspace: 'staff.html' },
      output: {
        // What changes only with a dependency keeps its name, and a returning browser its copy.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'apollo', test: /node_modules\/(@apollo|graphql|rxjs)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '^/(graphql|mailbox|mailbox\\.json|healthz|readyz)([/?]|$)': { target: server },
      '^/(staff/activity\\.csv|[^/]+/(guide\\.pdf|qr\\.svg))([?]|$)': { target: server },
    },
  },
  test: {
    name: 'web',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
  },
});

/** In development the workspace and the explorer answer at the same addresses as in the product. */
function pagesInDev(): Plugin {
  return {
    name: 'pages-in-dev',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        const { url = '' } = request;
        if (/^\/staff(\/(?!activity\.csv)|\?|$)/.test(url)) request.url = '/staff.html';
        if (/^\/graphql\/explorer(\?|$)/.test(url)) request.url = '/explorer.html';
        next();
      });
    },
  };
}
