// This PC: the archives it knows, its settings, its file dialogs.
import { Channel } from './call';
import { commands, type DeskSettings, type Fallen } from './types';

/** Asks what this PC knows: archives, settings, who is logged in. */
export const openDesk = () => commands.deskOpen();
/** Keeps the settings of this PC. */
export const saveSettings = (settings: DeskSettings) => commands.deskSettingsSave(settings);
/** Takes an archive off the list; its folder stays. */
export const forget = (dir: string) => commands.deskForget(dir);
/** Keeps that the recovery code of an archive is written down and sealed. */
export const codeSealed = (dir: string) => commands.deskCodeSealed(dir);
/** The picture in the system's clipboard, as a file of this name; null where there is none. */
export async function clipboardPicture(name: string): Promise<File | null> {
  const base64 = await commands.deskPicture();
  return base64 === null ? null : new File([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], name, { type: 'image/png' });
}
/** Begins to hear of files that fall on the window, where its web view keeps them from the page. */
export function whenFilesFall(hear: (fallen: Fallen) => void): Promise<null> {
  const falling = new Channel<Fallen>();
  falling.onmessage = hear;
  return commands.deskCatch(falling);
}
/** Shows a file or folder in the system's file manager. */
export const reveal = (path: string) => commands.deskReveal(path);

const pick = async (kind: 'open_file' | 'save_file' | 'folder', title: string, name: string, extensions: string[]) =>
  (await commands.deskPick({ kind, title, name, extensions }))[0] ?? null;

/** Lets the clerk choose a file; null when she gave up. */
export const pickFile = (title: string, extensions: string[]) => pick('open_file', title, '', extensions);
/** Lets the clerk choose several files. */
export const pickFiles = (title: string, extensions: string[]) => commands.deskPick({ kind: 'open_files', title, name: '', extensions });
/** Lets the clerk choose where to save; null when she gave up. */
export const pickTarget = (title: string, name: string) => pick('save_file', title, name, [name.split('.').pop() ?? '']);
/** Lets the clerk choose a folder; null when she gave up. */
export const pickFolder = (title: string) => pick('folder', title, '', []);
