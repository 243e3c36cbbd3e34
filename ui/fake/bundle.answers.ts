import type { BundleCheck, BundleInfo, BundleLine, BundlePlan } from '../src/api/types';
import type { Answers } from './index';
import { work } from './job';
import { fakePdf } from './pdf';

const line = (noun: BundleLine['noun'], title: string, count: number): BundleLine => ({ noun, title, count });
const everything = [line('retailer', '零售户', 513), line('licence', '许可证', 513), line('case', '案件', 42), line('hotline', '12313', 120), line('staff', '人员', 8), line('training', '培训', 13), line('attachment', '附件', 3204)];
const recent = [line('retailer', '零售户', 7), line('licence', '许可证', 7), line('case', '案件', 2), line('hotline', '12313', 5), line('attachment', '附件', 31)];

const sent: BundleInfo[] = Array.from({ length: 14 }, (_, at) => {
  const sequence = 14 - at;
  const kind = sequence === 1 ? 'full' : sequence % 3 === 0 ? 'selfcheck' : 'delta';
  const month = 12 - Math.floor(at / 2);
  return {
    id: `b${String(sequence)}`,
    name: `619999-A-${String(sequence).padStart(6, '0')}.zip`,
    kind,
    kind_title: { full: '全量', delta: '增量', selfcheck: '月度自查' }[kind],
    sequence,
    period: kind === 'selfcheck' ? `2026年${String(month - 1)}月` : null,
    changes: kind === 'full' ? 1209 : 14 + sequence * 3,
    counts: kind === 'full' ? everything : recent,
    digest: `${sequence.toString(16).padStart(2, '0')}c7a41f09be5d8826`.repeat(4).slice(0, 64),
    exported_at: `2026-${String(Math.max(month - 1, 1)).padStart(2, '0')}-${String(28 - at).padStart(2, '0')} 16:${String(10 + at)}`,
    path: null,
  };
});

const good: BundleCheck = { ok: true, name: '619999-A-000014.zip', bureau: '潼川县烟草专卖局（619999）', kind_title: '月度自查', made_at: '2026-11-14 16:10', findings: [] };

export const answers: Answers = {
  bundle_plan: ({ full }): BundlePlan => ({
    kind: full === true ? 'full' : 'delta',
    name: '619999-A-000015.zip',
    stream: 'A',
    sequence: 15,
    changes: full === true ? 4210 : 52,
    lines: full === true ? everything : recent,
    left_out: [
      '举报人的姓名、电话、证件号：存在另一个库里，导出程序从不打开；每个文件出去之前还要再查一遍。',
      '12313举报投诉的工单号、举报内容、涉及户名和地址、承办人、反馈情况：只出去类别、时间、结果分类和另写的摘要，编号也换过。',
      '12313举报投诉的附件。',
      '专卖人员的证件号码和手机号码。',
      '修改以前的内容：操作日志只带修改以后的内容和校验值。',
      '没有保存的草稿、本机的设置、台账的表头对照、密码和钥匙。',
    ],
    after: '接着第14号数据包（2026-11-14 导出）',
  }),
  bundle_export: async (args): Promise<BundleInfo> => {
    await work(args, '写入数据包', 3204, 40);
    const { full, folder } = args as { full: boolean; folder: string };
    const made: BundleInfo = { ...(sent[1] as BundleInfo), id: `b${String(sent.length + 1)}`, sequence: 15, name: '619999-A-000015.zip', kind: full ? 'full' : 'delta', kind_title: full ? '全量' : '增量', period: null, exported_at: '2026-11-27 16:50', counts: full ? everything : recent };
    sent.unshift(made);
    return { ...made, path: `${folder}/619999-A-000015.zip` };
  },
  bundle_list: () => sent,
  bundle_verify: ({ key }): BundleCheck => key === null
    ? good
    : { ...good, ok: false, findings: [
      { entry: 'tagmanifest-sha256.txt', message: '签名对不上：这个包不是这把公钥的主人签的，或者签名之后被改过。请向报送单位重新索取。' },
      { entry: 'data/retailer.jsonl', message: '内容与校验清单不符：文件在签名之后被改过或传坏了。' },
    ] },
  key_show: () => ({ public_key: 'RWQ3tR6k0o9yv1N4bXyq8mE5cUe2Jw7hZ0sLdGfKpTaVnMiOxHrBtYqC', fingerprint: '3F7A 91C2 0B5D E846 7710 A2C9' }),
  key_sheet: () => fakePdf('潼川县烟草专卖局公钥单', [['数据包公钥单', '单位　潼川县烟草专卖局（619999）', '指纹　3F7A 91C2 0B5D E846 7710 A2C9', '请把这张单子当面交给上级单位，收到的数据包用它核验。']]),
  key_save: () => null,
};
