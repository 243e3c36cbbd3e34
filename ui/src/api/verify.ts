import { runJob } from './job';
import { commands, type Reading } from './types';

/** 数据体检. */
export const verify = (title: string, reading: Reading, rebuild: boolean) => runJob(title, (job) => commands.verifyRun(reading, rebuild, job));
