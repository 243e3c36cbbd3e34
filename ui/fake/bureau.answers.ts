import type { BureauDraft, BureauInfo } from '../src/api/types';
import { session } from './desk.answers';
import type { Answers } from './index';
import { refuse } from './job';

const bureau: BureauInfo = {
  code: session.bureau_code, name: session.bureau_name, short_name: '潼川县局',
  supervision: { key_monitored_months: '1', monitored_months: '3', law_abiding_months: '6', purification: 'A', approval_days: '3', vendor_days: '15', actions_a_quarter: '1', publicity_a_year: '2' }, stream: session.stream, demo: session.demo, dir: session.dir, revision: 1,
};

export const answers: Answers = {
  bureau_show: () => bureau,
  bureau_save: ({ bureau: draft }) => {
    const { name, short_name: short, supervision } = draft as BureauDraft;
    if (name === '') refuse('单位名称没有填。', 'invalid', { name: '请填单位名称。' });
    Object.assign(bureau, { name, short_name: short, supervision, revision: bureau.revision + 1 });
    return { op_id: 'op-bureau', op: '修改单位', count: 1 };
  },
};
