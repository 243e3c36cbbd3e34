// Where a form leads: to the record that was saved, to another new one, back to where she came from.
import { useRouter } from 'vue-router';
import type { Noun } from '../../api/types';

/** The ways out of the form of a noun. */
export function useWays(noun: Noun) {
  const router = useRouter();
  const cameFrom = () => (window.history.state as { back?: unknown } | null)?.back;
  const view = (id: string) => ({ name: `${noun}-view`, params: { id } });

  return {
    /** Shows the saved record; when she came from there, by going back. */
    async show(id: string): Promise<void> {
      if (cameFrom() === router.resolve(view(id)).fullPath) router.back();
      else await router.replace(view(id));
    },
    /** Opens an empty form. */
    another: () => router.replace({ name: `${noun}-new` }),
    /** Goes back: to where she came from, or else to the record or the list. */
    back(id: string | null): void {
      if (typeof cameFrom() === 'string') router.back();
      else void router.push(id === null ? { name: noun } : view(id));
    },
  };
}
