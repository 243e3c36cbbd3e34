import type { About, Component } from '../src/api/types';
import type { Answers } from './index';

const about: About = { name: '一户档', version: '0.1.0', demo_user: '演示', demo_password: 'yihu-demo' };

const parts: Component[] = [
  { name: 'tauri', version: '2.12.5', licence: 'Apache-2.0 OR MIT', kind: 'rust' },
  { name: 'rusqlite', version: '0.42.0', licence: 'MIT', kind: 'rust' },
  { name: 'printpdf', version: '0.12.8', licence: 'MIT', kind: 'rust' },
  { name: 'vue', version: '3.5.45', licence: 'MIT', kind: 'ui' },
  { name: 'element-plus', version: '2.14.8', licence: 'MIT', kind: 'ui' },
  { name: 'echarts', version: '6.1.0', licence: 'Apache-2.0', kind: 'ui' },
  { name: 'Noto Sans CJK SC', version: '2.004', licence: 'OFL-1.1', kind: 'font' },
];

export const answers: Answers = { about: () => about, about_licences: () => parts };
