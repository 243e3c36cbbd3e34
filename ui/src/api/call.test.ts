import { invoke } from '@tauri-apps/api/core';
import { expect, it, vi } from 'vitest';
import { text } from '../text';
import { call, Problem } from './call';

vi.mock('@tauri-apps/api/core', () => ({ invoke: vi.fn() }));

it('hands on what the program answers', async () => {
  vi.mocked(invoke).mockResolvedValue({ version: '1' });
  expect(await call('about')).toEqual({ version: '1' });
});

it('turns whatever goes wrong into a problem in Chinese', async () => {
  vi.mocked(invoke).mockRejectedValue('Command nonsense not found');
  const failed = call('nonsense');
  await expect(failed).rejects.toBeInstanceOf(Problem);
  await expect(failed).rejects.toThrow(text.problem.unknown);
});
