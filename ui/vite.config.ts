import vue from '@vitejs/plugin-vue';
import elementPlus from 'unplugin-element-plus/vite';
import { defineConfig } from 'vitest/config';
import { scaled } from './lint/scaled.js';

export default defineConfig(({ mode }) => ({
  plugins: [
    vue(),
    // `npm run fake`: the pages in an ordinary browser, without the program behind them.
    mode === 'fake' && {
      name: 'fake',
      transformIndexHtml: () => [{ tag: 'script', attrs: { type: 'module', src: '/fake/browser.ts' }, injectTo: 'head-prepend' as const }],
    },
    scaled(),
    // Each Element Plus component brings its own style sheet, so that only what is used is shipped.
    elementPlus({}),
  ],
  server: { host: '127.0.0.1', port: 5173, strictPort: false },
  build: {
    // The oldest web view we meet is Debian 12's WebKitGTK.
    target: 'safari16',
    // Nothing is inlined: the content policy allows our own files and no others.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'lint/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
    restoreMocks: true,
    // The first page a test opens brings Element Plus with it.
    testTimeout: 30_000,
  },
}));
