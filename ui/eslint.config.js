import path from 'node:path';
import { defineConfig } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { layers } from './lint/layers.js';

const src = path.join(import.meta.dirname, 'src');

export default defineConfig(
  // types.ts is generated; a test on the Rust side keeps it right.
  { ignores: ['dist/', 'src/api/types.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  vue.configs['flat/recommended'],
  {
    languageOptions: {
      parser: vueParser,
      parserOptions: {
        parser: tseslint.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      // HTML from data is how scripts get in; alert and confirm become native windows that no test can drive.
      'vue/no-v-html': 'error',
      'no-alert': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      // Files are named List, Form and View inside the folder of their noun.
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': ['error', { singleline: 4, multiline: 1 }],
      'vue/singleline-html-element-content-newline': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { yihu: { rules: { layers } } },
    rules: { 'yihu/layers': ['error', src] },
  },
);
