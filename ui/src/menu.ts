// The menu: which pages there are, in the order of the work.
import {
  Bell, ChatLineSquare, Collection, DataAnalysis, DocumentChecked, FirstAidKit, Files, InfoFilled, OfficeBuilding,
  Postcard, Printer, Reading, Setting, Shop, UploadFilled, User,
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
    pages: [page('retailer', Shop), page('case', Files), page('hotline', ChatLineSquare), page('staff', Postcard), page('training', Reading)],
  },
  {
    title: text.menu.work,
    pages: [page('import', Collection), page('print', Printer), page('selfcheck', DocumentChecked), page('bundle', UploadFilled)],
  },
  {
    title: text.menu.system,
    pages: [
      page('backup', OfficeBuilding), page('verify', FirstAidKit), page('operation', Bell), page('user', User), page('setting', Setting), page('about', InfoFilled),
    ],
  },
];
