// 办证: what would be made of an invented vendor.
import type { VendorApplied, VendorPlan } from '../src/api/types';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';

const byId = (id: unknown) => rowsOf('vendor').find((row) => row.id === id) ?? refuse('没有这条无证户记录，请刷新列表后再试。', 'not_found');

function plan(id: unknown): VendorPlan {
  const { title, cells } = byId(id);
  const of = (name: string, title: string) => ({ title, text: cells[name] ?? '' });
  const [same] = rowsOf('retailer');
  return {
    revision: 1, title, state: cells.state ?? '', became: null, applied_on: '2026-11-27',
    fields: [of('trade_name', '企业（字号）名称'), of('name', '负责人'), of('id_number', '身份证号码'), of('address', '经营地址'), of('town', '乡镇'), of('phone', '联系电话')].filter((it) => it.text !== ''),
    retailers: same === undefined ? [] : [{ retailer: { id: same.id, number: same.number, title: same.title }, why: '身份证号相同', licence: '注销', mark: 'info' }],
  };
}

export const answers: Answers = {
  vendor_plan: ({ id }) => plan(id),
  vendor_apply: ({ id, retailer, appliedOn }): VendorApplied => {
    if (appliedOn === '') refuse('请填申请日期。', 'invalid', { applied_on: '请填申请日期。' });
    const row = byId(id);
    Object.assign(row.cells, { state: '办证中' });
    return { retailer: typeof retailer === 'string' ? retailer : 'retailer-1', matter: 'matter-1', done: done(`无证户办证 ${row.number}`, 3) };
  },
};
