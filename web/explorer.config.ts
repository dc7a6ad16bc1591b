import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compressed } from './compressed.ts';
import { cssModules } from './css-modules.ts';

// A build of its own, after the product's: what the explorer uses of graphql must not end up in a file that the
// portal loads, too.
export default defineConfig({
  plugins: [react(), withoutFonts(), compressed()],
  css: { modules: cssModules },
  build: {
    assetsInlineLimit: 0,
    emptyOutDir: false,
    // CodeMirror and GraphiQL are larger than any page of the product, and are loaded by programmers only.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: { explorer: 'explorer.html' } },
  },
});

/** GraphiQL's style sheet holds 400 KB of fonts as data: addresses, which the Content-Security-Policy refuses. */
function withoutFonts(): Plugin {
  return {
    name: 'without-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/graphiql/dist/style.css')) return code.replaceAll(/@font-face\s*\{[^}]*\}/g, '');
    },
  };
}
