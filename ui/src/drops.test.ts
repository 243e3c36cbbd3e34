import { describe, expect, it, vi } from 'vitest';
import { whenFilesFall } from './api/desk';
import { dropped, handOnDrops } from './drops';

vi.mock('./api/desk', () => ({ whenFilesFall: vi.fn(() => Promise.resolve(null)) }));
// What happy-dom does not have.
vi.stubGlobal('DragEvent', Event);

describe('files that only the program saw fall', () => {
  it('are dropped onto what lies where they fell, once', async () => {
    const slot = document.body.appendChild(document.createElement('button'));
    const found = vi.fn(() => slot);
    document.elementFromPoint = found;
    const taken: string[] = [];
    slot.addEventListener('drop', () => taken.push(...dropped()));
    await handOnDrops();
    vi.mocked(whenFilesFall).mock.calls[0]?.[0]({ x: 3, y: 4, paths: ['/a.jpg', '/b.tif'] });
    expect(found).toHaveBeenCalledWith(3, 4);
    expect(taken).toEqual(['/a.jpg', '/b.tif']);
    expect(dropped()).toEqual([]);
  });
});
