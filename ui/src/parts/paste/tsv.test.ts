import { describe, expect, it } from 'vitest';
import { cellsOf, isBlock } from './tsv';

describe('cells from the clipboard', () => {
  it('are read as Excel and WPS write them', () => {
    for (const [text, cells] of [
      ['许可证号\t店名\r\n619999110001\t好再来\r\n', [['许可证号', '店名'], ['619999110001', '好再来']]],
      ['一\t\t三\n\t二\t', [['一', '', '三'], ['', '二', '']]],
      ['"城关镇\n人民路3号"\t"他说""好"""\n', [['城关镇\n人民路3号', '他说"好"']]],
      ['"没有合上的引号\t二', [['"没有合上的引号', '二']]],
      ['5"钢管\t二', [['5"钢管', '二']]],
      ['"引号"后面还有字\t二', [['"引号"后面还有字', '二']]],
      ['\u00a0前后有空\u00a0\t 二 ', [['前后有空', '二']]],
      ['一\n\n二\n\n\n', [['一'], [''], ['二']]],
      ['', []],
    ] as [string, string[][]][]) expect(cellsOf(text), JSON.stringify(text)).toEqual(cells);
  });

  it('are a block where there is more than one', () => {
    expect([isBlock('一'), isBlock('一\n'), isBlock('一\t二'), isBlock('一\n二')]).toEqual([false, false, true, true]);
  });
});
