/** How many of something each owner has; owners that have none cost nothing. */
export interface Quota {
  /** Takes one more; false where that would be more than allowed. */
  take(owner: string): boolean;
  release(owner: string): void;
}

export const createQuota = (limit: number): Quota => {
  const taken = new Map<string, number>();
  return {
    take(owner) {
      const count = taken.get(owner) ?? 0;
      if (count >= limit) return false;
      taken.set(owner, count + 1);
      return true;
    },
    release(owner) {
      const count = taken.get(owner) ?? 0;
      if (count > 1) taken.set(owner, count - 1);
      else taken.delete(owner);
    },
  };
};
