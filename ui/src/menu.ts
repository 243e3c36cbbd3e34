// The menu: which pages there are, in the order of the work.
import {
  ChatLineSquare, CopyDocument, DataAnalysis, DocumentAdd, DocumentChecked, DocumentDelete, Files, FirstAidKit, Flag, InfoFilled, Key, List,
  Notebook, Postcard, Printer, Promotion, Reading, Setting, Shop, Stamp, User, View, Warning,
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import { text } from './text';

/** One page of the menu; `name` is its route. */
export interface MenuPage {
  readonly name: string;
  readonly title: string;
  readonly icon: Component;
}

/** Pages that belong together, under a heading. */
export interface MenuGroup {
  readonly title: string;
  readonly pages: readonly MenuPage[];
}

const page = (name: keyof typeof text.pages, icon: Component): MenuPage => ({ name, title: text.pages[name], icon });

/** All pages of the menu. */
export const menu: readonly MenuGroup[] = [
  { title: '', pages: [page('workbench', DataAnalysis)] },
  {
    title: text.menu.ledgers,
    pages: [page('retailer', Shop), page('matter', Stamp), page('vendor', Warning), page('inspection', View), page('diary', Notebook), page('campaign', Flag), page('case', Files), page('hotline', ChatLineSquare), page('staff', Postcard), page('training', Reading)],
  },
  {
    title: text.menu.work,
    pages: [page('import', DocumentAdd), page('print', Printer), page('gap', DocumentDelete), page('selfcheck', DocumentChecked), page('bundle', Promotion)],
  },
  {
    title: text.menu.system,
    pages: [
      page('backup', CopyDocument), page('verify', FirstAidKit), page('operation', List), page('user', User), page('key', Key), page('setting', Setting),
      page('about', InfoFilled),
    ],
  },
];
