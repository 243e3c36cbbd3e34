import { createApp } from 'vue';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { showFaults } from './faults';
import { hideProblem, session } from './session';
import { text } from './text';

const fault = (message: string, error: unknown) => { window.dispatchEvent(new ErrorEvent('error', { message, error })); };

describe('faults that nobody caught', () => {
  beforeAll(() => { showFaults(createApp({})); });
  beforeEach(hideProblem);

  it('end in a sentence', () => {
    fault('undefined is not an object', new TypeError('undefined is not an object'));
    expect(session.problem).toBe(text.problem.unknown);
  });

  it('are not made of a layout that took two turns', () => {
    fault('ResizeObserver loop completed with undelivered notifications.', null);
    expect(session.problem).toBe('');
  });
});
