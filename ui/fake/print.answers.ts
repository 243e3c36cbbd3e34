import type { Pdf, Printed, PrintSent } from '../src/api/types';
import type { Answers } from './index';
import { fakePdf } from './pdf';

const missing = [
  '卷内缺“营业执照”：请扫描后放入附件的“营业执照”一栏，再印正式卷。',
  '零售户登记表的“统一社会信用代码”未填：请补填后再印正式卷。',
];

/** A dossier as it might look: whole ones, and ones with something missing. */
function dossier(id: string): Pdf {
  const lacking = id.charCodeAt(id.length - 1) % 3 === 0;
  return fakePdf(
    '太要轩罗氏商店 一户一档案卷',
    [
      ['烟草专卖零售户档案', '许可证号 619999110000', '户　　名 太要轩罗氏商店', '经 营 者 罗犇玉', '立卷单位 潼川县烟草专卖局', '立卷日期 2026年11月27日'],
      ['卷内目录', '1　零售户登记表　　　　　　3', '2　烟草专卖零售许可证　　　4', '3　备考表　　　　　　　　　5'],
      ['零售户登记表', '地　　址 太要镇解放路139号', '电　　话 15223353629', '分　　类 重点监控户'],
      ['烟草专卖零售许可证', '有效期至 2031年9月23日', '供货单位 潼川县烟草公司'],
      ['备考表', '本卷共 5 页。', '立卷人　　　　　　检查人'],
    ],
    lacking ? missing : [],
  );
}

export const answers: Answers = {
  dossier_preview: ({ id }) => dossier(String(id)),
  dossier_save: async ({ id, folder }): Promise<Printed> => {
    await new Promise((done) => { setTimeout(done, 300); });
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Tauri rejects
    if (String(id).endsWith('4')) throw { kind: 'damaged', message: '附件“营业执照”读不出：文件不见了。请从备份恢复，或重新扫描。', fields: {} };
    const { pages, findings } = dossier(String(id));
    return { path: `${String(folder)}/619999110000-太要轩罗氏商店.pdf`, pages, findings };
  },
  pdf_save: () => null,
  pdf_print: ({ printer }): PrintSent => printer === null
    ? { how: 'viewer', message: '已用电脑上的 PDF 阅读程序打开，请在那里打印。' }
    : { how: 'printer', message: `已送到打印机“${printer as string}”。` },
  printers: () => ['HP LaserJet 1020', '奔图 P3305DN'],
  calibration_page: () => fakePdf('打印校准页', [['打印校准页', '量出左边、上边到刻度零点的距离，填进“设置”。']]),
};
