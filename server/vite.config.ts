import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'node24',
    sourcemap: true,
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: { main: 'src/app/main.ts', cli: 'src/app/cli.ts' },
      // All in one folder, from which the pages are found.
      output: { chunkFileNames: '[name].js' },
    },
  },
  // Everything from npm stays outside and is loaded from node_modules; our own shared code goes in.
  ssr: { noExternal: ['@porchlight/shared'] },
});
