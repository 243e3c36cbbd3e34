// Records of any noun that has a list page.
import { runJob } from './job';
import { commands, type Draft, type Noun, type Query, type VersionKey } from './types';

/** All that can be done with the records of one noun; shared components are handed it. */
export function recordsOf(noun: Noun) {
  return {
    noun,
    fields: () => commands.recordFields(noun),
    list: (query: Query, offset: number, limit: number) => commands.recordList(noun, query, offset, limit),
    ids: (query: Query) => commands.recordIds(noun, query),
    form: (id: string | null) => commands.recordForm(noun, id),
    check: (id: string | null, draft: Draft) => commands.recordCheck(noun, id, draft),
    save: (id: string | null, revision: number, draft: Draft, reason: string | null) => commands.recordSave(noun, id, revision, draft, reason),
    view: (id: string) => commands.recordView(noun, id),
    history: (id: string) => commands.recordHistory(noun, id),
    revert: (version: VersionKey) => commands.recordRevert(version),
    remove: (ids: string[], removed: boolean, reason: string | null) => commands.recordRemove(noun, ids, removed, reason),
    change: (ids: string[], field: string, value: string) => commands.recordChange(noun, ids, field, value),
    exportTo: (title: string, query: Query, columns: string[], path: string) =>
      runJob(title, (job) => commands.recordExport(noun, query, columns, path, job)),
    distinct: (id: string, other: string) => commands.recordDistinct(noun, id, other),
    keepDraft: (id: string | null, draft: Draft) => commands.draftPut(noun, id, draft),
    dropDraft: (id: string | null) => commands.draftDrop(noun, id),
    dossier: (id: string) => commands.dossierPreview(noun, id),
    saveDossier: (id: string, folder: string) => commands.dossierSave(noun, id, folder),
  };
}

/** All that can be done with the records of one noun. */
export type Records = ReturnType<typeof recordsOf>;

/** Asks for everything: no condition, the noun's own order. */
export function everything(): Query {
  return { conditions: [], text: '', due: '', sort: null, down: false, removed: 'hide' };
}
