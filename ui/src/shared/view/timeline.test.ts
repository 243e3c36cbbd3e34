import { describe, expect, it } from 'vitest';
import type { AttachmentInfo, Version, View } from '../../api/types';
import { eventsOf, kindsOf } from './timeline';

const words = { scans: '扫描件', classes: '分类变动', changes: '资料变动', change: (op: string, by: string) => `${op} ${by}` };
const scan: AttachmentInfo = { id: 's', slot: '营业执照', file_name: 'a', media_type: 'image/png', bytes: 1, pages: 1, put_at: '2026-05-01 10:00', put_by: '王芳', legible: '', matching: '', doubts: [], elsewhere: [], mended: '', earlier: 0, sha256: 'a' };
const view: Pick<View, 'id' | 'noun' | 'linked' | 'slots' | 'loose'> = {
  id: 'r1', noun: 'retailer', slots: [{ title: '营业执照', required: true, later: '', article: '', attachment: scan }, { title: '申请表', required: true, later: '', article: '', attachment: null }], loose: [],
  linked: [
    { noun: 'licence', title: '许可证', rows: [{ id: 'l2', number: '619999110002', title: '', on: '2026-03-01 至 2031-02-28', note: '有效', mark: 'success' }, { id: 'l1', number: '619999110001', title: '', on: '2021-03-01 至 2026-02-28', note: '注销', mark: 'info' }] },
    { noun: 'inspection', title: '检查（共90次，最近50次）', rows: [{ id: 'i1', number: '', title: '日常检查', on: '2026-06-02', note: '未见异常', mark: null }] },
    { noun: 'case', title: '案件', rows: [{ id: 'c1', number: '潼烟立〔2025〕第1号', title: '无证运输', on: '', note: '', mark: null }] },
  ],
};
const version = (at: string, part: Partial<Version>): Version => ({ key: null, at, by: '王芳', op: '保存', op_id: at, made: false, noun: 'retailer', noun_title: '零售户', undone: '', differences: [], ...part });
const versions = [
  version('2026-06-02 09:00', { differences: [{ field: 'class', title: '分类', before: '守法', after: '重点监控' }] }),
  version('2026-04-01 09:00', { undone: '2026-04-01 李强' }),
  version('2026-05-01 10:00', { noun: 'attachment' }),
  version('2021-02-01 09:00', { made: true, op: '新建', differences: [{ field: 'class', title: '分类', before: '', after: '守法' }] }),
];

describe('the timeline of a file', () => {
  const events = eventsOf(view, versions, ['inspection', 'case', 'retailer'], words);

  it('has everything of it once, the latest first, what has no day last', () => {
    expect(events.map((it) => [it.kind, it.on.slice(0, 10)])).toEqual([
      ['分类变动', '2026-06-02'], ['检查', '2026-06-02'], ['扫描件', '2026-05-01'], ['许可证', '2026-03-01'], ['许可证', '2021-03-01'], ['资料变动', '2021-02-01'], ['案件', ''],
    ]);
    expect(kindsOf(events)).toContainEqual(['许可证', 2]);
  });

  it('leads to each record that has a page, to a scan in its slot', () => {
    expect(events.map((it) => it.to && `${it.to.noun} ${it.to.id} ${it.to.slot ?? ''}`.trim())).toEqual([null, 'inspection i1', 'retailer r1 营业执照', null, null, null, 'case c1']);
    expect(events[0]?.note).toBe('分类：守法 → 重点监控');
  });
});
