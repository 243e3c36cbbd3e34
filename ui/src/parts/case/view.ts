// The page of one case record: what it can be printed as, what it leads to.
import type { ViewLayout } from '../../shared/view/layout';

export const layout: ViewLayout = {
  prints: true,
  next: [],
};
