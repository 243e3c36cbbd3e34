import type { Answers } from './index';
import { stopWork } from './job';

export const answers: Answers = {
  job_stop: () => { stopWork(); return null; },
};
