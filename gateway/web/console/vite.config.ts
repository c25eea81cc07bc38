import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { ERRORS } from '../../../schema/errors.ts';
import { chinesePlugin } from './build/chinese-plugin.ts';
import { CONSOLE_ERROR_CODES } from './page/errors.ts';

const pageErrors = Object.fromEntries(CONSOLE_ERROR_CODES.map((code) => [code, ERRORS[code]]));

/** Builds the console into `dist`, which is committed: the same sources and packages give the same bytes. */
export default defineConfig({
  root: `${import.meta.dirname}/page`,
  base: '/console/',
  plugins: [chinesePlugin(), react()],
  define: { CONSOLE_ERRORS: JSON.stringify(pageErrors) },
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
    // Monaco and its workers are that large, in kB.
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
