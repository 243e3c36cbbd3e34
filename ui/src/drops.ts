// Files dropped on the window: those that fall beside the places made for them are refused, or they would be opened in the
// window's stead and all that was typed be gone; those that the web view keeps from the page are handed on.
import { whenFilesFall } from './api/desk';

/** Refuses files dropped where nobody takes them. */
export function refuseDrops(target: Window = window): void {
  const refuse = (event: DragEvent) => {
    // Whoever takes files has said so by now: listeners nearer to the place run first.
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  };
  target.addEventListener('dragover', refuse);
  target.addEventListener('drop', refuse);
}

let fallen: readonly string[] = [];

/** Where the files of the drop lie that is being handled, when only the program knows. */
export const dropped = (): readonly string[] => fallen;

/** Hands files that only the program saw fall to the place where they fell, as a drop. */
export function handOnDrops(): Promise<null> {
  return whenFilesFall(({ x, y, paths }) => {
    fallen = paths;
    document.elementFromPoint(x, y)?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }));
    fallen = [];
  });
}
