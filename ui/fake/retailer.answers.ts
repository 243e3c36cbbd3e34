// Two files of one retailer: three invented pairs.
import type { AlikePairs, Merge, MergeField, Row } from '../src/api/types';
import { distinct } from './form.answers';
import type { Answers } from './index';
import { refuse } from './job';
import { done, rowsOf } from './record.answers';
import { FIELDS } from './records/fields';

const WHY = ['身份证号相同、联系电话相同', '同一乡镇、户名相同', '经营地址相同'];
const FILE = ['trade_name', 'owner_name', 'owner_id_number', 'phone', 'address', 'town', 'class', 'format'];
const name = ({ id, number, title }: Row) => ({ id, number, title });
const present = () => rowsOf('retailer').filter((row) => !row.removed);
const byId = (id: unknown) => present().find((row) => row.id === id) ?? refuse('没有这条零售户记录，请刷新列表后再试。', 'not_found');

function alike(): AlikePairs {
  const rows = WHY.flatMap((why, at) => {
    const [one, other] = present().slice(at * 2 + 4, at * 2 + 6);
    return one && other && !distinct.has(`${one.id} ${other.id}`) ? [{ one: name(one), other: name(other), why }] : [];
  });
  return { rows, total: rows.length };
}

function laid(kept: Row, away: Row): Merge {
  const fields = FILE.flatMap((field): MergeField[] => {
    const [ours, theirs] = [field === 'format' ? '' : kept.cells[field] ?? '', away.cells[field] ?? ''];
    const title = FIELDS.retailer?.find((it) => it.name === field)?.title ?? field;
    return ours === '' && theirs === '' ? [] : [{ name: field, title, kept: ours, away: theirs, differs: ours !== '' && theirs !== '' && ours !== theirs }];
  });
  const side = (row: Row, holds: string) => ({ ...name(row), revision: 1, holds });
  return { kept: side(kept, '许可证 1 · 附件 4'), away: side(away, '许可证 1 · 案件 2 · 附件 1'), fields, both: ['营业执照'] };
}

export const answers: Answers = {
  retailer_pairs: alike,
  retailer_beside: ({ kept, away }) => laid(byId(kept), byId(away)),
  retailer_merge: ({ kept, away }) => {
    const [whole, gone] = [byId(kept), byId(away)];
    gone.removed = true;
    return done(`合并零售户 ${gone.number} 到 ${whole.number}`, 5);
  },
};
