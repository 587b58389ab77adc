import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fetchFirst } from '../scripts/lateParts.ts';

/** The server that `npm run dev` talks to: the fake one of `dev/`, or a real one by CAUSERIE_SERVER. */
const server = process.env.CAUSERIE_SERVER ?? 'http://localhost:4180';
const toServer = { target: server, changeOrigin: false };

export default defineConfig({
  base: '/',
  plugins: [react(), tailwindcss(), fetchFirst],
  build: {
    target: 'es2022',
    // The strict content policy knows no `data:` fonts or scripts: what is small stays a file of its own.
    assetsInlineLimit: 0,
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
