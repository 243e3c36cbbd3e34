import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import type { Records } from '../../api/record';
import type { AttachmentInfo, Done, Mendable, ScanVersion, Version, View, Waiting } from '../../api/types';
import { stubRoutes } from '../../../fake/routes';
import { keysNow } from '../keys';
import type { ViewDesk } from './layout';
import RecordView from './RecordView.vue';

const done: Done = { op_id: 'o', op: '办好', count: 1 };
const scan = (id: string, slot: string): AttachmentInfo => ({ id, slot, file_name: `${slot}.png`, media_type: 'image/png', bytes: 2048, pages: 1, put_at: '2026-11-20 10:32', put_by: '王芳', legible: '', matching: '', doubts: [], elsewhere: [], mended: '', earlier: 0, sha256: id });
const whole: View = {
  noun: 'retailer', id: 'r1', revision: 3, number: '619999110111', title: '好再来', removed: false, demo: true,
  tags: [{ text: '有效', mark: 'success' }],
  sections: [{ title: '基本信息', lines: [{ field: 'owner_name', title: '负责人', text: '宋明', mark: null }, { field: 'licence_no', title: '许可证号', text: '619999110111', mark: null }] }],
  linked: [{ noun: 'case', title: '案件', rows: [{ id: 'c1', number: '潼烟立〔2026〕第1号', title: '宋明案', on: '2026-03-02', note: '已结', mark: 'success' }] }],
  slots: [{ title: '营业执照', required: true, later: '', article: '', attachment: { ...scan('a1', '营业执照'), earlier: 1 } }, { title: '身份证', required: true, later: '', article: '', attachment: null }],
  rates: [], classes: [], ties: [], loose: [], attendance: [], goods: [], measures: [], informant: 'none', looks: [], standing: null, kept_at: null,
};
const versions: Version[] = [
  { key: null, at: '2026-11-26 09:12', by: '王芳', op: '保存', op_id: 'o2', made: false, noun: 'retailer', noun_title: '零售户', undone: '2026-11-26 09:20 李强', differences: [{ field: 'phone', title: '联系电话', before: '139', after: '138' }] },
  { key: { noun: 'retailer', id: 'r1', revision: 1 }, at: '2026-03-02 15:40', by: '王芳', op: '导入', op_id: 'o1', made: true, noun: 'retailer', noun_title: '零售户', undone: '', differences: [] },
];

const mendable: Mendable = { picture: { media_type: 'image/png', base64: 'AAAA', file_name: 'a.png' }, mend: { page: 1, turn: 0, slant: 0, crop: null }, pages: 1, slant: 15, slant_sideways: 0, mended: false };

let view: View;
let wrapper: VueWrapper | undefined;
const records = {
  noun: 'retailer' as const,
  view: vi.fn(() => Promise.resolve(view)),
  form: vi.fn(() => Promise.resolve({ draft: { fields: { licence_no: '619999110111', owner_name: '宋明', phone: '139' } } })),
  history: vi.fn(() => Promise.resolve(versions)),
  revert: vi.fn(() => Promise.resolve(done)),
  remove: vi.fn(() => Promise.resolve(done)),
};
const scans = {
  pick: vi.fn(() => Promise.resolve<string | null>('/home/身份证.jpg')),
  put: vi.fn(() => Promise.resolve(done)),
  picture: vi.fn(() => Promise.resolve<File | null>(null)),
  putBytes: vi.fn<(id: string, slot: string, file: File) => Promise<Done>>(),
  dropped: vi.fn((): readonly string[] => []),
  read: vi.fn(() => Promise.resolve({ media_type: 'image/png', base64: 'AAAA', file_name: 'a.png' })),
  waiting: vi.fn(() => Promise.resolve<Waiting[] | null>(null)), readWaiting: vi.fn(),
  versions: vi.fn(() => Promise.resolve<ScanVersion[]>([])),
  revert: vi.fn(() => Promise.resolve(done)),
  mending: vi.fn(() => Promise.resolve(mendable)), mend: vi.fn(() => Promise.resolve(done)), restore: vi.fn(() => Promise.resolve(done)),
  move: vi.fn(() => Promise.resolve(done)), tick: vi.fn(() => Promise.resolve(done)), remove: vi.fn(() => Promise.resolve(done)),
};
const changes = ref(0);
const may = vi.fn(() => true);
const showInformant = vi.fn(() => Promise.resolve({ name: '赵永强', phone: '13912345678', id_number: '', address: '' }));
const desk = {
  records: records as unknown as Records, scans, showInformant, tie: vi.fn(), find: vi.fn(), may, mayEdit: may, tell: vi.fn(), fail: vi.fn(), print: vi.fn(), changes,
} satisfies ViewDesk;
const layout = { prints: true, next: [{ noun: 'case' as const, title: '登记案件', from: { licence_no: { field: 'licence_no' }, party_name: { field: 'owner_name' } } }] };

async function opened(part: Partial<View> = {}) {
  view = { ...whole, ...part };
  const router = stubRoutes();
  await router.push('/about');
  wrapper = mount(RecordView, { props: { desk, layout, id: 'r1' }, global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  await vi.advanceTimersByTimeAsync(1);
  return { page: wrapper, router };
}

const button = (name: string) => [...document.querySelectorAll('button')].find((it) => it.textContent.trim().startsWith(name));
async function click(name: string) { button(name)?.click(); await flushPromises(); await vi.advanceTimersByTimeAsync(1); }
const file = () => new File(['x'], '扫描.png', { type: 'image/png' });
function handed(type: string, key: string): Event {
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), { [key]: { files: [file()] } });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  may.mockReturnValue(true);
  scans.putBytes.mockResolvedValue(done);
});
afterEach(() => { wrapper?.unmount(); wrapper = undefined; vi.useRealTimers(); });

describe('the page of a record', () => {
  it('shows what it is, where it stands, and that it is invented', async () => {
    const { page } = await opened();
    expect(page.get('h1').text()).toBe('好再来');
    expect(page.text()).toContain('619999110111');
    expect(page.text()).toContain('演示数据');
    expect(page.text()).toContain('负责人宋明');
  });

  it('offers no change to who may not write', async () => {
    may.mockReturnValue(false);
    await opened();
    expect(button('修改')).toBeUndefined();
    expect(button('作废')).toBeUndefined();
    await click('附件');
    expect(button('换一份')).toBeUndefined();
  });

  it('voids and brings back, and says so', async () => {
    await opened();
    await click('作废');
    expect(records.remove).toHaveBeenCalledWith(['r1'], true, null);
    expect(desk.tell).toHaveBeenCalledWith(done);
    view = { ...view, removed: true };
    changes.value += 1;
    await flushPromises();
    expect(document.body.textContent).toContain('这条记录已作废');
    await click('恢复');
    expect(records.remove).toHaveBeenLastCalledWith(['r1'], false, null);
  });

  it('leads to a new case with what is known already', async () => {
    const { router } = await opened();
    await click('登记案件');
    expect(router.currentRoute.value.name).toBe('case-new');
    expect(JSON.parse(String(router.currentRoute.value.query.from))).toEqual({ licence_no: '619999110111', party_name: '宋明' });
  });

  it('links to what belongs to it', async () => {
    const { page } = await opened();
    await click('关联');
    expect(page.get('td a').attributes('href')).toBe('/case/c1');
  });

  it('says that a change was not saved, and leads to it', async () => {
    const { page } = await opened({ kept_at: '2026-11-27 16:50' });
    expect(page.text()).toContain('2026-11-27 16:50 有一份没有保存的修改');
    expect(page.get('.view-note a').attributes('href')).toBe('/retailer/r1/edit');
  });

  it('that cannot be opened leads back', async () => {
    records.view.mockRejectedValueOnce(new Error('gone'));
    const { page } = await opened();
    expect(desk.fail).toHaveBeenCalled();
    expect(page.get('a').attributes('href')).toBe('/retailer');
  });

  it('goes into the print queue by a key', async () => {
    await opened();
    keysNow.findLast((it) => it.keys === 'Ctrl+P')?.run();
    expect(desk.print).toHaveBeenCalledWith({ id: 'r1', number: '619999110111', title: '好再来' });
  });
});

describe('scans', () => {
  it('begin with what is required and missing', async () => {
    const { page } = await opened();
    expect(page.text()).toContain('缺 1');
    await click('附件');
    expect(page.get('.scan-title').text()).toBe('身份证');
    await click('选择文件');
    expect(scans.put).toHaveBeenCalledWith('r1', '身份证', '/home/身份证.jpg');
    expect(desk.tell).toHaveBeenCalledWith(done);
  });

  it('are led to by the same link again and again', async () => {
    const { router } = await opened();
    for (const tab of ['沿革', '基本']) {
      await router.push({ query: { slot: '营业执照' } });
      await flushPromises();
      expect(wrapper?.get('.scan-title').text()).toBe('营业执照');
      await click(tab);
      expect(router.currentRoute.value.query).toEqual({});
    }
  });

  it('are not put when she gives up choosing', async () => {
    await opened();
    await click('附件');
    scans.pick.mockResolvedValueOnce(null);
    await click('选择文件');
    expect(scans.put).not.toHaveBeenCalled();
    expect(desk.tell).not.toHaveBeenCalled();
  });

  it('can be pasted into the chosen slot', async () => {
    await opened();
    await click('附件');
    document.dispatchEvent(handed('paste', 'clipboardData'));
    await flushPromises();
    expect(scans.putBytes).toHaveBeenCalledWith('r1', '身份证', expect.any(File));
  });

  it('can be pasted as pictures that only the system knows', async () => {
    await opened();
    await click('附件');
    document.dispatchEvent(Object.assign(new Event('paste'), { clipboardData: { files: [] } }));
    await flushPromises();
    expect(scans.putBytes).not.toHaveBeenCalled();
    scans.picture.mockResolvedValueOnce(file());
    document.dispatchEvent(Object.assign(new Event('paste'), { clipboardData: { files: [] } }));
    await flushPromises();
    expect(scans.putBytes).toHaveBeenCalledWith('r1', '身份证', expect.any(File));
  });

  it('can be dropped onto any slot', async () => {
    await opened();
    await click('附件');
    button('营业执照')?.dispatchEvent(handed('drop', 'dataTransfer'));
    await flushPromises();
    expect(scans.putBytes).toHaveBeenCalledWith('r1', '营业执照', expect.any(File));
  });

  it('dropped where the web view keeps files from the page are asked for in the system\'s box', async () => {
    await opened();
    await click('附件');
    button('营业执照')?.dispatchEvent(Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files: [] } }));
    await flushPromises();
    expect(scans.put).toHaveBeenCalledWith('r1', '营业执照', '/home/身份证.jpg');
  });

  it('dropped where the web view keeps files from the page are taken from where the program saw them fall', async () => {
    scans.dropped.mockReturnValueOnce(['/home/身份证 正面.jpg', '/home/反面.tif']);
    await opened();
    await click('附件');
    scans.pick.mockClear();
    button('营业执照')?.dispatchEvent(Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files: [] } }));
    await flushPromises();
    expect(scans.put.mock.calls.slice(-2)).toEqual([['r1', '营业执照', '/home/身份证 正面.jpg'], ['r1', '反面', '/home/反面.tif']]);
    expect(scans.pick).not.toHaveBeenCalled();
  });

  it('dropped several at a time are all there', async () => {
    await opened();
    await click('附件');
    const several = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files: [file(), new File(['y'], '反面.png')] } });
    button('身份证')?.dispatchEvent(several);
    await flushPromises();
    expect(scans.putBytes.mock.calls.map((it) => it[1])).toEqual(['身份证', '反面']);
  });

  it('are not taken from who may not write', async () => {
    may.mockReturnValue(false);
    await opened();
    await click('附件');
    document.dispatchEvent(handed('paste', 'clipboardData'));
    await flushPromises();
    expect(scans.putBytes).not.toHaveBeenCalled();
  });

  it('are shown large beside their title, with who put them and what they replaced', async () => {
    const { page } = await opened();
    await click('附件');
    await click('营业执照');
    expect(page.get('.scan-title').text()).toBe('营业执照');
    expect(page.get('img').attributes('src')).toBe('data:image/png;base64,AAAA');
    expect(page.text()).toContain('王芳 放入');
    expect(page.text()).toContain('另有 1 份旧版');
    await page.get('.ticks input').trigger('change');
    expect(scans.tick).toHaveBeenCalledWith('a1', 'legible', true);
    await click('移除');
    expect(scans.remove).toHaveBeenCalledWith('a1');
  });

  it('move to another slot and stay in sight', async () => {
    const { page } = await opened();
    await click('附件');
    await click('营业执照');
    await page.get('select').setValue('身份证');
    await flushPromises();
    expect(scans.move).toHaveBeenCalledWith('a1', '身份证');
    expect(page.get('.scan-title').text()).toBe('身份证');
  });

  it('that cannot be read say so', async () => {
    const { page } = await opened();
    scans.read.mockRejectedValueOnce(new Error('damaged'));
    await click('附件');
    await click('营业执照');
    expect(page.text()).toContain('这份扫描件打不开');
  });

  it('lying loose get a title first', async () => {
    const { page } = await opened();
    await click('附件');
    await page.get('form').trigger('submit');
    expect(scans.pick).not.toHaveBeenCalled();
    await page.get('form input').setValue('门头照片');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(scans.put).toHaveBeenCalledWith('r1', '门头照片', '/home/身份证.jpg');
  });
});

describe('history', () => {
  it('shows before and after, and brings an earlier state back', async () => {
    const { page } = await opened();
    expect(records.history).not.toHaveBeenCalled();
    await click('沿革');
    expect(page.text()).toContain('联系电话139138');
    expect(page.findAll('.history-undone').map((it) => it.text()), 'only what was undone is struck').toEqual(['保存']);
    expect(page.text()).toContain('已撤销　2026-11-26 09:20 李强');
    await click('恢复到此');
    expect(records.revert).toHaveBeenCalledWith({ noun: 'retailer', id: 'r1', revision: 1 });
    expect(desk.tell).toHaveBeenCalledWith(done);
  });
});
