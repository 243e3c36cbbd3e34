import { commands } from './types';

/** What 办证 would make of a vendor, and the retailers that may be the same. */
export const planVendor = (id: string) => commands.vendorPlan(id);

/** Makes a retailer of a vendor and applies for its licence, or ties it to a retailer that is there. */
export const applyVendor = (id: string, revision: number, retailer: string | null, appliedOn: string) =>
  commands.vendorApply(id, revision, retailer, appliedOn);
