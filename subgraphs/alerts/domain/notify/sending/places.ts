interface Route {
  readonly organisation: string;
  readonly endpoint: string;
}

/** How many messages a process has under way at once. */
export interface Places {
  readonly all: number;
  /** To one endpoint: a slow one delays nobody else. */
  readonly ofEndpoint: number;
  /** Of one organisation: nor do many slow ones of somebody's. */
  readonly ofOrganisation: number;
}

const counted = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

const atLeast = (counts: ReadonlyMap<string, number>, most: number): string[] =>
  [...counts].flatMap(([name, count]) => (count >= most ? [name] : []));

/** The endpoints and organisations that have no place left. */
export const fullOf = (underWay: readonly Route[], places: Places) => ({
  endpoints: atLeast(counted(underWay.map(({ endpoint }) => endpoint)), places.ofEndpoint),
  organisations: atLeast(counted(underWay.map(({ organisation }) => organisation)), places.ofOrganisation),
});

/** Of messages in their order those that there are places for. */
export const placed = <T extends Route>(
  candidates: readonly T[],
  underWay: readonly Route[],
  places: Places,
): readonly T[] => {
  const endpoints = counted(underWay.map(({ endpoint }) => endpoint));
  const organisations = counted(underWay.map(({ organisation }) => organisation));
  const taken: T[] = [];
  for (const one of candidates) {
    if (underWay.length + taken.length >= places.all) break;
    const [there, theirs] = [endpoints.get(one.endpoint) ?? 0, organisations.get(one.organisation) ?? 0];
    if (there >= places.ofEndpoint || theirs >= places.ofOrganisation) continue;
    endpoints.set(one.endpoint, there + 1);
    organisations.set(one.organisation, theirs + 1);
    taken.push(one);
  }
  return taken;
};
