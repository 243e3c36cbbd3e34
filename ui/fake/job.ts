// Long work of the program that is not there: it takes a while, tells its progress, and can be stopped.
import type { Channel } from '../src/api/call';
import type { Problem, Progress } from '../src/api/types';

let asked = 0;

/** Asks the work under way to stop. */
export function stopWork(): void {
  asked += 1;
}

/** Works through `total` pieces, telling each; rejects as the program does when asked to stop. `pause` is the milliseconds for a step. */
export async function work(args: Record<string, unknown>, what: string, total: number, pause = 0): Promise<void> {
  const before = asked;
  const { onmessage } = args.job as Channel<Progress>;
  const step = Math.max(1, Math.round(total / 20));
  for (let done = 0; done <= total; done += step) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (asked !== before) {
      const stopped: Problem = { kind: 'stopped', message: '已停止，档案没有变动。', fields: {} };
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw stopped;
    }
    onmessage({ what, done, total, stoppable: done < total });
  }
}

/** Refuses as the program does. */
export function refuse(message: string, kind: Problem['kind'] = 'invalid', fields: Record<string, string> = {}): never {
  const problem: Problem = { kind, message, fields };
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw problem;
}
