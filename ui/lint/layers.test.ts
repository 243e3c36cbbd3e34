// @vitest-environment node
// The import rules fire: each bad line is linted with the real configuration, under the name of a file that exists.
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });

async function rulesBroken(file: string, line: string): Promise<(string | null)[]> {
  const code = file.endsWith('.vue') ? `<script setup lang="ts">\n${line}\n</script>\n\n<template><p /></template>\n` : `${line}\n`;
  const results = await eslint.lintText(code, { filePath: file });
  const messages = results.flatMap((result) => result.messages);
  expect(messages.filter((message) => message.fatal)).toEqual([]);
  return messages.map((message) => message.ruleId);
}

describe('an import against the house is refused', { timeout: 60_000 }, () => {
  it.each([
    ['a part imports another part', 'src/parts/about/View.vue', "import '../retailer/List.vue';"],
    ['a part imports another part when the page opens', 'src/parts/about/View.vue', "void import('../retailer/List.vue');"],
    ['a part passes another part on', 'src/parts/about/View.vue', "import '../../parts/case/columns';"],
    ['a part imports Tauri', 'src/parts/about/View.vue', "import '@tauri-apps/api/core';"],
    ['a part calls the generated commands itself', 'src/parts/about/View.vue', "import { commands } from '../../api/types';"],
    ['shared imports a part', 'src/shared/AppFrame.vue', "import '../parts/about/View.vue';"],
    ['shared imports the api', 'src/shared/AppFrame.vue', "import { about } from '../api/about';"],
    ['shared imports Tauri', 'src/shared/AppFrame.vue', "import '@tauri-apps/api/window';"],
    ['the api imports a part', 'src/api/about.ts', "export * from '../parts/about/View.vue';"],
    ['another file of the api imports Tauri', 'src/api/about.ts', "import '@tauri-apps/api/core';"],
    ['the app imports Tauri', 'src/App.vue', "import '@tauri-apps/api/event';"],
    ['the root path hides a part', 'src/shared/AppFrame.vue', "import '/src/parts/about/View.vue';"],
  ])('%s', async (_, file, line) => {
    expect(await rulesBroken(file, line)).toContain('yihu/layers');
  });
});

describe('an import the house allows passes', { timeout: 60_000 }, () => {
  it.each([
    ['a part imports its own file', 'src/parts/about/View.vue', "import './columns';"],
    ['a part imports shared', 'src/parts/about/View.vue', "import '../../shared/ProblemNote.vue';"],
    ['a part imports the api', 'src/parts/about/View.vue', "import '../../api/about';"],
    ['a part imports a generated type', 'src/parts/about/View.vue', "import type { About } from '../../api/types';"],
    ['shared imports the shape of what it is handed', 'src/shared/AppFrame.vue', "import type { Row } from '../api/types';"],
    ['routes import parts', 'src/routes.ts', "import './parts/about/View.vue';"],
    ['call imports Tauri', 'src/api/call.ts', "import '@tauri-apps/api/core';"],
  ])('%s', async (_, file, line) => {
    expect(await rulesBroken(file, line)).not.toContain('yihu/layers');
  });
});

describe('other rules of the house', { timeout: 60_000 }, () => {
  it.each([
    ['any is refused', 'src/routes.ts', 'export const anything: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['a forgotten promise is refused', 'src/session.ts', 'Promise.resolve(1);', '@typescript-eslint/no-floating-promises'],
    ['a native dialog is refused', 'src/routes.ts', "alert('x');", 'no-alert'],
  ])('%s', async (_, file, line, rule) => {
    expect(await rulesBroken(file, line)).toContain(rule);
  });
});
