// What the pages of records need of the window around them.
import type { Router } from 'vue-router';
import * as attachment from './api/attachment';
import { clipboardPicture, pickFile } from './api/desk';
import { showInformant } from './api/informant';
import { tieHotline } from './api/hotline';
import type { Records } from './api/record';
import { search } from './api/search';
import { changes, tellDone } from './done';
import { dropped } from './drops';
import { queue } from './queue';
import { mayEdit } from './rights';
import { may, showProblem } from './session';
import type { ViewDesk } from './shared/view/layout';
import { text } from './text';

/** What a scan may come as. */
const SCANS = ['jpg', 'jpeg', 'png', 'pdf', 'tif', 'tiff'];

/** Gives the page of a record what it needs of the window. */
export function viewDesk(records: Records, router: Router): ViewDesk {
  const { noun } = records;
  return {
    records,
    scans: {
      pick: (title) => pickFile(title, SCANS),
      put: (id, slot, path) => attachment.put(noun, id, slot, path),
      dropped,
      picture: () => clipboardPicture(text.pasted),
      putBytes: (id, slot, file) => attachment.putBytes(noun, id, slot, file),
      read: attachment.read,
      waiting: attachment.waiting,
      readWaiting: attachment.readWaiting,
      versions: attachment.versions,
      revert: records.revert,
      mending: attachment.mending,
      mend: attachment.mend,
      restore: attachment.restore,
      move: attachment.move,
      tick: attachment.tick,
      remove: attachment.remove,
    },
    showInformant,
    tie: tieHotline,
    find: search,
    may,
    mayEdit,
    tell: tellDone,
    fail: showProblem,
    print: (row) => {
      queue(noun, [row]);
      void router.push({ name: 'print' });
    },
    changes,
  };
}
