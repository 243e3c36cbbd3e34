import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.vue';
import { call, Problem } from './api/call';
import { createRoutes } from './routes';
import { text } from './text';

vi.mock('./api/call', async (original) => ({ ...(await original<typeof import('./api/call')>()), call: vi.fn() }));

async function opened() {
  const router = createRoutes();
  await router.push('/');
  const window = mount(App, { global: { plugins: [router] } });
  await flushPromises();
  return window;
}

describe('the window', () => {
  beforeEach(() => {
    vi.mocked(call).mockReset();
  });

  it('shows name and version as the program gives them', async () => {
    vi.mocked(call).mockResolvedValue({ name: '一户档', version: '9.8.7' });
    const window = await opened();
    expect(call).toHaveBeenCalledWith('about');
    expect(window.get('h1').text()).toBe('一户档');
    expect(window.text()).toContain('版本 9.8.7');
    expect(window.text()).toContain(text.about.title);
    expect(window.find('[role=alert]').exists()).toBe(false);
  });

  it('shows the sentence of a refused call and keeps the page', async () => {
    vi.mocked(call).mockRejectedValue(new Problem('档案被另一窗口打开：请先关闭它。'));
    const window = await opened();
    expect(window.get('[role=alert]').text()).toContain('档案被另一窗口打开：请先关闭它。');
    expect(window.text()).toContain(text.about.title);
  });

  it('never shows a foreign error', async () => {
    vi.mocked(call).mockRejectedValue(new TypeError('undefined is not an object'));
    const window = await opened();
    expect(window.text()).not.toContain('undefined');
    expect(window.get('[role=alert]').text()).toContain(text.problem.unknown);
  });
});
