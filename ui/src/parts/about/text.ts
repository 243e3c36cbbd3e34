// What the page about the program says.
import type { Component } from '../../api/types';

export const words = {
  title: '关于',
  version: '版本',
  archive: '档案放在',
  reveal: '打开文件夹',
  bureau: '单位',
  stream: '数据包编号',
  view: '网页组件',
  licence: '许可',
  own: 'Apache-2.0。不联网，不收集任何信息。',
  command: '命令',
  commandHint: '窗口打不开时，档案仍可用命令 yihu 查看、导出、备份。',
  parts: '由这些开放源代码的软件组成',
  filter: '查找名称或许可',
  count: (shown: number, all: number) => (shown === all ? `共 ${String(all)} 项` : `${String(shown)} / ${String(all)} 项`),
  none: '没有这样的软件。',
  columns: { name: '名称', version: '版本', licence: '许可', kind: '用在' },
  kinds: { rust: '程序', ui: '界面', font: '字体' } satisfies Record<Component['kind'], string>,
} as const;
