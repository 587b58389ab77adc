import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fetchFirst } from '../scripts/lateParts.ts';

/** The server that `npm run dev` talks to: the one that the root's `npm run dev` starts, or another by CAUSERIE_SERVER. */
const server = process.env.CAUSERIE_SERVER ?? 'http://localhost:4300';
const toServer = { target: server, changeOrigin: false };

export default defineConfig({
  base: '/',
  plugins: [react(), tailwindcss(), fetchFirst],
  build: {
    target: 'es2022',
    // The strict content policy knows no `data:` fonts or scripts: what is small stays a file of its own.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What several parts need comes in one file: of a hundred small ones most of the time would be waiting in line.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 4 }] },
      },
    },
    modulePreload: {
      polyfill: false,
      // Only the page's own beginning: late parts are fetched by `importPart`.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
    },
  },
  server: {
    port: 4181,
    proxy: {
      '/v1': toServer,
      '/files': toServer,
      '/widget': toServer,
      '/socket': { ...toServer, ws: true },
    },
  },
});
