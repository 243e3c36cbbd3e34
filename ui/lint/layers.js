// The import rules of the house: which folder may import which.
// A rule of our own, because the kept ones judge only files that exist or only the text of the path.
import path from 'node:path';

/** @typedef {{ layer: string, part: string }} Place */

/** @type {Record<string, string>} */
const SENTENCES = {
  tauri: 'Only api/call.ts imports Tauri: call through api/<noun>.ts.',
  part: 'One part never imports another: link by route, or move what both need to shared/.',
  shared: 'shared/ knows no noun: it imports no part, and of the api only types. Hand it props.',
  api: 'api/ is the lowest layer: it imports only api/ and text.ts.',
  types: 'types.ts names the commands themselves: outside api/ import only its types, and call through api/<noun>.ts.',
};

/**
 * Names the layer a file lies in.
 * @param {string} root the folder `src`
 * @param {string} file an absolute path
 * @returns {Place}
 */
function place(root, file) {
  const [layer = '', part = ''] = path.relative(root, file).split(path.sep);
  return { layer, part };
}

/**
 * Says which sentence an import breaks, or nothing.
 * @param {string} root the folder `src`
 * @param {string} from the importing file
 * @param {string} name what stands between the quotes
 * @param {boolean} typeOnly whether nothing of it is left when the program runs
 * @returns {keyof typeof SENTENCES | undefined}
 */
export function broken(root, from, name, typeOnly) {
  const own = path.relative(root, from).split(path.sep).join('/');
  if (name.startsWith('@tauri-apps/')) return /^api\/call(\.test)?\.ts$/.test(own) ? undefined : 'tauri';
  if (!name.startsWith('.') && !name.startsWith('/')) return undefined;
  const target = name.startsWith('/') ? path.join(root, name.replace(/^\/src/, '')) : path.resolve(path.dirname(from), name);
  const here = place(root, from);
  const there = place(root, target);
  if (here.layer === 'parts' && there.layer === 'parts' && here.part !== there.part) return 'part';
  const shape = typeOnly && there.layer === 'api' && /^(types|record)(\.ts)?$/.test(there.part);
  if (here.layer === 'shared' && (there.layer === 'parts' || (there.layer === 'api' && !shape))) return 'shared';
  if (here.layer !== 'api' && !typeOnly && there.layer === 'api' && /^types(\.ts)?$/.test(there.part)) return 'types';
  if (here.layer === 'api' && (there.layer === 'parts' || there.layer === 'shared')) return 'api';
  return undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const layers = {
  meta: { type: 'problem', messages: SENTENCES, schema: [{ type: 'string' }] },
  create(context) {
    const root = String(context.options[0]);
    /** @param {import('estree').Node & { importKind?: string, exportKind?: string }} node @param {import('estree').Node | null | undefined} source */
    function judge(node, source) {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
      const messageId = broken(root, context.filename, source.value, typeOnly);
      if (messageId !== undefined) context.report({ node, messageId });
    }
    return {
      ImportDeclaration: (node) => { judge(node, node.source); },
      ImportExpression: (node) => { judge(node, node.source); },
      ExportNamedDeclaration: (node) => { judge(node, node.source); },
      ExportAllDeclaration: (node) => { judge(node, node.source); },
    };
  },
};
