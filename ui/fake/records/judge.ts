// What the program would say of one typed text, for the few kinds that pages are looked at with.
import type { Field } from '../../src/api/types';

interface Judgement { error?: string; warning?: string; echo?: string; doubt?: boolean }

const WEEKDAYS = '日一二三四五六';

/** Judges one typed text. */
export function judge({ name, title, kind, required, choices }: Field, typed: string): Judgement {
  const text = typed.trim();
  if (text === '') return required ? { error: `请填写${title}。` } : {};
  switch (kind) {
    case 'day':
    case 'instant': return day(name, text);
    case 'id_card': return idCard(text);
    case 'sticks': return sticks(text);
    case 'money': return /^[\d,.]+元?$/.test(text) ? { echo: `${Number(text.replace(/[,元]/g, '')).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}元` } : { error: `金额“${text}”看不懂，请写成 1200.50 这样。` };
    case 'hours': return /^[\d.]+(课时)?$/.test(text) ? { echo: `${String(Number.parseFloat(text))}课时` } : { error: `课时“${text}”看不懂，请写成 2 或 1.5。` };
    case 'licence_no': return /^\d{12}$/.test(text) ? {} : { error: `许可证号应为12位数字，这里是${String(text.length)}位，请对照证件核对。` };
    case 'phone': return /^1\d{10}$|^0\d{2,3}-?\d{7,8}$/.test(text) ? {} : { doubt: true, error: `电话“${text}”看不懂，请填一个11位手机号，或带区号的座机如 0915-3812345；多个号码请把其余的写到备注里。` };
    case 'choice': return choices.includes(text) ? {} : { error: `${title}“${text}”认不出，请填：${choices.join('、')}。` };
    default: return {};
  }
}

function day(name: string, text: string): Judgement {
  const today = '2026-11-27';
  const compact = /^(\d{2}|\d{4})(\d{2})(\d{2})$/.exec(text);
  const short = /^(\d{1,2})[-月](\d{1,2})日?$/.exec(text);
  const full = /^(\d{4})[-年.](\d{1,2})[-月.](\d{1,2})/.exec(text);
  const [year, month, date] = text === '今' ? today.split('-') : text === '昨' ? ['2026', '11', '26']
    : compact ? [compact[1]?.length === 2 ? `20${compact[1]}` : compact[1], compact[2], compact[3]]
      : short ? ['2026', short[1], short[2]] : full ? full.slice(1, 4) : [];
  if (year === undefined) return { error: `日期“${text}”看不懂，请写成 2026-04-29、20260429 或 2026年4月29日 这样。` };
  const at = new Date(Number(year), Number(month) - 1, Number(date));
  if (at.getDate() !== Number(date)) return { error: `${year}年${String(Number(month))}月没有${String(Number(date))}日，请核对。` };
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return { echo: `${iso} 星期${WEEKDAYS[at.getDay()] ?? ''}`, ...(iso > today && name !== 'valid_to' && name !== 'due_on' && { warning: '日期在今天之后，请核对。' }) };
}

function idCard(text: string): Judgement {
  if (text.length !== 18) return { doubt: true, error: `身份证号应为18位（老证15位），这里是${String(text.length)}位，请对照证件核对。` };
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  if (text[17] !== '10X98765432'[sum % 11]) return { doubt: true, error: '身份证号末位校验不对，至少有一位录错了，请对照证件逐位核对。' };
  const sex = Number(text[16]) % 2 === 1 ? '男' : '女';
  return { echo: `${sex}，${text.slice(6, 10)}年${String(Number(text.slice(10, 12)))}月${String(Number(text.slice(12, 14)))}日生` };
}

function sticks(text: string): Judgement {
  const found = /^(?:([\d.]+)件)?(?:([\d.]+)条)?(?:([\d.]+)包)?(?:([\d.]+)支)?$/.exec(text);
  const [cases, cartons, packs, single] = (found ?? []).slice(1).map((it) => Number(it || 0));
  if (found === null || cases === undefined) return { error: `数量“${text}”看不懂，请写成 2条3包、0.5件 或 400支 这样。` };
  return { echo: `${(cases * 10_000 + (cartons ?? 0) * 200 + (packs ?? 0) * 20 + (single ?? 0)).toLocaleString('zh-CN')}支` };
}
