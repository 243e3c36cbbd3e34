import { describe, expect, it } from 'vitest';
import { joined, parted } from './choices';

const people = ['段兰', '黄平超', '王芳'];

describe('names one after the other', () => {
  it('takes the last as the one that is being typed', () => {
    expect(parted('')).toEqual({ before: [], last: '' });
    expect(parted('段兰、黄')).toEqual({ before: ['段兰'], last: '黄' });
    expect(parted('段兰，黄平超 ')).toEqual({ before: ['段兰', '黄平超'], last: '' });
  });

  it.each([
    ['', '王芳', '王芳'],
    ['王', '王芳', '王芳'],
    ['段兰、w', '王芳', '段兰、王芳'],
    ['段兰', '王芳', '段兰、王芳'],
    ['段兰,', '王芳', '段兰、王芳'],
    ['外请的人、', '王芳', '外请的人、王芳'],
  ])('%s and then %s is %s', (typed, choice, names) => {
    expect(joined(typed, choice, people)).toBe(names);
  });
});
