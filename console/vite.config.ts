import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { askAnew } from '../scripts/askAnew.ts';

/** The server that `npm run dev` talks to: the one that the root's `npm run dev` starts, or another by CAUSERIE_SERVER. */
const server = process.env.CAUSERIE_SERVER ?? 'http://localhost:4300';
const toServer = { target: server, changeOrigin: false };

export default defineConfig({
  base: '/',
  plugins: [react(), tailwindcss(), askAnew],
  build: {
    target: 'es2022',
    // The strict content policy knows no `data:` fonts or scripts: what is small stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
