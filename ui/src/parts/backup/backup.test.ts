import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { answer } from '../../../fake';
import { call } from '../../api/call';
import type { BackupInfo } from '../../api/types';
import * as session from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
  Channel: class { onmessage = () => undefined; },
}));

const good: BackupInfo = { path: '/b/1', made_at: '2026-11-27 16:50', reason: '手动', second: false, bytes: 1, ok: true, checked_at: '2026-11-27 16:50', lines: [{ title: '零售户', count: 513 }], findings: [] };

/** The program, with this answer to making a backup. */
function makes(made: () => Promise<BackupInfo[]>) {
  vi.mocked(call).mockImplementation((async (command: string, args: Record<string, unknown>) => {
    if (command === 'backup_make') return made();
    return answer(command, args);
  }) as never);
}

async function opened() {
  await session.readDesk();
  const page = mount(View, { global: { plugins: [createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any*', component: View }] })] } });
  await flushPromises();
  return page;
}

describe('the page of backups', () => {
  beforeEach(() => {
    session.entered({ rights: ['read', 'backup', 'keys'], read_only: false } as never);
    vi.mocked(call).mockReset();
  });

  it('spells out what the drill counted', async () => {
    makes(() => Promise.resolve([good]));
    const page = await opened();
    await page.get('.backup-make').trigger('click');
    await flushPromises();
    expect(page.get('.drill').text()).toContain('打得开，数得清，能恢复');
    expect(page.get('.drill').text()).toContain('零售户 513');
  });

  it('says plainly when a backup cannot be relied on', async () => {
    makes(() => Promise.resolve([{ ...good, ok: false, findings: ['附件“营业执照”与登记的不符。'] }]));
    const page = await opened();
    await page.get('.backup-make').trigger('click');
    await flushPromises();
    expect(page.get('.drill.wrong').text()).toContain('不能靠它恢复');
    expect(page.get('.drill').text()).toContain('附件“营业执照”与登记的不符。');
  });

  it('says when the next one is made, what stays, and what goes wrong', async () => {
    vi.mocked(call).mockImplementation((async (command: string, args: Record<string, unknown>) => {
      const said = await answer(command, args);
      if (command !== 'backup_list') return said;
      const second = { path: '/media/usb', there: false, same_disk: false, last_at: '2026-11-01 17:00', trouble: '从2026-11-02 09:00起：找不到第二处备份的位置。' };
      return { ...(said as object), trouble: '从2026-11-27 16:00起：磁盘已满。', second };
    }) as never);
    const page = await opened();
    expect(page.get('.state').text()).toContain('17:20自动备份');
    expect(page.get('.state').text()).toContain('磁盘已满');
    expect(page.text()).toContain('一个月之内，每天留一份');
  });

  it('shows what is in a backup, and what would be lost, before it is restored', async () => {
    makes(() => Promise.resolve([good]));
    const page = await opened();
    await page.get('.backup-restore').trigger('click');
    await flushPromises();
    await page.get('.restore form').trigger('submit');
    expect(page.get('.restore').text()).toContain('请填密码');
    await page.get('.restore input[type=password]').setValue('潼川-档案-2026');
    await page.get('.restore form').trigger('submit');
    await flushPromises();
    await vi.waitFor(() => { expect(page.get('.restore').text()).toContain('又有34条改动'); });
    expect(page.get('.restore').text()).toContain('备份那天的用户名和密码');
    expect(page.find('.restore-replace').exists()).toBe(true);
    expect(vi.mocked(call).mock.calls.some(([command]) => command === 'backup_restore')).toBe(false);
  });

  it('shows what a former drill found', async () => {
    makes(() => Promise.resolve([good]));
    const page = await opened();
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows[1]).toContain('有问题');
    expect(rows[1]).toContain('请换一份备份');
    expect(rows[3]).toContain('未演练');
  });
});
