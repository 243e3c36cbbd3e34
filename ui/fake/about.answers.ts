import type { About } from '../src/api/types';
import type { Answers } from './index';

const about: About = { name: '一户档', version: '0.1.0', demo_user: '演示', demo_password: 'yihu-demo' };

export const answers: Answers = { about: () => about };
