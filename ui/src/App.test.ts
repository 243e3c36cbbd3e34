import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../fake';
import App from './App.vue';
import { call, Problem } from './api/call';
import { createRoutes } from './routes';
import { text } from './text';

vi.mock('./api/call', async (original) => ({ ...(await original<typeof import('./api/call')>()), call: vi.fn() }));

async function opened() {
  const router = createRoutes();
  await router.push('/about');
  const window = mount(App, { global: { plugins: [router] } });
  await flushPromises();
  return window;
}

describe('the window', () => {
  beforeEach(() => {
    vi.mocked(call).mockReset();
    vi.mocked(call).mockImplementation(answer as never);
  });

  it('shows its name', async () => {
    const window = await opened();
    expect(window.get('h1').text()).toBe('一户档');
    expect(window.find('[role=alert]').exists()).toBe(false);
  });

  it('shows the sentence of a refused call', async () => {
    vi.mocked(call).mockRejectedValue(new Problem('档案被另一窗口打开：请先关闭它。'));
    const window = await opened();
    expect(window.get('[role=alert]').text()).toContain('档案被另一窗口打开：请先关闭它。');
  });

  it('never shows a foreign error', async () => {
    vi.mocked(call).mockRejectedValue(new TypeError('undefined is not an object'));
    const window = await opened();
    expect(window.text()).not.toContain('undefined');
    expect(window.get('[role=alert]').text()).toContain(text.problem.unknown);
  });
});
