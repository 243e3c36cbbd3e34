import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AttachmentInfo, Mendable } from '../../api/types';
import { keysNow } from '../keys';
import ScanMend from './ScanMend.vue';

const scan: AttachmentInfo = { id: 'a1', slot: '营业执照', file_name: 'a.png', media_type: 'image/png', bytes: 1, pages: 1, put_at: '', put_by: '', legible: '', matching: '', doubts: [], elsewhere: [], mended: '', earlier: 0, sha256: 'a' };
const mendable: Mendable = { picture: { media_type: 'image/png', base64: 'AAAA', file_name: 'a.png' }, mend: { page: 1, turn: 0, slant: 0, crop: null }, pages: 1, slant: 15, slant_sideways: -7, mended: false };

async function opened(part: Partial<Mendable> = {}) {
  const mending = vi.fn((_id: string, page: number) => Promise.resolve({ ...mendable, ...part, mend: { ...mendable.mend, page } }));
  const panel = mount(ScanMend, { props: { scan, mending } });
  await flushPromises();
  const press = async (name: string) => { await panel.findAll('button').find((it) => it.text() === name)?.trigger('click'); await flushPromises(); };
  return { panel, press, mending, saved: () => panel.emitted('save')?.at(-1)?.[0] };
}

beforeEach(() => { keysNow.splice(0); });

describe('a scan that is mended', () => {
  it('is turned, straightened as measured for the way it lies, and cropped by figures, then saved once', async () => {
    const { panel, press, saved } = await opened();
    expect(panel.get('.el-button--primary').attributes('disabled')).toBeDefined();
    expect(panel.text()).toContain('按量得的 1.5°');
    await press('左转');
    await press('按量得的 -0.7°');
    const inputs = panel.findAll('input');
    await inputs[1]?.setValue('10');
    await press('保存为新版');
    expect(saved()).toEqual({ page: 1, turn: 3, slant: -7, crop: { left: 1000, top: 0, right: 10_000, bottom: 10_000 } });
  });

  it('is saved and left by key, and not saved while nothing is done', async () => {
    const { panel, press, saved } = await opened();
    const key = (keys: string) => { keysNow.findLast((it) => it.keys === keys)?.run(); };
    key('Ctrl+S');
    expect(saved()).toBeUndefined();
    await press('右转');
    key('Ctrl+S');
    expect(saved()).toMatchObject({ turn: 1 });
    key('Esc');
    expect(panel.emitted('close')).toHaveLength(1);
  });

  it('goes back to how it came where something was done to it', async () => {
    expect((await opened()).panel.text()).not.toContain('恢复原件');
    const { panel, press } = await opened({ mended: true });
    await press('恢复原件');
    expect(panel.emitted('restore')).toHaveLength(1);
  });

  it('says of a PDF that it can only be turned', async () => {
    const { panel, press, saved } = await opened({ picture: null, pages: 2 });
    expect(panel.text()).toContain('PDF只能');
    expect(panel.findAll('input')).toHaveLength(0);
    await press('下一页');
    await press('右转');
    expect(panel.text()).toContain('将右转90°');
    await press('保存为新版');
    expect(saved()).toEqual({ page: 2, turn: 1, slant: 0, crop: null });
  });
});
