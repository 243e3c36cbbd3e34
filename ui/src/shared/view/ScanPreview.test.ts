import { flushPromises, mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import type { AttachmentInfo, Bytes } from '../../api/types';
import ScanPreview from './ScanPreview.vue';

const scan = (id: string, media_type: string, pages: number): AttachmentInfo =>
  ({ id, slot: '营业执照', file_name: 'a', media_type, bytes: 1, pages, put_at: '', put_by: '', legible: '', matching: '', doubts: [], elsewhere: [], mended: '', earlier: 0, sha256: id });
const read = vi.fn((_id: string, page: number): Promise<Bytes> => Promise.resolve({ media_type: 'image/png', base64: `page${String(page)}`, file_name: 'a' }));

async function opened(it: AttachmentInfo) {
  const preview = mount(ScanPreview, { props: { scan: it, read } });
  await flushPromises();
  const press = async (name: string) => { await preview.findAll('button').find((button) => button.text() === name)?.trigger('click'); await flushPromises(); };
  const shown = () => preview.get('img').attributes('src');
  return { preview, press, shown };
}

describe('the preview of a TIFF', () => {
  it('is leafed through page by page, and begins anew with another scan', async () => {
    const { preview, press, shown } = await opened(scan('a1', 'image/tiff', 2));
    expect(shown()).toBe('data:image/png;base64,page1');
    expect(preview.text()).toContain('第1页，共2页');
    await press('上一页');
    expect(read).toHaveBeenCalledTimes(1);
    await press('下一页');
    expect(read).toHaveBeenLastCalledWith('a1', 2, null);
    expect(shown()).toBe('data:image/png;base64,page2');
    await press('下一页');
    expect(preview.text()).toContain('第2页，共2页');
    await preview.setProps({ scan: scan('a2', 'image/tiff', 3) });
    await flushPromises();
    expect(read).toHaveBeenLastCalledWith('a2', 1, null);
  });

  it('says what the program says of a page that cannot be drawn', async () => {
    read.mockRejectedValueOnce(Object.assign(new Error('refused'), { kind: 'invalid', message: '请另存为 JPG。', fields: {} }));
    const { preview } = await opened(scan('a1', 'image/tiff', 1));
    expect(preview.get('[role=alert]').text()).toContain('请另存为 JPG。');
    expect(preview.text()).not.toContain('下一页');
  });
});
