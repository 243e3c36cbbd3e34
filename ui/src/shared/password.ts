// What is wrong with a new password before the program is asked.
import { text } from '../text';

/** What is wrong, by the name of the input. */
export function passwordProblems(password: string, again: string): Record<string, string> {
  if (password === '') return { password: text.password.none };
  return password === again ? {} : { again: text.password.differs };
}
