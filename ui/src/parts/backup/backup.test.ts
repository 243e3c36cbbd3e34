import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from '../../../fake';
import { call, Problem } from '../../api/call';
import type { BackupInfo } from '../../api/types';
import * as session from '../../session';
import View from './View.vue';

vi.mock('../../api/call', async (original) => ({
  ...(await original<typeof import('../../api/call')>()),
  call: vi.fn(),
  Channel: class { onmessage = () => undefined; },
}));

const good: BackupInfo = { path: '/b/1', made_at: '2026-11-27 16:50', bytes: 1, ok: true, checked_at: '2026-11-27 16:50', lines: [{ title: '零售户', count: 513 }], findings: [] };

/** The program, with this answer to making a backup. */
function makes(made: (folder: unknown) => Promise<BackupInfo>, second: string | null = null) {
  vi.mocked(call).mockImplementation((async (command: string, args: Record<string, unknown>) => {
    if (command === 'backup_make') return made(args.folder);
    if (command === 'desk_open') {
      const desk = await answer(command, args) as { settings: object };
      return { ...desk, settings: { ...desk.settings, second_backup: second } };
    }
    return answer(command, args);
  }) as never);
}

async function opened() {
  await session.readDesk();
  const page = mount(View);
  await flushPromises();
  return page;
}

describe('the page of backups', () => {
  beforeEach(() => {
    session.entered({ rights: ['read', 'administer'], read_only: false } as never);
    vi.mocked(call).mockReset();
  });

  it('spells out what the drill counted', async () => {
    makes(() => Promise.resolve(good));
    const page = await opened();
    await page.get('.backup-make').trigger('click');
    await flushPromises();
    expect(page.get('.drill').text()).toContain('打得开，数得清，能恢复');
    expect(page.get('.drill').text()).toContain('零售户 513');
  });

  it('says plainly when a backup cannot be relied on', async () => {
    makes(() => Promise.resolve({ ...good, ok: false, findings: ['附件“营业执照”与登记的不符。'] }));
    const page = await opened();
    await page.get('.backup-make').trigger('click');
    await flushPromises();
    expect(page.get('.drill.wrong').text()).toContain('不能靠它恢复');
    expect(page.get('.drill').text()).toContain('附件“营业执照”与登记的不符。');
  });

  it('backs up to the second place too; a stick that is not there leaves the first standing', async () => {
    makes((folder) => (folder === null ? Promise.resolve(good) : Promise.reject(new Problem('找不到“/media/usb”：请插上U盘再试。'))), '/media/usb');
    const page = await opened();
    await page.get('.backup-make').trigger('click');
    await flushPromises();
    expect(vi.mocked(call).mock.calls.filter(([command]) => command === 'backup_make').map(([, args]) => args?.folder)).toEqual([null, '/media/usb']);
    expect(page.findAll('.drill')).toHaveLength(1);
    expect(session.session.problem).toBe('找不到“/media/usb”：请插上U盘再试。');
  });

  it('shows what a former drill found', async () => {
    makes(() => Promise.resolve(good));
    const page = await opened();
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows[1]).toContain('有问题');
    expect(rows[1]).toContain('请换一份备份');
    expect(rows[3]).toContain('未演练');
  });
});
