import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { askAnew } from '../scripts/lateParts.ts';
import manifest from './package.json' with { type: 'json' };

/** Older targets would make logical properties depend on the language instead of `dir`. */
const cssTarget = ['chrome111', 'firefox113', 'safari16.4'];

/** Late parts carry their style with them and depend on nothing that the first file lacks: nothing is to be preloaded. */
const withoutPreloading: Plugin = {
  name: 'without-preloading',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** The messenger: `frame.html` and its chunks, served under /widget/. */
const frame: UserConfig = {
  base: '/widget/',
  define: { __VERSION__: JSON.stringify(manifest.version) },
  plugins: [withoutPreloading, askAnew],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    cssTarget,
    manifest: true,
    // The preloading and inlined assets would need `unsafe-inline` or `data:` in the frame's policy.
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'frame.html',
      output: {
        // What every first opening needs is one file: it packs better, and comes in one go.
        codeSplitting: {
          groups: [{ name: 'base', test: (id) => !/src\/(lazy|words\/[a-z]{2}\.ts|main\.tsx)/.test(id) }],
        },
      },
    },
  },
};

/** The loader: one classic script that customers' pages carry, built after the messenger into the same folder. */
const loader: UserConfig = {
  build: {
    target: 'es2020',
    cssTarget,
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: 'src/loader.ts', formats: ['iife'], name: 'causerieLoader', fileName: () => 'widget.js' },
  },
};

export default defineConfig(({ mode }) => (mode === 'loader' ? loader : frame));
