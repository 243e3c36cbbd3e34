// A file that falls beside the places made for it would be opened in the window's stead, and all that was typed be gone.

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
